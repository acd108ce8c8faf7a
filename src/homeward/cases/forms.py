"""Forms of the intake, the arrival and the case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.cases.actions import Said
from homeward.cases.choices import ArrivalNeed, ClosureReason, FactKind, SaidBy
from homeward.cases.models import Case
from homeward.cases.queries import Receivers
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person

VALUE_LENGTH = 2000


def not_in_the_future(on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))


@dataclass(frozen=True)
class Question:
    """The fields of one kind of fact, as the page shows them together."""

    kind: FactKind
    value: forms.BoundField
    about: forms.BoundField
    unknown: forms.BoundField
    said_by: forms.BoundField
    said_by_name: forms.BoundField

    @property
    def touched(self) -> bool:
        return any(bound.errors or bound.value() for bound in (self.value, self.unknown))


class IntakeForm(BaseForm):
    """All questions of one page. Who answers is asked once; an answer may name somebody else."""

    said_by = forms.ChoiceField(label=gettext_lazy("Who answers"), choices=SaidBy.choices)
    said_by_name = forms.CharField(
        label=gettext_lazy("Name of who answers"), max_length=150, required=False
    )
    said_on = ThreePartDateField(label=gettext_lazy("Asked on"), validators=[not_in_the_future])

    def __init__(
        self, *args: Any, kinds: Sequence[FactKind], people: Sequence[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        self.people = {str(person.pk): person for person in people}
        members = [(pk, str(person)) for pk, person in self.people.items()]
        for kind in kinds:
            for name, field in _question_fields(kind, members).items():
                self.fields[f"{kind.value}-{name}"] = field

    def question(self, kind: FactKind) -> Question:
        names = ("value", "about", "unknown", "said_by", "said_by_name")
        return Question(kind, *(self[f"{kind.value}-{name}"] for name in names))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for kind in self.kinds:
            if data.get(f"{kind.value}-value") and data.get(f"{kind.value}-unknown"):
                self.add_error(
                    f"{kind.value}-unknown", _("There is an answer: it can’t be unknown as well.")
                )
        return data

    def answers(self) -> Iterator[Said]:
        """What was answered, or asked and not known; a question not asked leaves no trace."""
        data = self.cleaned_data
        for kind in self.kinds:
            value = data[f"{kind.value}-value"]
            if not value and not data[f"{kind.value}-unknown"]:
                continue
            other = data[f"{kind.value}-said_by"]
            yield Said(
                kind=kind,
                value=value,
                person=self.people[data[f"{kind.value}-about"]],
                said_by=SaidBy(other or data["said_by"]),
                said_by_name=data[f"{kind.value}-said_by_name"] if other else data["said_by_name"],
                said_on=data["said_on"],
            )


def _question_fields(kind: FactKind, members: list[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        "value": forms.CharField(
            label=kind.label,
            max_length=VALUE_LENGTH,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        "about": forms.ChoiceField(label=_("About"), choices=members, initial=members[0][0]),
        "unknown": forms.BooleanField(label=_("Asked, not known"), required=False),
        "said_by": forms.ChoiceField(
            label=_("Somebody else said it"),
            choices=chosen(SaidBy.choices, _("As above")),
            required=False,
        ),
        "said_by_name": forms.CharField(label=_("Name"), max_length=150, required=False),
    }


class CorrectForm(BaseForm):
    value = forms.CharField(
        label=gettext_lazy("What is right"),
        help_text=gettext_lazy("Leave empty when it turned out that it is not known."),
        max_length=VALUE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    said_by = forms.ChoiceField(label=gettext_lazy("Who said it"), choices=chosen(SaidBy.choices))
    said_by_name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    said_on = ThreePartDateField(label=gettext_lazy("Said on"), validators=[not_in_the_future])


class OrganisationField(forms.TypedChoiceField):
    """Organisations that an agreement reaches come first; others can be chosen, and are refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **kwargs)


