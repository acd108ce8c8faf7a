"""Whether what is to be spent fits the procedures of the donors whose money it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from homeward.pools.choices import Reason


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A donor's procedure in force. What is None or empty is not asked.

    `approved` is the highest amount for which an approval of the donor is recorded.
    """

    ceiling_per_case: Decimal | None = None
    approval_above: Decimal | None = None
    approved: Decimal | None = None
    ways: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()
    checks: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Spending:
    """`of_case` is what the case had or holds already. None: not known at this point, not asked."""

    amount: Decimal
    of_case: Decimal
    way: str | None = None
    dimensions: frozenset[str] | None = None
    checks_made: frozenset[str] | None = None


def reasons_against(asked: Iterable[Asked], spending: Spending) -> list[Reason]:
    """Every reason of every donor at once, each named once and in one order."""
    found = {reason for each in asked for reason in _of_one(each, spending)}
    return [reason for reason in Reason if reason in found]


def _of_one(asked: Asked, spending: Spending) -> list[Reason]:
    ceiling, above = asked.ceiling_per_case, asked.approval_above
    approved = asked.approved is not None and asked.approved >= spending.amount
    dimensions, made = spending.dimensions, spending.checks_made
    checks = [
        (ceiling is None or spending.of_case + spending.amount <= ceiling,
         Reason.OVER_CASE_CEILING),
        (above is None or spending.amount <= above or approved, Reason.NEEDS_APPROVAL),
        (not asked.ways or spending.way is None or spending.way in asked.ways,
         Reason.WAY_NOT_ELIGIBLE),
        (not asked.dimensions or dimensions is None or dimensions <= asked.dimensions,
         Reason.COST_NOT_ELIGIBLE),
        (made is None or asked.checks <= made, Reason.EVIDENCE_MISSING),
    ]  # fmt: skip
    return [reason for holds, reason in checks if not holds]
