"""In which parts a subsidy is paid: one a month, after its attendance was proven."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from homeward.employment.rules.times import months_after

CENT = Decimal("0.01")


def subsidy_parts(
    *,
    share: Decimal | None,
    amount: Decimal | None,
    wage: Decimal | None,
    months: int,
    ceiling: Decimal | None,
    starts_on: date,
) -> list[tuple[Decimal, date]]:
    """(amount, due on) a month; the last one is cut where the ceiling is reached.

    `wage` is a month's, in the subsidy's currency; a share of an unknown wage gives no part.
    """
    monthly = amount if amount is not None else _share_of(wage, share)
    if monthly is None:
        return []
    left = ceiling if ceiling is not None else monthly * months
    parts = []
    for month in range(1, months + 1):
        part = min(monthly, left)
        if part <= 0:
            break
        parts.append((part, months_after(starts_on, month)))
        left -= part
    return parts


def _share_of(wage: Decimal | None, share: Decimal | None) -> Decimal | None:
    if wage is None or share is None:
        return None
    return (wage * share / 100).quantize(CENT, rounding=ROUND_HALF_EVEN)
