"""What the pages show: figures in words, charts, next steps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.numbers import format_decimal, format_percent
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.panels import Panels
from homeward.access.permissions import can
from homeward.core.charts import Chart, Series, Shape
from homeward.core.patterns import NextStep
from homeward.indicators.choices import Dimension, Measure, PeriodKind, Status
from homeward.indicators.models import Definition, Mark
from homeward.indicators.queries import Cell

A_SCORE = 3
DRAWN = 6
# What features above put beside an indicator.
BESIDE = Panels()


def in_words(value: Any, measure: str, *, is_share: bool, currency: str = "") -> str:
    """A value as it is read: of a hundred, in days, as a score, or in money."""
    language = get_language() or "en"
    if is_share:
        return str(format_percent(round(float(value), 3), format="#,##0.#%", locale=language))
    if measure == Measure.MEDIAN_DAYS:
        return _("%(n)s days") % {"n": format_decimal(value, format="#,##0", locale=language)}
    if measure in (Measure.MEAN, Measure.CHANGE):
        return str(format_decimal(round(float(value), A_SCORE), locale=language))
    number = format_decimal(round(float(value), 2), format="#,##0.##", locale=language)
    return f"{number} {currency}".strip()


def told(cell: Cell, *, smallest: int) -> str:
    """A figure's value in words; why there is none where there is none."""
    if cell.is_small:
        return _("fewer than %(n)d people, or next to such") % {"n": smallest}
    if cell.value is None:
        if cell.measure == Measure.MEDIAN_DAYS and cell.denominator:
            return _("not yet half")
        return _("nobody counted yet")
    return in_words(cell.value, cell.measure, is_share=cell.is_share, currency=cell.currency)


def period_name(kind: str, starts_on: date | None) -> str:
    if starts_on is None:
        return str(PeriodKind.ALL.label)
    if kind == PeriodKind.QUARTER:
        return _("%(year)d, quarter %(n)d") % {
            "year": starts_on.year,
            "n": (starts_on.month + 2) // 3,
        }
    return str(starts_on.year)


def over_time(
    definition: Definition, cells: Sequence[Cell], dimension: Dimension | None, source: str
) -> Chart | None:
    """A line a value of the dimension, the largest first; none where there is nothing to draw."""
    dated = [cell for cell in cells if cell.starts_on]
    if not dated:
        return None
    days = sorted({cell.starts_on for cell in dated if cell.starts_on})
    kind = dated[0].period
    lines: dict[tuple[str, str], dict[date, Cell]] = {}
    for cell in dated:
        label = cell.keys[dimension].label if dimension else str(definition.indicator)
        if cell.starts_on:
            lines.setdefault((label, cell.currency), {})[cell.starts_on] = cell
    largest = sorted(lines, key=lambda one: -sum(c.persons or 0 for c in lines[one].values()))
    percent = definition.is_share
    return Chart(
        key="over-time",
        title=_("Over time"),
        count=_("n = %(n)d in all") % {"n": sum(c.persons or 0 for c in dated)},
        source=source,
        alternative=_("%(name)s by period.") % {"name": definition.indicator},
        first=_("Period"),
        categories=[period_name(kind, day) for day in days],
        series=[
            Series(
                label=" ".join(filter(None, one)),
                values=[_drawn(lines[one].get(day), percent=percent) for day in days],
            )
            for one in largest[:DRAWN]
        ],
        shape=Shape.LINES,
        note=_("In percent.") if percent else "",
        decimals=1 if percent else 2,
    )


def _drawn(cell: Cell | None, *, percent: bool) -> Any:
    if cell is None or (cell.value is None and not cell.is_small):
        return None
    if cell.is_small:
        return _("too few")
    value = cell.value or 0
    return round(value * 100, 1) if percent else round(value, 3)


def against(mark: Mark, cells: Sequence[Cell], direction: str) -> str:
    """ "ok" or "no" beside a mark; "" where it can't be said."""
    of_it = [c for c in cells if c.currency == mark.currency and c.value is not None]
    if not of_it or direction == "neither":
        return ""
    value = of_it[0].value or 0
    better = value >= float(mark.value) if direction == "higher" else value <= float(mark.value)
    return "ok" if better else "no"


def step(definition: Definition | None, draft: Definition | None, user: User) -> NextStep:
    """Finish the draft; agree to it; else look at who is behind the figure."""
    if draft is not None and can(user, "indicators.define"):
        return NextStep(
            title=_("Finish version %(n)d, or discard it") % {"n": draft.version},
            why=_("Figures go on by the version in use until this one is."),
            holder=str(draft.written_by or ""),
            url=reverse("indicators:draft", args=[draft.indicator.code]),
            label=_("Open the draft"),
            mine=True,
        )
    if definition is None or definition.status != Status.PUBLISHED:
        return NextStep(title=_("No version is in use"), nothing=True)
    return NextStep(
        title=_("Look at the cases behind it"),
        why=_("A figure raises a question; the cases that you may see answer it."),
        holder=user.name,
        url=reverse("indicators:cases", args=[definition.indicator.code]),
        label=_("Show the cases"),
        mine=can(user, "indicators.cases"),
    )


def day(value: Any) -> str:
    return str(date_format(value, "DATE_FORMAT")) if value else _("Unknown")
