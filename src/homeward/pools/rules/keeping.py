"""What must hold before a promise, a contribution, an earmark or a round is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from homeward.pools.choices import Reason, RoundStatus, Standing

WHOLE = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Promised:
    """One year of a commitment as it stands."""

    amount: Decimal
    received: Decimal
    confirmed: bool

    @property
    def open(self) -> Decimal:
        return self.amount - self.received


def standing(year: Promised) -> Standing:
    if year.received and year.received >= year.amount:
        return Standing.RECEIVED
    if year.received:
        return Standing.PARTLY
    return Standing.CONFIRMED if year.confirmed else Standing.RESERVED


def reasons_not_to_commit(
    years: Sequence[tuple[int, Decimal]], *, has_source: bool, known: bool
) -> list[Reason]:
    named = [year for year, _amount in years]
    return _missing(
        (bool(years), Reason.NO_YEAR),
        (len(set(named)) == len(named), Reason.YEAR_TWICE),
        (all(amount > 0 for _year, amount in years), Reason.NO_AMOUNT),
        (has_source, Reason.NO_SOURCE),
        (not known, Reason.COMMITTED_ALREADY),
    )


def reasons_not_to_receive(
    year: Promised, amount: Decimal, *, rate_known: bool, in_future: bool
) -> list[Reason]:
    return _missing(
        (amount > 0, Reason.NO_AMOUNT),
        (year.confirmed, Reason.NOT_CONFIRMED),
        (amount <= year.open, Reason.OVER_COMMITTED),
        (rate_known, Reason.NO_RATE),
        (not in_future, Reason.IN_FUTURE),
    )


def reasons_not_to_move(
    year: Promised, amount: Decimal, *, to_later: bool, has_reason: bool
) -> list[Reason]:
    return _missing(
        (amount > 0, Reason.NO_AMOUNT),
        (amount <= year.open, Reason.OVER_OPEN),
        (to_later, Reason.SAME_YEAR),
        (has_reason, Reason.NO_REASON),
    )


def reasons_not_to_earmark(
    *,
    percent: Decimal | None,
    amount: Decimal | None,
    earmarked_percent: Decimal,
    earmarked_amount: Decimal,
    promised: Decimal,
    has_target: bool,
    has_source: bool,
) -> list[Reason]:
    """Percentages of the whole and amounts together are no more than what was promised."""
    given = percent if percent is not None else amount
    of_amount = earmarked_amount + (amount or 0)
    of_percent = earmarked_percent + (percent or 0)
    within = of_percent * promised / WHOLE + of_amount <= promised
    return _missing(
        ((percent is None) != (amount is None), Reason.PART_OR_AMOUNT),
        (given is None or given > 0, Reason.NO_AMOUNT),
        (within, Reason.OVER_WHOLE),
        (has_target, Reason.NO_TARGET),
        (has_source, Reason.NO_SOURCE),
    )


def reasons_not_to_state_procedure(
    *,
    asks_something: bool,
    is_donor: bool,
    has_source: bool,
    valid_from: date,
    valid_until: date | None,
) -> list[Reason]:
    return _missing(
        (is_donor, Reason.NOT_A_DONOR),
        (asks_something, Reason.NOTHING_ASKED),
        (has_source, Reason.NO_SOURCE),
        (valid_until is None or valid_from <= valid_until, Reason.ENDS_BEFORE_IT_BEGINS),
    )


def reasons_not_to_approve(
    *, status: RoundStatus, by_another: bool, has_reason: bool, same_calculation: bool
) -> list[Reason]:
    """A second click hears that it was decided, and of nothing else."""
    if status != RoundStatus.DRAWN:
        return [Reason.DECIDED_ALREADY]
    return _missing(
        (by_another, Reason.SECOND_APPROVES),
        (has_reason, Reason.NO_REASON),
        (same_calculation, Reason.ANOTHER_CALCULATION),
    )


def reasons_not_to_report(*, is_donor: bool, first: date, last: date, today: date) -> list[Reason]:
    return _missing(
        (is_donor, Reason.NOT_A_DONOR),
        (first <= last <= today, Reason.NO_PERIOD),
    )


def _missing(*checks: tuple[bool, Reason]) -> list[Reason]:
    return [reason for holds, reason in checks if not holds]
