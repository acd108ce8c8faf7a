"""A dashboard as a workbook and on paper: the same figures, each with its n and its day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from homeward.indicators.choices import Dimension
from homeward.indicators.dashboards import queries, words
from homeward.indicators.dashboards.asked import Asked
from homeward.indicators.dashboards.choices import Standing
from homeward.indicators.dashboards.queries import Told
from homeward.indicators.queries import Cell, smallest


def header() -> list[str]:
    return [
        _("Indicator"), _("Told apart by"), _("Value"), _("Figure"), _("Numerator"),
        _("Denominator"), _("n"), _("Not known"), _("Target"), _("How it stands"),
        _("Benchmark"), _("Definition version"), _("As of"),
    ]  # fmt: skip


def table(asked: Asked, *, on: date) -> tuple[list[str], list[list[str]]]:
    """Every indicator under the filters; then the same over what is compared."""
    least = smallest()
    told = queries.under(asked, queries.definitions(), on=on)
    rows = [_row(one, "", _("All"), least) for one in told]
    dimension = Dimension(asked.by.value)
    codes = list(dict.fromkeys(one.definition.indicator.code for one in told))
    of_code = {one.definition.indicator.code: one.definition for one in told}
    for code in codes:
        for cell in queries.compared(asked, code) or []:
            one = Told(of_code[code], cell, None, None, Standing.UNKNOWN)
            rows.append(_row(one, str(dimension.label), cell.keys[dimension].label, least))
    return header(), rows


def _row(one: Told, by: str, value: str, least: int) -> list[str]:
    cell = one.cell
    kind = words.kind(one.definition)
    marks = [
        words.value(float(mark.value), kind, mark.currency) if mark else ""
        for mark in (one.target, one.benchmark)
    ]
    return [
        str(one.definition.indicator), by, value, words.told(cell, smallest=least) or _("Unknown"),
        *_numbers(cell, least), marks[0],
        str(Standing(one.standing).label) if one.target else "", marks[1],
        str(cell.version if cell else one.definition.version),
        words.moment(cell.computed_at) if cell else "",
    ]  # fmt: skip


def _numbers(cell: Cell | None, least: int) -> list[str]:
    """Numerator, denominator, n, and how many are not known; a small figure tells none of them."""
    if cell is None:
        return [""] * 4
    if cell.is_small:
        return ["", "", words.small(least), ""]
    found = (cell.numerator, cell.denominator, cell.persons, cell.unknown)
    return ["" if number is None else f"{number:g}" for number in found]


def paper(asked: Asked, name: str, *, on: date) -> dict[str, Any]:
    """What the template `board` reads."""
    least = smallest()
    told = queries.under(asked, queries.definitions(), on=on)
    run = queries.last_run()
    return {
        "title": name,
        "lead": words.period(asked.period.kind, asked.period.starts_on),
        "facts": [
            [_("Computed"), words.moment(run.finished_at) if run else ""],
            [_("Whose"), _("All organisations; the same for every party")],
            [_("Small figures"), _("Of fewer than %(n)d persons: not told") % {"n": least}],
        ],
        "header": [_("Indicator"), _("Figure"), _("n"), _("Target"), _("How it stands")],
        "rows": [_printed(one, least) for one in told],
    }


def _printed(one: Told, least: int) -> list[str]:
    row = _row(one, "", "", least)
    return [row[0], row[3], row[6], row[8], row[9] or _("No target")]
