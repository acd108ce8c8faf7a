"""Whether a wage reaches what the law asks for."""

from decimal import Decimal
from enum import StrEnum

from homeward.offers.choices import WagePeriod

# In a year. A month is a twelfth of a year; a day's wage is no month's, since the days are unknown.
A_YEAR = {WagePeriod.WEEK: Decimal(52), WagePeriod.MONTH: Decimal(12)}


class Check(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


def wage_check(
    wage: Decimal | None,
    currency: str,
    period: str,
    *,
    weekly_hours: Decimal | None = None,
    floor: Decimal | None,
    floor_currency: str = "",
    floor_period: str = "",
) -> Check:
    """Is the wage at least the floor? Unknown where the two can't be compared.

    Weeks and months compare over a year; hours with the hours of a week; a day with days alone.
    """
    if wage is None or floor is None or currency != floor_currency:
        return Check.UNKNOWN
    if period == floor_period:
        return Check.MET if wage >= floor else Check.NOT_MET
    ours, asked = _a_year(wage, period, weekly_hours), _a_year(floor, floor_period, weekly_hours)
    if ours is None or asked is None:
        return Check.UNKNOWN
    return Check.MET if ours >= asked else Check.NOT_MET


def _a_year(amount: Decimal, period: str, weekly_hours: Decimal | None) -> Decimal | None:
    if period == WagePeriod.HOUR:
        return amount * weekly_hours * A_YEAR[WagePeriod.WEEK] if weekly_hours else None
    times = A_YEAR.get(WagePeriod(period)) if period else None
    return amount * times if times else None
