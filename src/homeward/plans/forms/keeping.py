"""Forms of a programme's templates and grids: a few rows, the empty ones left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.plans.choices import Criterion, Dimension, Horizon, LineKind, Route, Topic
from homeward.plans.models import PlanTemplate

GOALS, LINES, CRITERIA = range(1, 5), range(1, 9), range(1, 13)
GOAL_FIELDS = ("topic", "horizon", "text", "measure", "target", "months")
LINE_FIELDS = ("dimension", "kind", "horizon", "title", "quantity", "cost", "months")


class TemplateForm(BaseForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    level = forms.IntegerField(
        label=_("Level"), min_value=1, max_value=9, required=False,
        help_text=_("Where the programme counts its levels of support."),
    )  # fmt: skip
    level_name = forms.CharField(label=_("Name of the level"), max_length=80, required=False)
    route = forms.ChoiceField(
        label=_("Way into a livelihood"),
        choices=[("", _("None")), *Route.choices],
        required=False,
    )
    fallback = forms.ChoiceField(
        label=_("What comes next if that fails"),
        choices=[("", _("None")), *Route.choices],
        required=False,
    )
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    valid_from = ThreePartDateField(label=_("Valid from"))
    source = forms.CharField(label=_("Where it is written"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in GOALS:
            self.fields |= _goal_fields(n)
        for n in LINES:
            self.fields |= _line_fields(n)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def goal_rows(self) -> list[list[Any]]:
        return [[self[f"goal_{n}_{name}"] for name in GOAL_FIELDS] for n in GOALS]

    def line_rows(self) -> list[list[Any]]:
        return [[self[f"line_{n}_{name}"] for name in LINE_FIELDS] for n in LINES]

    def goals(self) -> list[dict[str, Any]]:
        return self._rows("goal", GOALS, GOAL_FIELDS, "text")

    def lines(self) -> list[dict[str, Any]]:
        found = self._rows("line", LINES, LINE_FIELDS, "title")
        return [line | {"quantity": line["quantity"] or 1} for line in found]

    def _rows(
        self, what: str, numbers: range, names: tuple[str, ...], needed: str
    ) -> list[dict[str, Any]]:
        said = self.cleaned_data
        rows = [{name: said[f"{what}_{n}_{name}"] for name in names} for n in numbers]
        return [row for row in rows if row[needed]]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in LINES:
            free = said.get(f"line_{n}_kind") == LineKind.PUBLIC_SERVICE
            cost = said.get(f"line_{n}_cost")
            if said.get(f"line_{n}_title") and free and cost is not None:
                self.add_error(f"line_{n}_cost", _("A public service costs the fund nothing."))
            if said.get(f"line_{n}_title") and not free and cost is None:
                self.add_error(f"line_{n}_cost", _("A funded line needs its cost."))
        return said


def _goal_fields(n: int) -> dict[str, forms.Field]:
    return {
        f"goal_{n}_topic": forms.ChoiceField(label=_("About"), choices=Topic.choices),
        f"goal_{n}_horizon": forms.ChoiceField(label=_("Horizon"), choices=Horizon.choices),
        f"goal_{n}_text": forms.CharField(
            label=_("Goal %(number)s") % {"number": n}, max_length=300, required=False
        ),
        f"goal_{n}_measure": forms.CharField(
            label=_("How one sees it"), max_length=300, required=False
        ),
        f"goal_{n}_target": forms.CharField(
            label=_("To be reached"), max_length=200, required=False
        ),
        f"goal_{n}_months": _months(),
    }


def _line_fields(n: int) -> dict[str, forms.Field]:
    return {
        f"line_{n}_dimension": forms.ChoiceField(label=_("Dimension"), choices=Dimension.choices),
        f"line_{n}_kind": forms.ChoiceField(label=_("Kind"), choices=LineKind.choices),
        f"line_{n}_horizon": forms.ChoiceField(label=_("Horizon"), choices=Horizon.choices),
        f"line_{n}_title": forms.CharField(
            label=_("Line %(number)s") % {"number": n}, max_length=200, required=False
        ),
        f"line_{n}_quantity": forms.IntegerField(label=_("How many"), min_value=1, required=False),
        f"line_{n}_cost": forms.DecimalField(
            label=_("Cost"), max_digits=12, decimal_places=2, required=False, localize=True
        ),
        f"line_{n}_months": _months(),
    }


def _months() -> forms.Field:
    return forms.IntegerField(
        label=_("Within how many months"), min_value=0, max_value=120, required=False
    )


def said_of(template: PlanTemplate) -> dict[str, Any]:
    """A version as the first values of the next one."""
    said = {
        name: getattr(template, name)
        for name in ("name", "level", "level_name", "route", "fallback", "currency", "source")
    }
    for what, rows, names in (
        ("goal", template.goals.all(), GOAL_FIELDS),
        ("line", template.lines.all(), LINE_FIELDS),
    ):
        for n, row in enumerate(rows, 1):
            said |= {f"{what}_{n}_{name}": getattr(row, name) for name in names}
    return said


class GridForm(BaseForm):
    name = forms.CharField(label=_("Version"), max_length=80)
    valid_from = ThreePartDateField(label=_("Valid from"))
    is_required = forms.BooleanField(
        label=_("A plan is sent only once each criterion is rated"), required=False
    )
    source = forms.CharField(label=_("Where it is written"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in CRITERIA:
            self.fields[f"code_{n}"] = forms.ChoiceField(
                label=_("Criterion %(number)s") % {"number": n},
                choices=[("", _("None")), *Criterion.choices],
                required=False,
            )
            self.fields[f"words_{n}"] = forms.CharField(
                label=_("In own words"), max_length=200, required=False
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"code_{n}"], self[f"words_{n}"]) for n in CRITERIA]

    def criteria(self) -> list[tuple[Criterion, str]]:
        said = self.cleaned_data
        return [
            (Criterion(said[f"code_{n}"]), said[f"words_{n}"])
            for n in CRITERIA
            if said[f"code_{n}"]
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in CRITERIA:
            if said.get(f"code_{n}") == Criterion.OTHER and not said.get(f"words_{n}"):
                self.add_error(f"words_{n}", _("Say what the criterion is."))
        return said
