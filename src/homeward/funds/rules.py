"""Pure: facts in, reasons out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from homeward.funds.choices import InstalmentStatus, ProofRefusal, Reason

NEXT: dict[InstalmentStatus, set[InstalmentStatus]] = {
    InstalmentStatus.PLANNED: {InstalmentStatus.PROVEN, InstalmentStatus.CANCELLED},
    InstalmentStatus.PROVEN: {InstalmentStatus.PAID, InstalmentStatus.REFUSED},
    InstalmentStatus.REFUSED: {InstalmentStatus.PROVEN, InstalmentStatus.CANCELLED},
    InstalmentStatus.PAID: set(),
    InstalmentStatus.CANCELLED: set(),
}
SETTLED = {InstalmentStatus.PAID, InstalmentStatus.CANCELLED}


@dataclass(frozen=True, kw_only=True)
class PlanningFacts:
    """`planned` is what stands already on the line, cancelled instalments left out."""

    plan_approved: bool
    line_funded: bool
    money_reserved: bool
    cost: Decimal
    planned: Decimal
    amounts: Sequence[Decimal]


@dataclass(frozen=True, kw_only=True)
class PayingFacts:
    status: InstalmentStatus
    has_proof: bool
    by_another_than_brought_it: bool
    is_the_fund: bool
    left_in_reserve: Decimal
    amount: Decimal
    in_future: bool


def reasons_not_to_plan(facts: PlanningFacts) -> list[Reason]:
    sound = bool(facts.amounts) and all(amount > 0 for amount in facts.amounts)
    within = facts.planned + sum(facts.amounts, Decimal(0)) <= facts.cost
    return _missing(
        (facts.plan_approved, Reason.PLAN_NOT_APPROVED),
        (facts.line_funded, Reason.LINE_NOT_FUNDED),
        (facts.money_reserved, Reason.NOTHING_RESERVED),
        (sound, Reason.NO_AMOUNT),
        (within or not facts.line_funded, Reason.OVER_LINE),
    )


def reasons_not_to_bring(status: InstalmentStatus) -> list[Reason]:
    return _missing((InstalmentStatus.PROVEN in NEXT[status], Reason.WRONG_STATUS))


def reasons_not_to_pay(facts: PayingFacts) -> list[Reason]:
    """A second click finds the first one's payment, and hears of that alone."""
    if facts.status == InstalmentStatus.PAID:
        return [Reason.PAID_ALREADY]
    waits = facts.status in {InstalmentStatus.PLANNED, InstalmentStatus.REFUSED}
    return _missing(
        (facts.has_proof and not waits, Reason.NO_PROOF),
        (waits or facts.status == InstalmentStatus.PROVEN, Reason.WRONG_STATUS),
        (facts.by_another_than_brought_it, Reason.SAME_PERSON),
        (facts.is_the_fund, Reason.NOT_THE_FUND),
        (facts.amount <= facts.left_in_reserve, Reason.NO_BUDGET),
        (not facts.in_future, Reason.PAID_IN_FUTURE),
    )


def reasons_not_to_refuse(
    *, status: InstalmentStatus, reason: str, by_another_than_brought_it: bool, is_the_fund: bool
) -> list[Reason]:
    return _missing(
        (status == InstalmentStatus.PROVEN, Reason.WRONG_STATUS),
        (reason in ProofRefusal.values, Reason.NO_REASON),
        (by_another_than_brought_it, Reason.SAME_PERSON),
        (is_the_fund, Reason.NOT_THE_FUND),
    )


def _missing(*checks: tuple[bool, Reason]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]
