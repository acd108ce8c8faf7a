"""What must hold before a plan is drafted, changed and sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from homeward.plans.choices import LineKind, Outcome, PlanStatus, Reason
from homeward.plans.rules.checks import missing
from homeward.programmes.choices import LineKind as Support

NEXT: dict[PlanStatus, set[PlanStatus]] = {
    PlanStatus.DRAFT: {PlanStatus.SUBMITTED},
    PlanStatus.SUBMITTED: {
        PlanStatus.APPROVED,
        PlanStatus.REJECTED,
        PlanStatus.ADJOURNED,
        PlanStatus.NO_SHOW,
    },
    # Heard again as it stands; a plan that is to be changed is drafted anew.
    PlanStatus.ADJOURNED: {PlanStatus.SUBMITTED},
    PlanStatus.NO_SHOW: {PlanStatus.SUBMITTED},
    # On appeal alone.
    PlanStatus.REJECTED: {PlanStatus.SUBMITTED},
    PlanStatus.APPROVED: set(),
}
SENDABLE = {PlanStatus.DRAFT, PlanStatus.ADJOURNED, PlanStatus.NO_SHOW}
DRAFTED_ANEW = {PlanStatus.REJECTED, PlanStatus.ADJOURNED, PlanStatus.NO_SHOW}
STATUS_OF = {
    Outcome.APPROVED: PlanStatus.APPROVED,
    Outcome.REJECTED: PlanStatus.REJECTED,
    Outcome.ADJOURNED: PlanStatus.ADJOURNED,
    Outcome.NO_SHOW: PlanStatus.NO_SHOW,
}
# Which of a package's amounts a funded line is counted against.
COUNTED_AS = {LineKind.FUNDED_ITEM: Support.IN_KIND, LineKind.CASH: Support.POST_ARRIVAL_CASH}


@dataclass(frozen=True, kw_only=True)
class DraftingFacts:
    is_open: bool
    has_arrived: bool
    is_accountable: bool
    none_on_its_way: bool


@dataclass(frozen=True, kw_only=True)
class LineFacts:
    """`expected_currency` is empty where neither a package nor another line sets one."""

    kind: LineKind
    cost: Decimal | None
    currency: str
    expected_currency: str
    instalments: Sequence[Decimal] = ()


@dataclass(frozen=True, kw_only=True)
class SubmittingFacts:
    """What must hold before a plan goes to a commission."""

    is_open: bool
    may_be_sent: bool
    is_latest: bool
    has_goal: bool
    has_lines: bool
    is_agreed: bool
    health_answered: bool
    is_weighed: bool
    agreement_covers: bool
    consent_covers: bool
    within_ceiling: bool
    session_chosen: bool
    session_open: bool
    session_has_room: bool
    session_is_another: bool


def reasons_not_to_draft(facts: DraftingFacts) -> list[Reason]:
    return missing(
        (facts.is_open, Reason.CASE_CLOSED),
        (facts.has_arrived, Reason.NOT_ARRIVED),
        (facts.is_accountable, Reason.NOT_ACCOUNTABLE),
        (facts.none_on_its_way, Reason.PLAN_OPEN),
    )


def reasons_not_to_change(*, status: PlanStatus, is_open: bool) -> list[Reason]:
    """Only a draft changes: what a commission has before it stays as it was sent."""
    return missing((is_open, Reason.CASE_CLOSED), (status == PlanStatus.DRAFT, Reason.WRONG_STATUS))


def reasons_not_to_keep_line(facts: LineFacts) -> list[Reason]:
    if facts.kind == LineKind.PUBLIC_SERVICE:
        return missing((facts.cost is None, Reason.COST_OF_PUBLIC_SERVICE))
    costed = facts.cost is not None and facts.cost > 0 and bool(facts.currency)
    fits = not facts.currency or facts.expected_currency in {"", facts.currency}
    parts = list(facts.instalments)
    add_up = not parts or (all(p > 0 for p in parts) and sum(parts) == facts.cost)
    return missing(
        (costed, Reason.NO_COST),
        (fits, Reason.WRONG_CURRENCY),
        (add_up, Reason.INSTALMENTS_OFF),
    )


def reasons_not_to_submit(facts: SubmittingFacts) -> list[Reason]:
    """Every reason at once, so that a case worker can mend them in one visit."""
    return missing(
        (facts.is_open, Reason.CASE_CLOSED),
        (facts.may_be_sent, Reason.WRONG_STATUS),
        (facts.is_latest, Reason.OLD_VERSION),
        (facts.has_goal, Reason.NO_GOAL),
        (facts.has_lines, Reason.NO_LINES),
        (facts.is_agreed, Reason.NOT_AGREED),
        (facts.health_answered, Reason.HEALTH_UNANSWERED),
        (facts.is_weighed, Reason.NOT_WEIGHED),
        (facts.agreement_covers, Reason.NO_AGREEMENT),
        (facts.consent_covers, Reason.NO_CONSENT),
        (facts.within_ceiling, Reason.OVER_CEILING),
        (facts.session_chosen, Reason.NO_SESSION),
        (facts.session_open, Reason.SESSION_OVER),
        (facts.session_has_room, Reason.SESSION_FULL),
        (facts.session_is_another, Reason.SAME_SESSION),
    )


def asked(lines: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    """The costs of (kind, cost) pairs, summed by the package's kinds of support."""
    sums: dict[str, Decimal] = {}
    for kind, cost in lines:
        support = COUNTED_AS.get(LineKind(kind))
        if support and cost is not None:
            sums[support.value] = sums.get(support.value, Decimal(0)) + cost
    return sums


def is_within(
    sums: Mapping[str, Decimal],
    ceilings: Mapping[str, Decimal] | None,
    *,
    beyond: Decimal = Decimal(0),
) -> bool:
    """Without a package in force no ceiling is known, and the commission alone weighs the cost.

    `beyond` is what was granted above the package, whatever kind of support it is for.
    """
    if ceilings is None:
        return True
    above = [
        max(amount - ceilings.get(kind, Decimal(0)), Decimal(0)) for kind, amount in sums.items()
    ]
    return sum(above, Decimal(0)) <= beyond
