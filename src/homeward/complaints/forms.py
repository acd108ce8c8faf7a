"""Forms of complaints: for whoever complains, for whoever takes one, and for its handlers."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.cases.models import Case
from homeward.complaints.choices import Kind, Outcome, Way
from homeward.complaints.models import Category
from homeward.core.forms import BaseForm, RuledCharField, ThreePartDateField
from homeward.tasks.choices import DayKind

LONGEST = 5000
BY_HAND = [(way.value, way.label) for way in Way if way not in (Way.PAGE, Way.PASSED)]
NOBODY: list[tuple[str, Any]] = [("", "")]


def _area(label: Any, help_text: Any = "", *, rows: int = 5, rule: bool = False) -> Any:
    field = RuledCharField if rule else forms.CharField
    return field(
        label=label, help_text=help_text, max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def _offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def _people(form: forms.BaseForm, name: str, people: Sequence[User]) -> None:
    _offer(form, name, [*NOBODY, *((str(user.pk), user.name) for user in people)])


class WordsForm(BaseForm):
    """What is said. It asks for nothing that a complaint can do without."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What would you like to tell us?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        initial=Kind.COMPLAINT,
    )
    category = forms.ChoiceField(label=gettext_lazy("What is it about?"), initial="other")
    what = _area(
        gettext_lazy("In your own words"),
        gettext_lazy("What happened, when and where. Any language will do."),
        rule=True,
    )
    wish = _area(gettext_lazy("What should be done?"), rows=3)
    about = forms.CharField(
        label=gettext_lazy("Is it about somebody or about a service?"),
        help_text=gettext_lazy(
            "A name, an office, a course. Whoever it is about does not see what you write."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, categories: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {one.code: one for one in categories}
        _offer(self, "category", [(one.code, str(one)) for one in categories])

    def chosen(self) -> Category:
        return self.categories[self.cleaned_data["category"]]

    def said(self) -> dict[str, Any]:
        names = ("what", "wish", "about", "name", "contact")
        return {
            "kind": Kind(self.cleaned_data["kind"]),
            **{name: self.cleaned_data.get(name, "") for name in names},
        }


class PublicForm(WordsForm):
    """Without a name it is anonymous, and the code alone opens the answer."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Leave it empty to stay anonymous."),
        max_length=200,
        required=False,
    )
    contact = forms.CharField(
        label=gettext_lazy("Phone or e-mail"),
        help_text=gettext_lazy(
            "Only if we may call or write to you. You can read the answer without it."
        ),
        max_length=200,
        required=False,
    )
    # For programs that fill every field; people never see it.
    website = forms.CharField(required=False)

    def said(self) -> dict[str, Any]:
        said = super().said()
        return {**said, "is_anonymous": not (said["name"] or said["contact"])}


class TakeForm(WordsForm):
    """By whoever hears it, opens the letter or sits across the table."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it came"), choices=BY_HAND, widget=forms.RadioSelect
    )
    received_on = ThreePartDateField(label=gettext_lazy("Day it came"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language for the answer"), choices=settings.LANGUAGES
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("They wish to stay anonymous"),
        help_text=gettext_lazy("Then nothing of who it was is kept, and no case."),
        required=False,
    )
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=200, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Their phone or e-mail"),
        help_text=gettext_lazy("How they wish to be told the answer."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What they would like to tell")
        self.fields["what"].label = _("In their own words")
        self.fields["what"].help_text = _("As they said it, not as it should be put.")
        self.fields["about"].help_text = _(
            "A name, an office, a course. Whoever it is about does not see it."
        )

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **super().said(),
            "is_anonymous": given["is_anonymous"],
            "language": given["language"],
        }


class AcknowledgeForm(BaseForm):
    handler = forms.ChoiceField(
        label=gettext_lazy("Who looks into it"),
        help_text=gettext_lazy("Named handlers only; nobody whom it is about or whose case it is."),
    )
    text = _area(
        gettext_lazy("A word to the complainant"),
        gettext_lazy("They read it with their code, beside the day by which they get an answer."),
        rows=3,
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        _people(self, "handler", people)

    def who(self) -> User:
        return self.people[self.cleaned_data["handler"]]


class AssignForm(AcknowledgeForm):
    text = None


class NoteForm(BaseForm):
    text = _area(
        gettext_lazy("Note of the inquiry"),
        gettext_lazy("Whom you spoke to, what you read. The complainant does not see it."),
        rows=3,
        rule=True,
    )


class OrderForm(BaseForm):
    category = forms.ChoiceField(
        label=gettext_lazy("Category"),
        help_text=gettext_lazy(
            "A sensitive one is sealed at once: you may not see it any more then."
        ),
    )
    about_user = forms.ChoiceField(
        label=gettext_lazy("The colleague whom it is about"),
        help_text=gettext_lazy("They never see it, also where it is you."),
        required=False,
    )
    case = forms.CharField(
        label=gettext_lazy("Number of the case"),
        help_text=gettext_lazy("Where the complainant said who they are."),
        max_length=20,
        required=False,
    )

    def __init__(
        self, *args: Any, categories: Sequence[Category], people: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {one.code: one for one in categories}
        self.people = {str(user.pk): user for user in people}
        _offer(
            self,
            "category",
            [
                (one.code, _("%(name)s (sensitive)") % {"name": one} if one.is_sensitive else one)
                for one in categories
            ],
        )
        _people(self, "about_user", people)

    def clean_case(self) -> Case | None:
        typed = self.cleaned_data["case"].strip()
        if not typed:
            return None
        found = Case.objects.filter(reference__iexact=typed).first()
        if found is None:
            raise forms.ValidationError(_("No case with this number is known to you."))
        return found

    def given(self) -> tuple[Category, User | None, Case | None]:
        data = self.cleaned_data
        return (
            self.categories[data["category"]],
            self.people.get(data["about_user"]),
            data["case"],
        )


class AnswerForm(BaseForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Is it upheld?"),
        choices=[(one.value, one.label) for one in Outcome if one != Outcome.REPLIED],
        widget=forms.RadioSelect,
        required=False,
    )
    text = _area(
        gettext_lazy("The answer, with the reasons"),
        gettext_lazy("In the complainant’s language, in plain words."),
        rows=8,
        rule=True,
    )
    promise = _area(gettext_lazy("What will be done, by when"), rows=3)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the answer"), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, is_complaint: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_complaint:
            del self.fields["outcome"]


class WayForm(BaseForm):
    way = forms.ChoiceField(
        label=gettext_lazy("How they were told"), choices=BY_HAND, widget=forms.RadioSelect
    )


class SaidForm(BaseForm):
    """What a complainant said, written down by a handler."""

    way = forms.ChoiceField(
        label=gettext_lazy("How it came"), choices=BY_HAND, widget=forms.RadioSelect
    )
    text = _area(gettext_lazy("In their own words"), rule=True)


class MoreForm(BaseForm):
    """By the complainant."""

    text = _area(gettext_lazy("In your own words"), rows=4, rule=True)


class CodeForm(BaseForm):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Four groups of four letters and numbers."),
        max_length=40,
    )


class CloseForm(BaseForm):
    agrees = forms.BooleanField(
        label=gettext_lazy("The complainant is content and agrees"), required=False
    )


class PassForm(BaseForm):
    to = forms.ChoiceField(
        label=gettext_lazy("Organisation it is about"),
        help_text=gettext_lazy("Empty for a body that does not work here; then name it below."),
        required=False,
    )
    body = forms.CharField(
        label=gettext_lazy("Another body, by its name"), max_length=200, required=False
    )
    on_paper = forms.BooleanField(
        label=gettext_lazy("On paper"),
        help_text=gettext_lazy("You send it yourself; here stands only that you did."),
        required=False,
    )
    with_contact = forms.BooleanField(
        label=gettext_lazy("With name and contact: the complainant agreed"), required=False
    )
    text = _area(gettext_lazy("Why, as the complainant reads it"), rows=3, rule=True)

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(org.pk): org for org in organisations}
        _offer(self, "to", [*NOBODY, *((str(org.pk), org.name) for org in organisations)])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("to") and not (data.get("body") and data.get("on_paper")):
            self.add_error("to", _("Choose an organisation, or name a body and tick “On paper”."))
        return data

    def to_org(self) -> Organisation | None:
        return self.organisations.get(self.cleaned_data["to"])


class HandlerForm(BaseForm):
    user = forms.ChoiceField(label=gettext_lazy("Colleague"))
    is_sensitive = forms.BooleanField(
        label=gettext_lazy("Also sensitive matters"),
        help_text=gettext_lazy(
            "Abuse, corruption, how colleagues behave, data. At least one; better two."
        ),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        _people(self, "user", people)

    def who(self) -> User:
        return self.people[self.cleaned_data["user"]]


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=365)


class DaysForm(BaseForm):
    acknowledge_days = _days(gettext_lazy("Days to confirm the receipt"))
    answer_days = _days(gettext_lazy("Days to answer"))
    appeal_days = _days(gettext_lazy("Days to appeal"))
    hear_days = _days(gettext_lazy("Days to answer an appeal"))
    day_kind = forms.ChoiceField(label=gettext_lazy("Counted as"), choices=DayKind.choices)
    valid_from = ThreePartDateField(
        label=gettext_lazy("Valid from"),
        help_text=gettext_lazy("What came before keeps its days."),
    )
    source = RuledCharField(
        label=gettext_lazy("Where it is written"),
        help_text=gettext_lazy("The rule, agreement or decision; or that it is your own term."),
        max_length=200,
    )
