"""What the plan's page and the commission's page both show of a plan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.cases import queries as cases
from homeward.cases.choices import FactKind
from homeward.cases.models import Case
from homeward.core.patterns import ReasonLine
from homeward.plans import queries, rules
from homeward.plans.choices import Dimension, LineStatus, Outcome, PlanStatus
from homeward.plans.models import Decision, Plan, PlanLine
from homeward.programmes.choices import LineKind as Support

DIMENSION_ICONS = {
    Dimension.ECONOMIC: "briefcase",
    Dimension.SOCIAL: "home",
    Dimension.PSYCHOSOCIAL: "heart-handshake",
}
LINE_STATUS = {
    LineStatus.PLANNED: "wait",
    LineStatus.UNDER_WAY: "now",
    LineStatus.DONE: "ok",
    LineStatus.DROPPED: "shut",
}
PLAN_STATUS = {
    PlanStatus.DRAFT: "draft",
    PlanStatus.SUBMITTED: "wait",
    PlanStatus.APPROVED: "ok",
    PlanStatus.REJECTED: "no",
    PlanStatus.ADJOURNED: "soon",
    PlanStatus.NO_SHOW: "unk",
}
OUTCOME_STATUS = {
    Outcome.APPROVED: ("ok", gettext_lazy("Approved")),
    Outcome.REJECTED: ("no", gettext_lazy("Rejected")),
    Outcome.ADJOURNED: ("soon", gettext_lazy("Adjourned")),
    Outcome.NO_SHOW: ("unk", gettext_lazy("Did not come")),
}


@dataclass(frozen=True)
class Group:
    label: Any
    icon: str
    lines: list[tuple[PlanLine, str]]


@dataclass(frozen=True)
class Total:
    """What is asked of one kind of support; no ceiling where no package is in force."""

    label: Any
    asked: Decimal
    ceiling: Decimal | None

    @property
    def is_over(self) -> bool:
        return self.ceiling is not None and self.asked > self.ceiling


def groups(found: list[PlanLine]) -> list[Group]:
    return [
        Group(
            dimension.label,
            DIMENSION_ICONS[dimension],
            [(line, LINE_STATUS[LineStatus(line.status)]) for line in in_it],
        )
        for dimension, in_it in queries.grouped(found)
    ]


def totals(found: list[PlanLine], ceilings: dict[str, Decimal] | None) -> list[Total]:
    asked = queries.asked(found)
    kinds = [kind for kind in Support if kind in asked or kind in (ceilings or {})]
    return [
        Total(
            kind.label,
            asked.get(kind, Decimal(0)),
            None if ceilings is None else ceilings.get(kind, Decimal(0)),
        )
        for kind in kinds
    ]


def currency(found: list[PlanLine], plan: Plan) -> str:
    costed = next((line.currency for line in found if line.currency), "")
    return costed or (plan.package.currency if plan.package else "")


def outcome(decision: Decision) -> tuple[str, str]:
    """The kind of its status and its words."""
    kind, text = OUTCOME_STATUS[Outcome(decision.outcome)]
    return kind, str(text)


def checks(facts: rules.SubmittingFacts) -> list[ReasonLine]:
    """What the rules ask of a plan before it is sent, met and not met alike."""
    lines = [
        (facts.has_goal, _("The goal is written down")),
        (facts.has_lines, _("The plan has lines")),
        (facts.is_agreed, _("The person agrees to the plan as it stands")),
        (facts.health_answered, _("Each open health need has a line or a reason")),
        (facts.is_weighed, _("The feasibility grid is filled in where it is asked for")),
        (facts.within_ceiling, _("The funded lines are within the package's ceiling")),
    ]
    return [ReasonLine(text, "ok" if holds else "no") for holds, text in lines]


# What helps to weigh a plan. Health, protection and former status are not among it.
WEIGHED = (
    FactKind.DESTINATION,
    FactKind.WISHES,
    FactKind.BUSINESS,
    FactKind.TRADE,
    FactKind.TRAINING,
)


def known(case: Case) -> list[tuple[Any, str]]:
    """What was said of skills, interests and plans, as far as the reader sees it."""
    facts = {k.fact.kind: k.fact.value for k in cases.known_facts(case)}
    return [(kind.label, facts.get(kind, "")) for kind in WEIGHED]
