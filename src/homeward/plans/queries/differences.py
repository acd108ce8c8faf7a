"""What changed between two versions of a case's plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from homeward.plans import rules
from homeward.plans.choices import LineStatus
from homeward.plans.models import Goal, Plan, PlanLine


@dataclass(frozen=True)
class Differences:
    before: Plan
    after: Plan
    plan: Sequence[rules.Change]
    goals: Sequence[rules.Change]
    lines: Sequence[rules.Change]

    @property
    def is_empty(self) -> bool:
        return not (self.plan or self.goals or self.lines)


def differences(before: Plan, after: Plan) -> Differences:
    what = _("What")
    return Differences(
        before,
        after,
        plan=rules.compare({0: _plan(before)}, {0: _plan(after)}, title=what),
        goals=rules.compare(_goals(before), _goals(after), title=what),
        lines=rules.compare(_lines(before), _lines(after), title=what),
    )


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        _("What"): _("The plan as a whole"),
        _("Goal"): plan.goal,
        _("First way into a livelihood"): plan.get_route_display(),
        _("What comes next if that fails"): plan.get_fallback_display(),
        _("When it counts as failed"): plan.fallback_when,
        _("Help for longer"): plan.get_longer_need_display(),
        _("Which help, and until when"): plan.longer_why,
    }


def _goals(plan: Plan) -> dict[Any, dict[str, Any]]:
    return {goal.origin: _goal(goal) for goal in plan.goals.order_by("position", "pk")}


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        _("What"): goal.text,
        _("About"): goal.get_topic_display(),
        _("Horizon"): goal.get_horizon_display(),
        _("How one sees it"): goal.measure,
        _("Today"): goal.baseline,
        _("To be reached"): goal.target,
        _("By when"): _day(goal.by_when),
    }


def _lines(plan: Plan) -> dict[Any, dict[str, Any]]:
    kept = plan.lines.exclude(status=LineStatus.DROPPED).select_related("service", "beneficiary")
    return {line.origin: _line(line) for line in kept.order_by("position", "pk")}


def _line(line: PlanLine) -> dict[str, Any]:
    return {
        _("What"): line.title,
        _("Dimension"): line.get_dimension_display(),
        _("Kind"): line.get_kind_display(),
        _("Horizon"): line.get_horizon_display(),
        _("How many"): line.quantity,
        _("Cost"): _money(line.cost, line.currency),
        _("Instalments"): " + ".join(part["amount"] for part in line.planned_parts),
        _("Own contribution"): _money(line.own_amount, line.currency),
        _("Own contribution in kind"): line.own_in_kind,
        _("Wished supplier"): line.supplier_wish,
        _("Service of the directory"): str(line.service or ""),
        _("For whom"): str(line.beneficiary or ""),
        _("Due"): _day(line.due_on),
    }


def _money(amount: Any, currency: str) -> str:
    return "" if amount is None else f"{localize(amount)} {currency}".strip()


def _day(on: Any) -> str:
    return date_format(on, "DATE_FORMAT") if on else ""
