"""How a figure is written: its value in its unit, the period, and how it stands."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.templatetags.writing import figure
from homeward.indicators.choices import Measure, PeriodKind
from homeward.indicators.dashboards.choices import Standing
from homeward.indicators.queries import Cell

STATUS = {
    Standing.REACHED: "ok",
    Standing.ON_WAY: "now",
    Standing.BEHIND: "late",
    Standing.UNKNOWN: "unk",
}
# Below this a value is told with its decimals, above it in whole numbers.
WHOLE = 1000
MONTHS = 3


def value(number: float | None, measure: str, currency: str = "", unit: str = "") -> str:
    """The number with its unit; nothing where it is not known."""
    if number is None:
        return ""
    if measure == Measure.SHARE:
        return _("%(n)s %%") % {"n": figure(number * 100, 0)}
    if measure == Measure.MEDIAN_DAYS:
        return ngettext("%(n)s day", "%(n)s days", round(number)) % {"n": figure(number, 0)}
    written = figure(number, _decimals(number, measure))
    if currency:
        return f"{written} {currency}"
    return f"{written} {unit}".strip()


def _decimals(number: float, measure: str) -> int:
    if measure in {Measure.MEAN, Measure.CHANGE}:
        return 2
    return 0 if float(number).is_integer() or abs(number) >= WHOLE else 2


def kind(of: Any) -> str:
    """How a cell's or a definition's value is read: whatever is a part of a whole, as a share."""
    return Measure.SHARE if of.is_share else str(of.measure)


def told(cell: Cell | None, *, smallest: int) -> str:
    """A cell as every page writes it: its value, "<10" where it is small, nothing if unknown."""
    if cell is None:
        return ""
    if cell.is_small:
        return small(smallest)
    return value(cell.value, kind(cell), cell.currency)


def small(smallest: int) -> str:
    return f"<{smallest}"


def drawn(cell: Cell | None, *, smallest: int) -> float | str | None:
    """The number to draw, a text where it is not told, None where it is not known.

    A share is drawn in percent, as it is written.
    """
    if cell is None:
        return None
    if cell.is_small:
        return small(smallest)
    if cell.value is None:
        return None
    return round(cell.value * 100 if cell.is_share else cell.value, 4)


def period(kind: str, starts_on: date | None) -> str:
    if kind == PeriodKind.YEAR and starts_on:
        return str(starts_on.year)
    if kind == PeriodKind.QUARTER and starts_on:
        quarter = (starts_on.month - 1) // MONTHS + 1
        return _("Quarter %(quarter)d of %(year)d") % {"quarter": quarter, "year": starts_on.year}
    return _("All time")


def days(starts_on: date, ends_on: date) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(starts_on, "DATE_FORMAT"),
        "last": date_format(ends_on, "DATE_FORMAT"),
    }


def moment(at: Any) -> str:
    """A day or a moment as a sentence writes it; ISO texts of frozen reports too."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at)
    if isinstance(at, datetime):
        return date_format(timezone.localtime(at), "DATETIME_FORMAT")
    return date_format(at, "DATE_FORMAT") if at else ""


def last_day(kind: PeriodKind, starts_on: date) -> date:
    months = 12 if kind == PeriodKind.YEAR else MONTHS
    month = starts_on.month - 1 + months
    return date(starts_on.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