class AnnounceForm(BaseForm):
    reception_org = OrganisationField(label=gettext_lazy("Reception desk"))
    case_org = OrganisationField(label=gettext_lazy("Case management after arrival"))
    flight = forms.CharField(label=gettext_lazy("Flight"), max_length=20, required=False)
    from_place = forms.CharField(label=gettext_lazy("From"), max_length=80, required=False)
    point_of_entry = forms.CharField(
        label=gettext_lazy("Arrives at"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "points-of-entry", "autocomplete": "off"}),
    )
    lands_on = ThreePartDateField(label=gettext_lazy("Lands on"), required=False)
    lands_at = forms.TimeField(
        label=gettext_lazy("Lands at"),
        help_text=gettext_lazy("Hours and minutes, as 14:35."),
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        required=False,
    )
    adults = forms.IntegerField(label=gettext_lazy("Adults"), min_value=0, max_value=30)
    children = forms.IntegerField(label=gettext_lazy("Children"), min_value=0, max_value=30)
    languages = forms.CharField(label=gettext_lazy("Languages"), max_length=120, required=False)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What the desk prepares"),
        help_text=gettext_lazy("Only what is needed on the day, never a diagnosis."),
        choices=ArrivalNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, desks: Receivers, managers: Receivers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {org.pk: org for one in (desks, managers) for org in one.everyone}
        set_choices(self, "reception_org", _receiver_choices(desks))
        set_choices(self, "case_org", _receiver_choices(managers))
        count_fields(self, "adults", "children")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if bool(data.get("lands_on")) != bool(data.get("lands_at")) and not self.errors:
            missing = "lands_at" if data.get("lands_on") else "lands_on"
            self.add_error(missing, _("Give both the day and the time, or neither."))
        if not self.errors and not data["adults"] + data["children"]:
            self.add_error("adults", _("At least one person travels."))
        return data

    def organisation(self, name: str) -> Organisation | None:
        return self.organisations.get(self.cleaned_data[name])

    @property
    def expected_at(self) -> datetime | None:
        day, hour = self.cleaned_data["lands_on"], self.cleaned_data["lands_at"]
        return timezone.make_aware(datetime.combine(day, hour)) if day and hour else None


def _receiver_choices(receivers: Receivers) -> list[tuple[str, Any]]:
    groups = [
        (_("With an agreement in force"), receivers.reached),
        (_("No agreement yet"), receivers.others),
    ]
    named: list[tuple[str, Any]] = [
        (label, [(str(org.pk), str(org)) for org in orgs]) for label, orgs in groups if orgs
    ]
    return chosen(named)


def count_fields(form: forms.BaseForm, *names: str) -> None:
    for name in names:
        form.fields[name].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "2"}
        )


class NoteForm(BaseForm):
    text = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=VALUE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class CloseForm(BaseForm):
    # The rule says that a reason is needed, together with all else that is missing.
    reason = forms.ChoiceField(
        label=gettext_lazy("Why the case closes"),
        choices=ClosureReason.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class StepForm(BaseForm):
    """How a step of a procedure ended: the same words answer both buttons."""

    text = forms.CharField(
        label=_("What shows it, or why it does not apply"), required=False, widget=forms.Textarea
    )


class AssignForm(BaseForm):
    worker = forms.ChoiceField(label=gettext_lazy("Who works on the case"))

    def __init__(self, *args: Any, people: Sequence[User], reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [
            (pk, _("%(name)s (you)") % {"name": user} if user.pk == reader.pk else user.name)
            for pk, user in self.people.items()
        ]
        set_choices(self, "worker", chosen(names))

    def clean_worker(self) -> User:
        return self.people[self.cleaned_data["worker"]]


class ShareForm(BaseForm):
    """Who takes each case; one without a name stays where it is."""

    rest = forms.ChoiceField(label=gettext_lazy("What else waits for them goes to"), required=False)

    def __init__(
        self,
        *args: Any,
        shares: Sequence[tuple[Case, User | None]],
        takers: Sequence[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = [case for case, _taker in shares]
        self.takers = {str(user.pk): user for user in takers}
        names = [(pk, user.name) for pk, user in self.takers.items()]
        set_choices(self, "rest", chosen(names, _("Nobody: it stays")))
        for case, taker in shares:
            self.fields[f"to-{case.pk}"] = forms.ChoiceField(
                label=_("Who takes %(case)s") % {"case": case.reference},
                choices=chosen(names, _("Nobody: it stays")),
                initial=str(taker.pk) if taker else "",
                required=False,
            )

    def rows(self, titles: dict[UUID, str]) -> list[tuple[Case, str, forms.BoundField]]:
        return [(case, titles[case.pk], self[f"to-{case.pk}"]) for case in self.cases]

    def shares(self) -> dict[UUID, User]:
        given = {case.pk: self.cleaned_data[f"to-{case.pk}"] for case in self.cases}
        return {pk: self.takers[taker] for pk, taker in given.items() if taker}

    def rest_to(self) -> User | None:
        return self.takers.get(self.cleaned_data["rest"])
