"""The pictures of a dashboard, each with its table: filled from cells, drawn by core/charts."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.charts import Chart, Series, Shape, Value
from homeward.core.templatetags.writing import figure
from homeward.indicators.choices import Dimension, Measure
from homeward.indicators.dashboards import words
from homeward.indicators.dashboards.asked import Asked
from homeward.indicators.models import Definition
from homeward.indicators.queries import Cell, smallest
from homeward.places import queries as places
from homeward.places.maps import MapArea

# So many are drawn and listed beside the picture; the whole list is in the spreadsheet.
MOST = 20
STEPS = 4


def source(cells: Sequence[Cell]) -> str:
    """Whose figures, by which version, and when they were computed."""
    if not cells:
        return _("the register of indicators")
    latest = max(cell.computed_at for cell in cells)
    versions = ", ".join(sorted({str(cell.version) for cell in cells}))
    return _("computed by Homeward on %(day)s over all organisations; definition version %(v)s") % {
        "day": words.moment(latest),
        "v": versions,
    }


def persons(cells: Sequence[Cell]) -> str:
    """n of what is shown; what is small is not added, since the sum would tell it."""
    told = [cell.persons for cell in cells if cell.persons is not None]
    hidden = any(cell.is_small for cell in cells)
    n = figure(sum(told))
    if hidden:
        return _("n %(n)s where told") % {"n": n}
    return _("n %(n)s") % {"n": n}


def small_note(cells: Sequence[Cell], least: int) -> str:
    if not any(cell.is_small for cell in cells):
        return ""
    return _(
        "“<%(n)d” stands where fewer than %(n)d persons are in it, reached it or did not reach it,"
        " or where a figure would tell of such a one. These are not drawn."
    ) % {"n": least}


def comparison(asked: Asked, definition: Definition, cells: Sequence[Cell]) -> Chart:
    """One indicator over programmes, corridors, areas, organisations or donors."""
    least, dimension = smallest(), Dimension(asked.by.value)
    ordered = sorted(cells, key=lambda cell: (cell.value is None, -(cell.value or 0)))[:MOST]
    return Chart(
        key="compared",
        title=_("%(what)s, by %(by)s") % {
            "what": definition.indicator, "by": str(asked.by.label).lower()},
        count=persons(ordered),
        source=source(ordered),
        alternative=_("Bars of %(what)s.") % {"what": definition.indicator},
        first=asked.by.label,
        categories=[_label(cell, dimension) for cell in ordered],
        links=["?" + asked.query(**{dimension.value: cell.at(dimension)}) for cell in ordered],
        series=[
            Series(label=unit(definition), values=[drawn(cell, least) for cell in ordered]),
            _n(ordered, least),
        ],
        shape=Shape.BARS,
        decimals=decimals(definition),
        note=_notes(
            small_note(ordered, least),
            _("The %(n)d with the highest figures of %(all)d; the spreadsheet has them all.")
            % {"n": MOST, "all": len(cells)} if len(cells) > MOST else "",
            _("A programme with several donors stands under each of them, so that they don’t add"
              " up.") if dimension == Dimension.DONOR else "",
        ),
    )  # fmt: skip


def _notes(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _label(cell: Cell, dimension: Dimension) -> str:
    label = cell.keys[dimension].label
    return f"{label} ({cell.currency})" if cell.currency else label


def _n(cells: Sequence[Cell], least: int) -> Series:
    told: list[Value] = [
        words.small(least) if cell.is_small else str(figure(cell.persons or 0)) for cell in cells
    ]
    return Series(label=_("n"), values=told, drawn=False)


def drawn(cell: Cell | None, least: int) -> Value:
    return words.drawn(cell, smallest=least)


def unit(definition: Definition) -> str:
    if definition.is_share:
        return _("percent")
    if definition.measure == Measure.MEDIAN_DAYS:
        return _("days, median")
    return str(definition.get_measure_display())


def decimals(definition: Definition) -> int:
    return 2 if definition.measure in {Measure.MEAN, Measure.CHANGE} else 0


def over_time(definition: Definition, cells: Sequence[Cell]) -> Chart:
    least = smallest()
    return Chart(
        key="time",
        title=_("%(what)s, quarter by quarter") % {"what": definition.indicator},
        count=persons(cells),
        source=source(cells),
        alternative=_("A line of %(what)s over quarters.") % {"what": definition.indicator},
        first=_("Quarter"),
        categories=[words.period(cell.period, cell.starts_on) for cell in cells],
        series=[
            Series(label=unit(definition), values=[drawn(cell, least) for cell in cells]),
            _n(cells, least),
        ],
        shape=Shape.LINES,
        decimals=decimals(definition),
        note=small_note(cells, least),
    )


def over_waves(cells: Sequence[Cell]) -> Chart:
    """Small multiples: a score each, wave by wave, on one scale."""
    least = smallest()
    waves = list(dict.fromkeys(cell.keys[Dimension.WAVE].value for cell in cells))
    names = {cell.keys[Dimension.WAVE].value: cell.keys[Dimension.WAVE].label for cell in cells}
    scores = list(dict.fromkeys((cell.code, cell.name) for cell in cells))
    at = {(cell.code, cell.keys[Dimension.WAVE].value): cell for cell in cells}
    waves.sort(key=_wave_order)
    return Chart(
        key="waves",
        title=_("Scores by wave"),
        count=_("mean; n is how many answered"),
        source=source(cells),
        alternative=_("A small chart for each score, with its mean at each wave."),
        first=_("Score"),
        categories=[name for _code, name in scores],
        series=[
            Series(
                label=names[wave],
                values=[drawn(at.get((code, wave)), least) for code, _name in scores],
                count=_answered([at.get((code, wave)) for code, _name in scores], least),
            )
            for wave in waves
        ],
        shape=Shape.PANELS,
        scale=(0, 1),
        decimals=2,
        note=_notes(
            _("Different people may have answered each wave. A change over time is not yet an"
              " effect."),
            small_note(cells, least),
        ),
    )  # fmt: skip


WAVE_ORDER = ["baseline", "midterm", "final"]


def _wave_order(wave: str) -> tuple[int, str]:
    known = wave in WAVE_ORDER
    return (WAVE_ORDER.index(wave) if known else len(WAVE_ORDER), wave)


def _answered(cells: Sequence[Cell | None], least: int) -> str:
    there = [cell for cell in cells if cell]
    if any(cell.is_small for cell in there):
        return _("n %(n)s") % {"n": words.small(least)}
    most = max((cell.persons or 0 for cell in there), default=0)
    return _("n %(n)s") % {"n": figure(most)}


def areas(asked: Asked, cells: Sequence[Cell]) -> dict[str, Any]:
    """The map by area: four steps from the least to the most, and what has no area."""
    least = smallest()
    known = {cell.at(Dimension.AREA): cell for cell in cells if cell.at(Dimension.AREA)}
    values = [value for cell in known.values() if (value := cell.value) is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)
    figures = {
        int(pk): (words.told(cell, smallest=least) or _("Unknown"), _step(cell, low, high))
        for pk, cell in known.items()
    }
    found: list[MapArea] = places.as_areas(
        figures, url=lambda area: "?" + asked.query(area=str(area.pk))
    )
    rows = sorted(known.values(), key=lambda cell: cell.keys[Dimension.AREA].label)
    return {
        "areas": found,
        "rows": [
            {
                "cell": cell,
                "name": cell.keys[Dimension.AREA].label,
                "url": "?" + asked.query(area=cell.at(Dimension.AREA)),
                "value": words.told(cell, smallest=least),
                "n": words.small(least) if cell.is_small else figure(cell.persons or 0),
            }
            for cell in rows
        ],
        "legend": _legend(low, high, next(iter(known.values()), None)),
        "note": small_note(list(known.values()), least),
        "source": source(list(known.values())),
    }


def _step(cell: Cell, low: float, high: float) -> int:
    """1 to 4 from the least to the most; 0 where it is not told."""
    if cell.value is None:
        return 0
    if high == low:
        return STEPS
    return 1 + min(STEPS - 1, int(STEPS * (cell.value - low) / (high - low)))


def _legend(low: float, high: float, one: Cell | None) -> list[tuple[int, str]]:
    if one is None or high == low:
        return []
    width = (high - low) / STEPS
    ends = [
        [words.value(low + width * n, words.kind(one), one.currency) for n in (step, step + 1)]
        for step in range(STEPS)
    ]
    told = [_("%(low)s to %(high)s") % {"low": a, "high": b} for a, b in ends]
    return [*enumerate(told, start=1), (0, _("not told or not known"))]


def how_many(n: int) -> str:
    return ngettext("%(n)d indicator", "%(n)d indicators", n) % {"n": n}
