"""How long the money lasts, when a report is due, and to what its figures are rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from dateutil.relativedelta import relativedelta

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Burn:
    """`months` is None where nothing was paid yet: then it is not known how long money lasts."""

    a_month: Decimal
    counted: int
    months: Decimal | None
    until: date | None


def burn(paid_by_month: Mapping[date, Decimal], unspent: Decimal, *, today: date) -> Burn:
    """The mean of what was paid in whole months, of the last twelve since the first payment.

    Months are named by their first day. The running month is left out: it is not whole.
    """
    this = today.replace(day=1)
    since = max(min(paid_by_month, default=this), this - relativedelta(months=MONTHS))
    between = relativedelta(this, since)
    counted = between.years * MONTHS + between.months
    paid = sum((sum_ for month, sum_ in paid_by_month.items() if since <= month < this), Decimal(0))
    if counted == 0 or paid <= 0:
        return Burn(a_month=Decimal(0), counted=counted, months=None, until=None)
    a_month = (paid / counted).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    months = (max(unspent, Decimal(0)) * counted / paid).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    days = int(months * 365 / MONTHS)
    until = today + timedelta(days=days) if days < 100 * 365 else None
    return Burn(a_month=a_month, counted=counted, months=months, until=until)


@dataclass(frozen=True, kw_only=True)
class ToCome:
    """What is promised and has not come. None: it is promised in another currency."""

    confirmed: Decimal | None = Decimal(0)
    reserved: Decimal | None = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A year of one donor's money, in the pool's currency. None is what nobody knows.

    `left` counts what is confirmed, not what is only reserved; below zero the money is short.
    """

    year: int
    opening: Decimal | None
    to_come: ToCome
    paid: Decimal | None
    left: Decimal | None


def foresee(
    unspent: Decimal, pace: Burn, promised: Mapping[int, ToCome], *, today: date
) -> list[Foreseen]:
    """From this year to the last one promised. This year's whole months to come are counted.

    Without a payment in a whole month the pace is unknown, and so is what is left.
    """
    a_month = pace.a_month if pace.months is not None else None
    opening: Decimal | None = unspent
    found = []
    for year in range(today.year, max(promised, default=today.year) + 1):
        months = MONTHS - today.month if year == today.year else MONTHS
        paid = None if a_month is None else a_month * months
        to_come = promised.get(year, ToCome())
        left = None
        if opening is not None and paid is not None and to_come.confirmed is not None:
            left = opening + to_come.confirmed - paid
        found.append(Foreseen(year=year, opening=opening, to_come=to_come, paid=paid, left=left))
        opening = left
    return found


def next_report_on(last: date, *, every_months: int, within_days: int) -> date:
    """The day by which a report is due on the period that begins the day after `last`."""
    return last + relativedelta(months=every_months) + timedelta(days=within_days)


def rounded(amount: Decimal, step: Decimal) -> Decimal:
    """As a donor wants to read it; half a step goes to the even one."""
    return (amount / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step
