"""Forms of the plan, of its submission and of the commission's decision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.models import Person
from homeward.plans.actions import ConditionText, Line
from homeward.plans.choices import DecisionReason, Dimension, LineKind, Outcome
from homeward.plans.models import PlanLine, Session
from homeward.services import queries as services
from homeward.services.models import Service

CONDITIONS = (1, 2, 3)


class GoalForm(BaseForm):
    goal = forms.CharField(
        label=_("What the family wants to reach"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("In their own words. The commission reads it."),
    )


class ServiceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{services.title(obj)}, {obj.organisation}"


class SessionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        day = date_format(obj.held_on, "DATE_FORMAT")
        return _("%(day)s: %(commission)s, session %(number)s") % {
            "day": day,
            "commission": obj.commission,
            "number": obj.number,
        }


class LineForm(BaseForm):
    dimension = forms.ChoiceField(label=_("Dimension"), choices=Dimension.choices)
    kind = forms.ChoiceField(label=_("Kind"), choices=LineKind.choices)
    title = forms.CharField(label=_("What"), max_length=200)
    cost = forms.DecimalField(
        label=_("Cost"),
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Of a funded line. A public service costs the fund nothing."),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, required=False)
    beneficiary = forms.ModelChoiceField(
        Person.objects.none(), label=_("For whom"), required=False, empty_label=_("The family")
    )
    due_on = ThreePartDateField(label=_("Due"), required=False)
    service_words = forms.CharField(
        label=_("Search the directory"),
        required=False,
        max_length=100,
        help_text=_("A word of the service, its organisation or its place."),
    )
    service = ServiceChoice(
        Service.objects.none(),
        label=_("Service of the directory"),
        required=False,
        empty_label=_("No service of the directory"),
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        members: Sequence[Person],
        service_ids: Iterable[Any],
        currency: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._field("beneficiary").queryset = Person.objects.filter(
            pk__in=[person.pk for person in members]
        ).order_by("position")
        self._field("service").queryset = services.for_pages(
            Service.objects.filter(pk__in=list(service_ids))
        )
        self.fields["currency"].initial = currency

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def line(self) -> Line:
        said = self.cleaned_data
        kind = LineKind(said["kind"])
        # The currency stands in the form already; without a cost it says nothing.
        bare = kind == LineKind.PUBLIC_SERVICE and said["cost"] is None
        return Line(
            dimension=Dimension(said["dimension"]),
            kind=kind,
            title=said["title"],
            cost=said["cost"],
            currency="" if bare else said["currency"],
            due_on=said["due_on"],
            beneficiary=said["beneficiary"],
            service=said["service"],
        )


def said_of(line: PlanLine) -> dict[str, Any]:
    """A kept line as the form's first values."""
    names = ("dimension", "kind", "title", "cost", "currency", "due_on", "beneficiary", "service")
    return {name: getattr(line, name) for name in names}


class SubmitForm(BaseForm):
    session = SessionChoice(
        Session.objects.none(),
        label=_("Session"),
        empty_label=_("Choose the session"),
    )

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = sessions


class SessionForm(BaseForm):
    held_on = ThreePartDateField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)


class DecisionForm(BaseForm):
    """Four outcomes, a reason, and up to three conditions with text, holder and date."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose the reason")), *DecisionReason.choices],
    )
    remark = forms.CharField(
        label=_("Remark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
        help_text=_("The case manager and the family read it."),
    )

    def __init__(self, *args: Any, holders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {str(org.pk): org for org in holders}
        outcome: Any = self.fields["outcome"]
        outcome.choice_hints = {
            Outcome.APPROVED: _("the money is reserved, the support begins"),
            Outcome.REJECTED: _("with a reason that the family can read and contest"),
            Outcome.ADJOURNED: _("to a later session, with what is missing"),
            Outcome.NO_SHOW: _("heard again in a later session"),
        }
        for number in CONDITIONS:
            self._add_condition(number)

    def _add_condition(self, number: int) -> None:
        words = {"number": number}
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("Condition %(number)s") % words, required=False, max_length=300
        )
        self.fields[f"holder_{number}"] = forms.ChoiceField(
            label=_("Condition %(number)s is held by") % words,
            required=False,
            choices=[(key, str(org)) for key, org in self.holders.items()],
        )
        self.fields[f"due_{number}"] = ThreePartDateField(
            label=_("Condition %(number)s is met by") % words, required=False
        )

    def condition_rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"text_{n}"], self[f"holder_{n}"], self[f"due_{n}"]) for n in CONDITIONS]

    def conditions(self) -> list[ConditionText]:
        said = self.cleaned_data
        return [
            ConditionText(
                text=said[f"text_{n}"],
                holder_org=self.holders[said[f"holder_{n}"] or next(iter(self.holders))],
                due_on=said[f"due_{n}"],
            )
            for n in CONDITIONS
            if said[f"text_{n}"].strip() or said[f"due_{n}"]
        ]
