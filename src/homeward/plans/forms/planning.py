"""Forms of the plan: the whole, its goals and lines, and its submission."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.persons.models import Person
from homeward.plans.actions import Line, Part
from homeward.plans.choices import (
    Dimension,
    Horizon,
    LineKind,
    LongerNeed,
    Reached,
    Route,
    Topic,
)
from homeward.plans.models import Goal, PlanLine, PlanTemplate, Session
from homeward.services import queries as services
from homeward.services.models import Service

PARTS = (1, 2, 3, 4)


class GoalForm(BaseForm):
    goal = forms.CharField(
        label=_("What the family wants to reach"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("In their own words. The commission reads it."),
    )


class WholeForm(BaseForm):
    """The plan as a whole, beside its goal."""

    route = forms.ChoiceField(
        label=_("First way into a livelihood"),
        choices=[("", _("Not said yet")), *Route.choices],
        required=False,
    )
    fallback = forms.ChoiceField(
        label=_("What comes next if that fails"),
        choices=[("", _("Not said yet")), *Route.choices],
        required=False,
        help_text=_("It becomes the next plan of the same case, with one step."),
    )
    fallback_when = forms.CharField(
        label=_("When it counts as failed"),
        required=False,
        max_length=300,
        help_text=_("For example: no work three months after the course."),
    )
    longer_need = forms.ChoiceField(
        label=_("Is help needed for longer than the programme?"),
        choices=[("", _("Not said yet")), *LongerNeed.choices],
        required=False,
    )
    longer_why = forms.CharField(
        label=_("Which help, and until when"), required=False, max_length=500
    )
    urgent = forms.CharField(
        label=_("Why it should be heard before others"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty where the plan is heard in its turn."),
    )


OF_THE_WHOLE = tuple(WholeForm.base_fields)


class MeasuredGoalForm(BaseForm):
    text = forms.CharField(label=_("Goal"), max_length=300, help_text=_("In plain words."))
    topic = forms.ChoiceField(label=_("About"), choices=Topic.choices)
    horizon = forms.ChoiceField(
        label=_("Horizon"),
        choices=Horizon.choices,
        widget=forms.RadioSelect,
        help_text=_("Short: the first months. Long: a year and more."),
    )
    measure = forms.CharField(
        label=_("How one sees it"),
        required=False,
        max_length=300,
        help_text=_("For example: what the stall earns in a month."),
    )
    baseline = forms.CharField(label=_("Today"), required=False, max_length=200)
    target = forms.CharField(label=_("To be reached"), required=False, max_length=200)
    by_when = ThreePartDateField(label=_("By when"), required=False)


OF_A_GOAL = tuple(MeasuredGoalForm.base_fields)


class ReachedForm(BaseForm):
    reached = forms.ChoiceField(
        label=_("Reached"), choices=Reached.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("What shows it"), required=False, max_length=500)


class TemplateChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.level_name}: {obj.name}" if obj.level_name else str(obj.name)


class ApplyForm(BaseForm):
    template = TemplateChoice(
        PlanTemplate.objects.none(), label=_("Template"), empty_label=_("Choose a template")
    )

    def __init__(self, *args: Any, templates: Sequence[PlanTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["template"]
        field.queryset = PlanTemplate.objects.filter(pk__in=[t.pk for t in templates]).order_by(
            "level", "name"
        )


class ServiceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return enumerated([services.title(obj), obj.organisation])


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
    horizon = forms.ChoiceField(
        label=_("Horizon"),
        choices=Horizon.choices,
        initial=Horizon.SHORT,
        required=False,
        help_text=_("Short: the first months. Long: a year and more."),
    )
    goal = forms.ModelChoiceField(
        Goal.objects.none(), label=_("Serves the goal"), required=False, empty_label=_("None yet")
    )
    quantity = forms.IntegerField(label=_("How many"), min_value=1, initial=1, required=False)
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
    supplier_wish = forms.CharField(label=_("Wished supplier"), max_length=200, required=False)
    own_amount = forms.DecimalField(
        label=_("Own contribution"),
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        localize=True,
        help_text=_("In the currency of the plan. It is not asked of the fund."),
    )
    own_in_kind = forms.CharField(
        label=_("Own contribution in kind"),
        max_length=200,
        required=False,
        help_text=_("For example: a room, a brother's work, tools."),
    )
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
        goals: Sequence[Goal] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        goal = self._field("goal")
        goal.queryset = Goal.objects.filter(pk__in=[one.pk for one in goals])
        goal.label_from_instance = lambda one: one.text
        for number in PARTS:
            self._add_part(number)
        self._field("beneficiary").queryset = Person.objects.filter(
            pk__in=[person.pk for person in members]
        ).order_by("position")
        self._field("service").queryset = services.for_pages(
            Service.objects.filter(pk__in=list(service_ids))
        )
        self.fields["currency"].initial = currency

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _add_part(self, number: int) -> None:
        words = {"number": number}
        self.fields[f"part_{number}"] = forms.DecimalField(
            label=_("Instalment %(number)s") % words,
            max_digits=12,
            decimal_places=2,
            required=False,
            localize=True,
        )
        self.fields[f"part_due_{number}"] = ThreePartDateField(
            label=_("Instalment %(number)s, day") % words, required=False
        )

    def part_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"part_{n}"], self[f"part_due_{n}"]) for n in PARTS]

    def has_parts(self) -> bool:
        """Whether there is something to see or to mend in the instalments."""
        return any(one.value() or one.errors for row in self.part_rows() for one in row)

    def parts(self) -> list[Part]:
        said = self.cleaned_data
        return [
            Part(amount=said[f"part_{n}"], due_on=said[f"part_due_{n}"])
            for n in PARTS
            if said[f"part_{n}"] is not None
        ]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def line(self) -> Line:
        said = self.cleaned_data
        kind = LineKind(said["kind"])
        # The currency stands in the form already; without a cost it says nothing.
        bare = kind == LineKind.PUBLIC_SERVICE and not (said["cost"] or said["own_amount"])
        return Line(
            dimension=Dimension(said["dimension"]),
            kind=kind,
            title=said["title"],
            horizon=Horizon(said["horizon"] or Horizon.SHORT),
            goal=said["goal"],
            quantity=said["quantity"] or 1,
            parts=self.parts(),
            supplier_wish=said["supplier_wish"],
            own_amount=said["own_amount"],
            own_in_kind=said["own_in_kind"],
            cost=said["cost"],
            currency="" if bare else said["currency"],
            due_on=said["due_on"],
            beneficiary=said["beneficiary"],
            service=said["service"],
        )


def said_of(line: PlanLine) -> dict[str, Any]:
    """A kept line as the form's first values."""
    names = (
        "dimension", "kind", "title", "horizon", "goal", "quantity", "cost", "currency", "due_on",
        "supplier_wish", "own_amount", "own_in_kind", "beneficiary", "service",
    )  # fmt: skip
    said = {name: getattr(line, name) for name in names}
    for number, part in zip(PARTS, line.planned_parts, strict=False):
        said[f"part_{number}"] = Decimal(part["amount"])
        if part["due_on"]:
            said[f"part_due_{number}"] = date.fromisoformat(part["due_on"])
    return said


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
