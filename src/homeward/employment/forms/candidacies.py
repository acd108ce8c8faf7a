"""What is asked about a search, a candidacy, an interview and a placement."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.employment import choices
from homeward.employment.actions import Meeting, Placed
from homeward.employment.forms.parts import (
    CurrencyField,
    amount_of,
    areas_of,
    chosen,
    hours_of,
    long_text,
    with_money,
)
from homeward.employment.forms.vacancies import OF_WORK
from homeward.offers.choices import WagePeriod
from homeward.offers.models import Offer
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.plans.models import PlanLine
from homeward.referrals.queries import Offered

WHY = _("Choose a reason")
OF_CANDIDATE = chosen([(one.value, one.label) for one in choices.OF_CANDIDATE], WHY)
OF_EMPLOYER = chosen([(one.value, one.label) for one in choices.OF_EMPLOYER], WHY)


def choose(form: forms.Form, name: str, found: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
    field.choices = found


class SearchForm(BaseForm):
    person = forms.ChoiceField(label=_("Who looks for work"))
    began_on = ThreePartDateField(label=_("Profiled on"))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of work wanted"), choices=OF_WORK, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Area"), required=False, empty_label=_("Not known yet")
    )
    note = long_text(_("What matters to the person"))
    reorient_on = ThreePartDateField(
        label=_("Look elsewhere from"), required=False,
        help_text=_("Empty: the programme's own term decides, where it states one."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choose(self, "person", [(pk, str(one)) for pk, one in self.people.items()])
        self.fields["area"].queryset = areas_of(country)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {**said, "person": self.people[said["person"]]}


class EndSearchForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Where it leads"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in choices.WAYS_ON],
    )  # fmt: skip
    on = ThreePartDateField(label=_("On which day?"))


class LongerForm(BaseForm):
    until = ThreePartDateField(label=_("Look elsewhere from"))


class ProposeForm(BaseForm):
    """A person of the case, or a case for a vacancy: whichever the page does not know yet."""

    person = forms.ChoiceField(label=_("Who"))
    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Vacancy"), empty_label=_("Choose a vacancy")
    )
    note = long_text(_("Why this vacancy"))

    def __init__(
        self, *args: Any, people: Sequence[Person], offers: QuerySet[Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        choose(self, "person", [(pk, str(one)) for pk, one in self.people.items()])
        self.fields["offer"].queryset = offers  # type: ignore[attr-defined]

    def person_chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class WishForm(BaseForm):
    wish = forms.ChoiceField(
        label=_("What does the person say?"), choices=choices.Wish.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    may_be_named = forms.BooleanField(
        label=_("The employer may learn the name and the phone"), required=False,
        help_text=_("Without this the employer sees a number and the facts chosen."),
    )  # fmt: skip
    refusal = forms.ChoiceField(label=_("Why not?"), choices=OF_CANDIDATE, required=False)


class FactsForm(BaseForm):
    facts = forms.MultipleChoiceField(
        label=_("Facts for the employer"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose only what this work needs. The employer sees nothing else."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {offer.key: offer for offer in offered}
        choose(self, "facts", [(o.key, f"{o.label}: {o.value}") for o in offered])

    def chosen_facts(self) -> list[Offered]:
        return [self.offered[key] for key in self.cleaned_data["facts"]]


def meeting_of(said: Mapping[str, Any]) -> Meeting | None:
    if not said.get("on"):
        return None
    return Meeting(on=said["on"], starts_at=said.get("starts_at"), place=said.get("place") or "")


class MeetingFields(BaseForm):
    on = ThreePartDateField(label=_("Day of the interview"), required=False)
    starts_at = forms.TimeField(
        label=_("Time"), required=False, help_text=_("As 09:30."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    place = forms.CharField(label=_("Where"), max_length=200, required=False)


class InterviewForm(MeetingFields):
    may_be_named = forms.BooleanField(
        label=_("The candidate agrees to be named to the employer"), required=False
    )
    field_order = ["on", "starts_at", "place", "may_be_named"]

    def clean_on(self) -> Any:
        if not self.cleaned_data["on"]:
            raise forms.ValidationError(_("Say on which day."))
        return self.cleaned_data["on"]


class AnswerForm(MeetingFields):
    """What an employer says of a candidate."""

    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[("yes", _("We want to meet the candidate")), ("no", _("We don't"))],
    )  # fmt: skip
    refusal = forms.ChoiceField(label=_("If not: why?"), choices=OF_EMPLOYER, required=False)
    field_order = ["answer", "on", "starts_at", "place", "refusal"]


class RefusalForm(BaseForm):
    side = forms.ChoiceField(
        label=_("Who says no?"), choices=choices.Side.choices, widget=forms.RadioSelect
    )
    refusal = forms.ChoiceField(label=_("Why?"), choices=chosen(choices.Refusal.choices, WHY))


class WithdrawForm(BaseForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=chosen([(one.value, one.label) for one in choices.CHOSEN_BY_ADVISER], WHY),
    )


class LinkOutcomeForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("What came of the interview?"), choices=choices.InterviewOutcome.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    refusal = forms.ChoiceField(
        label=_("If you don't offer the place: why?"), choices=OF_EMPLOYER, required=False
    )


class OutcomeForm(LinkOutcomeForm):
    """The same, as the employer told an adviser."""


class PlaceForm(BaseForm):
    starts_on = ThreePartDateField(label=_("First day of work"))
    ends_on = ThreePartDateField(label=_("Last day"), required=False)
    contract = forms.ChoiceField(label=_("Contract"), choices=choices.ContractKind.choices)
    weekly_hours = hours_of(_("Hours a week"))
    wage = amount_of(_("Wage"))
    currency = CurrencyField(required=False)
    wage_period = forms.ChoiceField(
        label=_("Paid"), choices=chosen(WagePeriod.choices), required=False
    )
    written_contract = forms.ChoiceField(
        label=_("Written contract"), choices=choices.Known.choices, initial="unknown"
    )
    social_protection = forms.ChoiceField(
        label=_("Social protection"), choices=choices.Known.choices, initial="unknown"
    )
    safe = forms.ChoiceField(
        label=_("Safe place of work"), choices=choices.Known.choices, initial="unknown"
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        with_money(self, said)
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first."))
        return said

    def given(self) -> Placed:
        return Placed(**self.cleaned_data)


class CheckForm(BaseForm):
    outcome = forms.ChoiceField(
        label=_("Is the person in work?"), choices=choices.Retention.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    asked_on = ThreePartDateField(label=_("Asked on"))
    note = long_text(_("What was said"))


class KeepForm(BaseForm):
    says = forms.ChoiceField(
        label=_("Does this person still work for you?"), choices=choices.EmployerSays.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip


class SubsidyLineForm(BaseForm):
    line = forms.ChoiceField(
        label=_("Line of the plan"),
        help_text=_("One instalment a month, each paid when attendance is proven."),
    )

    def __init__(self, *args: Any, lines: Sequence[PlanLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for line in lines}
        choose(self, "line", [(pk, one.title) for pk, one in self.lines.items()])

    def line_chosen(self) -> PlanLine:
        return self.lines[self.cleaned_data["line"]]
