"""Forms of protection. What they offer comes from the lists, which are data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.forms import chosen, set_choices
from homeward.persons.models import Person
from homeward.protection import choices
from homeward.protection.choices import FlagKind, FlagState, Reason
from homeward.protection.models import PathwayTemplate, Term
from homeward.protection.queries import FactorLine

LONGEST = 4000


def words(label: Any, *, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


class NotLater(BaseForm):
    """Days named in `past` don't lie in the future."""

    past: Sequence[str] = ("said_on",)

    def clean(self) -> Any:
        said = super().clean() or self.cleaned_data
        for name in self.past:
            day = said.get(name)
            if day and day > timezone.localdate():
                self.add_error(name, str(Reason.IN_THE_FUTURE.label))
        return said


class AboutForm(NotLater):
    """Whom of the household it is about."""

    person = forms.ChoiceField(label=_("Who it is about"))

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        set_choices(self, "person", chosen([(pk, str(one)) for pk, one in self.people.items()]))
        if len(self.people) == 1:
            self.initial.setdefault("person", next(iter(self.people)))

    def person_chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class ConcernForm(AboutForm):
    kind = forms.ChoiceField(label=_("What it may be"))
    detail = words(
        _("What you saw or heard"),
        rows=4,
        required=True,
        help_text=_("As it was said, and no more than you know. You need not be sure."),
    )
    source = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=choices.Source.choices,
        initial=choices.Source.WORKER,
    )
    said_on = ThreePartDateField(label=_("Seen or said on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kind", chosen(FlagKind.choices))
        self.initial.setdefault("said_on", timezone.localdate())


class ScreenForm(AboutForm):
    """Whom the questions below are about, and who answers them."""

    source = forms.ChoiceField(
        label=_("Who answers"), choices=choices.Source.choices, initial=choices.Source.PERSON
    )
    said_on = ThreePartDateField(label=_("Asked on"))


class DecideForm(BaseForm):
    to = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect)
    why = words(_("What it rests on"), required=True)

    def __init__(self, *args: Any, states: Iterable[FlagState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", [(state.value, state.label) for state in states])


class FollowUpForm(BaseForm):
    due_on = ThreePartDateField(label=_("Look at it again by"))


class PathwayForm(AboutForm):
    template = forms.ChoiceField(label=_("Pathway"))

    def __init__(self, *args: Any, templates: Sequence[PathwayTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {str(one.pk): one for one in templates}
        names = [(pk, str(one)) for pk, one in self.templates.items()]
        set_choices(self, "template", chosen(names))

    def template_chosen(self) -> PathwayTemplate:
        return self.templates[self.cleaned_data["template"]]


class StepForm(BaseForm):
    applies = forms.ChoiceField(
        label=_("The step"),
        choices=[("yes", _("is done")), ("no", _("does not apply"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    evidence = words(_("What was done, or why it does not apply"))


class OutcomeForm(BaseForm):
    outcome = words(_("Outcome"))


class GuardianForm(NotLater):
    past = ("named_on",)
    name = forms.CharField(label=_("Guardian: a person or an authority"), max_length=200)
    is_authority = forms.BooleanField(label=_("It is an authority"), required=False)
    tie = forms.CharField(
        label=_("Tie to the child, or by whom appointed"), max_length=200, required=False
    )
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    named_on = ThreePartDateField(label=_("Named on"))


class TracingForm(NotLater):
    past = ("asked_on",)
    sought = forms.CharField(label=_("Who is looked for"), max_length=200)
    asked_of = forms.CharField(label=_("Who was asked"), max_length=200, required=False)
    asked_on = ThreePartDateField(label=_("Asked on"))


class TracingAnswerForm(NotLater):
    past = ("result_on",)
    result = forms.ChoiceField(
        label=_("What came of it"),
        choices=[one for one in choices.TracingResult.choices if one[0] != "open"],
        widget=forms.RadioSelect,
    )
    result_on = ThreePartDateField(label=_("Answered on"))
    note = words(_("What was found"))


class AssessmentForm(NotLater):
    past = ("held_on",)
    held_on = ThreePartDateField(label=_("Held on"))
    members = words(_("Who took part, one a line"))
    child_s_view = words(_("What the child wants, in their own words"))
    finding = words(_("What was found"), rows=5, required=True)
    review_on = ThreePartDateField(label=_("Next review"), required=False)


class DeterminationForm(AssessmentForm):
    members = words(_("Members of the panel, one a line"), required=True)
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=choices.BestInterestDecision.choices,
        widget=forms.RadioSelect,
    )
    conditions = words(_("Conditions"))
    review_on = ThreePartDateField(label=_("Next review"))


class RiskForm(AboutForm):
    past = ("assessed_on",)
    fear = words(_("What the person fears, in their own words"), rows=4)
    from_whom = words(_("From whom"), rows=2)
    route = words(_("Route and places to keep away from"), rows=2)
    wishes = words(_("What the person wants to be done"), rows=2)
    view = words(_("Your own view"), rows=4)
    conclusion = forms.ChoiceField(
        label=_("Conclusion"),
        choices=choices.Conclusion.choices,
        initial=choices.Conclusion.UNKNOWN,
        widget=forms.RadioSelect,
    )
    assessed_on = ThreePartDateField(label=_("Assessed on"))
    review_on = ThreePartDateField(label=_("Next review"), required=False)


class FactorsForm(NotLater):
    """Every factor of the list, each with its strength; an untouched one stays not asked."""

    source = forms.ChoiceField(
        label=_("Where it comes from"),
        choices=choices.Source.choices,
        initial=choices.Source.PERSON,
    )
    said_on = ThreePartDateField(label=_("Seen or said on"))

    def __init__(self, *args: Any, lines: Sequence[FactorLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        offered = [("", _("Not asked")), *choices.Strength.choices]
        for line in lines:
            standing = line.factor
            self.fields[f"s{line.term.pk}"] = forms.ChoiceField(
                label=str(line.term), choices=offered, required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
                initial=standing.strength if standing else "",
            )  # fmt: skip
            self.fields[f"n{line.term.pk}"] = forms.CharField(
                label=_("Note"), required=False, max_length=500,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                initial=standing.note if standing else "",
            )  # fmt: skip

    def views(self) -> dict[Term, tuple[str, str]]:
        found = {}
        for line in self.lines:
            strength = self.cleaned_data[f"s{line.term.pk}"]
            if strength:
                found[line.term] = (strength, self.cleaned_data[f"n{line.term.pk}"])
        return found


class MeasureForm(BaseForm):
    what = words(_("What is done"), required=True)
    holder = forms.ChoiceField(
        label=_("Who does it"), help_text=_("Somebody who is cleared to read it.")
    )
    due_on = ThreePartDateField(label=_("Until"))

    def __init__(self, *args: Any, holders: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {str(user.pk): user for user in holders}
        names = [(pk, f"{one}, {one.role_label}") for pk, one in self.holders.items()]
        set_choices(self, "holder", chosen(names))

    def holder_chosen(self) -> User:
        return self.holders[self.cleaned_data["holder"]]


class ResultForm(BaseForm):
    result = words(_("What came of it"))


class IncidentForm(AboutForm):
    past = ("happened_on",)
    kind = forms.ChoiceField(label=_("Kind"))
    severity = forms.ChoiceField(
        label=_("Severity"), choices=choices.Severity.choices, initial=choices.Severity.UNKNOWN
    )
    happened_on = ThreePartDateField(
        label=_("Happened on"), required=False, help_text=_("Leave it open where it is not known.")
    )
    what = words(_("What happened"), rows=4, required=True)
    where = forms.CharField(label=_("Where"), max_length=300, required=False)
    involved = words(_("Who was involved"), rows=2)
    reported_to = words(_("Reported to, and when"), rows=2)
    source = forms.ChoiceField(label=_("Where it comes from"), choices=choices.Source.choices)

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {str(term.pk): term for term in terms}
        set_choices(self, "kind", chosen([(pk, str(one)) for pk, one in self.terms.items()]))

    def kind_chosen(self) -> Term:
        return self.terms[self.cleaned_data["kind"]]


class NeedForm(AboutForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices.NeedKind.choices)
    what = words(_("What is needed"), required=True)
    source = forms.ChoiceField(label=_("Where it comes from"), choices=choices.Source.choices)
    said_on = ThreePartDateField(label=_("Seen or said on"))


class SettleForm(BaseForm):
    to = forms.ChoiceField(
        label=_("The need is"), choices=choices.NeedState.choices, widget=forms.RadioSelect
    )
    why = words(_("What covers it, or why it is closed"), required=True)


class HandoverForm(AboutForm):
    past = ()
    receiver = forms.ChoiceField(
        label=_("Clinic"),
        required=False,
        help_text=_("Whom an agreement lets see health data for a referral."),
    )
    condition = words(_("Condition"), required=True)
    treatment = words(_("Treatment so far"), required=True)
    dose = words(_("Medicine and dose"), rows=2)
    equipment = words(_("Equipment"), rows=2)
    allergies = words(_("Allergies"), rows=2)
    doctor = words(_("Treating doctor, and how to reach them"), rows=2)
    supply_until = ThreePartDateField(
        label=_("The supply lasts until"),
        required=False,
        help_text=_("Leave it open where it is not known."),
    )

    def __init__(self, *args: Any, clinics: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinics = {str(org.pk): org for org in clinics}
        names = [(pk, str(one)) for pk, one in self.clinics.items()]
        set_choices(self, "receiver", [("", _("Not chosen yet")), *names])

    def receiver_chosen(self) -> Organisation | None:
        return self.clinics.get(self.cleaned_data["receiver"])


class BridgeForm(BaseForm):
    what = words(_("What is done instead"))


class ConfirmForm(BaseForm):
    first_appointment = ThreePartDateField(label=_("First appointment"))
    received_by = forms.CharField(
        label=_("Who receives the person"), max_length=200, required=False
    )
    remark = words(_("Word to the sender"))


class LegalNoteForm(AboutForm):
    past = ()
    text = words(_("Note"), rows=6, required=True)
    stage = forms.ChoiceField(label=_("Criminal proceedings"), choices=choices.CourtStage.choices)
    role = forms.ChoiceField(
        label=_("The person takes part"),
        choices=[("", _("Not said")), *choices.CourtRole.choices],
        required=False,
    )
    court = forms.CharField(
        label=_("Court or authority, and file number"), max_length=300, required=False
    )
    not_to_disclose = forms.BooleanField(label=_("There is a duty not to disclose"), required=False)


class ReaderForm(BaseForm):
    user = forms.ChoiceField(label=_("Let a colleague read it"))

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        names = [(pk, f"{one}, {one.role_label}") for pk, one in self.colleagues.items()]
        set_choices(self, "user", chosen(names))

    def user_chosen(self) -> User:
        return self.colleagues[self.cleaned_data["user"]]
