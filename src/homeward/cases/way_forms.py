"""Forms of the pages by which a case goes its way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.cases import choices
from homeward.cases.actions import Opening
from homeward.cases.queries.applications import Line
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.forms import set_choices
from homeward.persons.models import Person
from homeward.places.names import country_choices
from homeward.programmes.choices import WayKind
from homeward.programmes.choices.criteria import Residence
from homeward.programmes.models import Corridor

LENGTH = 2000


def words(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LENGTH, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class OrganisationForm(BaseForm):
    """A form with one organisation to choose, of those that the page offers."""

    organisation = forms.ChoiceField(label=_("Organisation"))

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], label: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(org.pk): org for org in organisations}
        set_choices(
            self, "organisation",
            [
                ("", _("Choose an organisation")),
                *((pk, str(org)) for pk, org in self.organisations.items()),
            ],
        )  # fmt: skip
        if label:
            self.fields["organisation"].label = label

    @property
    def chosen(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]


class ApplyForm(OrganisationForm):
    remark = words(
        _("What the authority should know"),
        help_text=_("Nothing about the way of return or a former status: it is not asked."),
    )


class DecideForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("eligible", _("Eligible")), ("not_eligible", _("Not eligible"))],
        widget=forms.RadioSelect,
    )
    grounds = forms.MultipleChoiceField(
        label=_("Grounds, where it is refused"),
        choices=choices.Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    explanation = words(_("Explanation, in words that the person understands"))


class MissingForm(BaseForm):
    missing = forms.MultipleChoiceField(
        label=_("What is missing"),
        choices=choices.Missing.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    note = words(_("What exactly"))


class CompleteForm(BaseForm):
    remark = words(_("What was brought"), required=True)


class CaseExceptionForm(BaseForm):
    criterion_at = forms.ChoiceField(label=_("Criterion that is not met"))
    reason = words(_("Why this case should be taken all the same"), required=True)

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "criterion_at", [(line.at, line.words) for line in lines])


class DecideExceptionForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve it")), ("refuse", _("Refuse it"))],
        widget=forms.RadioSelect,
    )
    note = words(_("Why"), required=True)


class TransferForm(OrganisationForm):
    why = forms.ChoiceField(
        label=_("Why"), choices=choices.TransferReason.choices, widget=forms.RadioSelect
    )
    reason = words(_("What the receiver should know"))
    goes_with_it = forms.MultipleChoiceField(
        label=_("What goes with it"),
        choices=choices.GoesWithIt.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wanted_on = ThreePartDateField(label=_("From which day, at the latest"), required=False)


class WorkerForm(BaseForm):
    worker = forms.ChoiceField(label=_("Who works on the case"), required=False)

    def __init__(
        self, *args: Any, colleagues: Sequence[User], required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        named = [(pk, user.name) for pk, user in self.colleagues.items()]
        set_choices(self, "worker", [("", _("Not named yet")), *named])
        self.fields["worker"].required = required

    @property
    def chosen(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["worker"])


class DeclineForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Why"), choices=choices.DeclineReason.choices, widget=forms.RadioSelect
    )


class AskHostForm(OrganisationForm):
    question = words(_("What the host organisation should know"))


class AnswerHostForm(BaseForm):
    decision = forms.ChoiceField(
        label=_("Do you know of this return?"),
        choices=[("confirm", _("Yes, it is confirmed")), ("deny", _("No"))],
        widget=forms.RadioSelect,
    )
    answer = words(_("What you know, or why not"))


class MoveForm(BaseForm):
    to = forms.ChoiceField(label=_("To which stage"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, stages: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", stages)


class OpeningForm(BaseForm):
    """How a case begins: from which side, for whom, and since when they are there."""

    kind = forms.ChoiceField(
        label=_("How the case begins"),
        choices=WayKind.choices,
        widget=forms.RadioSelect,
        initial=WayKind.HOST_FIRST,
        required=False,
    )
    residence = forms.ChoiceField(
        label=_("Who they are"), choices=Residence.choices, initial=Residence.RETURNEE,
        required=False,
    )  # fmt: skip
    arrived_on = ThreePartDateField(
        label=_("Arrived on, where the return has happened already"), required=False
    )

    @property
    def opening(self) -> Opening:
        data = self.cleaned_data
        return Opening(
            kind=WayKind(data.get("kind") or WayKind.HOST_FIRST),
            residence=Residence(data.get("residence") or Residence.RETURNEE),
            arrived_on=data.get("arrived_on"),
        )


class AgainForm(OpeningForm):
    """A new case of a household that is known: the corridor is chosen anew."""

    corridor = forms.ModelChoiceField(
        label=_("Programme and countries"), queryset=Corridor.objects.none()
    )
    destination = forms.CharField(label=_("Place of return"), max_length=120, required=False)
    field_order = ["corridor", "kind", "residence", "arrived_on", "destination"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["corridor"]
        field.queryset = Corridor.objects.filter(programme__is_open=True).select_related(
            "programme", "host_country", "origin_country"
        )
        field.label_from_instance = lambda corridor: f"{corridor.programme}: {corridor}"


class JoinForm(BaseForm):
    reason = words(_("How one knows that it is the same person"), required=True)


class NothingForm(BaseForm):
    """Nothing is asked: the page says what follows."""


class LeavingForm(BaseForm):
    person = forms.ChoiceField(label=_("Who"))
    left_on = ThreePartDateField(label=_("Left on"))
    month_only = forms.BooleanField(
        label=_("Only the month is known"), required=False,
        help_text=_("Then give its first day."),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=_("How"), choices=choices.Channel.choices, widget=forms.RadioSelect
    )
    to_country = forms.ChoiceField(label=_("To which country, where known"), required=False)
    said_by = forms.ChoiceField(
        label=_("Who says so"), choices=choices.SaidBy.choices, widget=forms.RadioSelect
    )
    said_on = ThreePartDateField(label=_("Said on"))
    told = words(_("What was told"), help_text=_("Nothing that could be used against the person."))

    def __init__(self, *args: Any, people: Mapping[str, Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person", [(pk, str(person)) for pk, person in people.items()])
        set_choices(self, "to_country", [("", _("Unknown")), *country_choices()])


class TakeBackForm(BaseForm):
    because = words(_("Why it is taken back"), required=True)
