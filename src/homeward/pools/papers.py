"""Rounds and reports as rows of texts, which pages and workbooks share."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from homeward.core import spreadsheets
from homeward.pools import queries, rules
from homeward.pools.models import PoolReport, Round, RoundLine

REPORT_HEAD = (gettext_lazy("What"), gettext_lazy("Amount"), gettext_lazy("Currency"))
ROUND_HEAD = (
    gettext_lazy("Line"), gettext_lazy("Criterion"), gettext_lazy("Weight"),
    gettext_lazy("Direction"), gettext_lazy("Figure"), gettext_lazy("Source"),
    gettext_lazy("Part of the criterion, percent"),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A round's calculation in the order in which it is worked out."""

    criteria: list[Any]
    figures: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    pots: list[dict[str, Any]]
    total: Decimal
    agrees: bool


def told(round_: Round) -> Told:
    found = queries.calculation_of(round_)
    lines = list(queries.lines_of(round_).prefetch_related("figures__criterion"))
    parts = list(queries.parts_of(round_))
    return Told(
        criteria=queries.criteria_of(round_),
        figures=[
            {"line": line, "figure": figure, "criterion": figure.criterion,
             "part": rules.percent(found.parts[line.pk, figure.criterion_id])}
            for line in lines
            for figure in sorted(line.figures.all(), key=lambda f: f.criterion.stated_at)
        ],
        lines=[_line(line, found, parts) for line in lines],
        pots=[_unplaced(round_, key, amount) for key, amount in found.unplaced.items()],
        total=found.total,
        agrees=queries.same_parts(round_, found),
    )  # fmt: skip


def _line(line: RoundLine, found: rules.Calculation, parts: Sequence[Any]) -> dict[str, Any]:
    of_line = [part for part in parts if part.line_id == line.pk]
    return {
        "line": line,
        "share": rules.percent(found.shares[line.pk]),
        "target": found.targets[line.pk],
        "earmarked": found.earmarked[line.pk],
        "given": sum((part.amount for part in of_line), Decimal(0)),
        "parts": of_line,
    }


def _unplaced(round_: Round, key: Any, amount: Decimal) -> dict[str, Any]:
    mark = queries.earmarks(round_.pool).filter(pk=key).first()
    return {"mark": mark, "amount": amount}


def round_rows(round_: Round) -> list[list[str]]:
    """As texts with a point, so that any program reads them alike."""
    return [
        [str(each["line"]), str(each["criterion"]), str(each["criterion"].weight),
         str(each["criterion"].get_direction_display()), str(each["figure"].value),
         each["figure"].source, str(each["part"])]
        for each in told(round_).figures
    ] + [
        [str(each["line"]), str(part.commitment), "", str(part.earmark or ""), str(part.amount),
         round_.pool.currency, ""]
        for each in told(round_).lines
        for part in each["parts"]
    ]  # fmt: skip


def report_rows(report: PoolReport) -> list[list[str]]:
    said = report.figures
    unit = said["currency"]
    rows = [
        [_("In the pool before the period"), said["opening"], unit],
        [_("Received"), said["received"], unit],
        [_("Given to programmes"), said["allocated"], unit],
        [_("In the pool at the end"), said["closing"], unit],
        [_("With the programmes before the period"), said["unspent_before"], unit],
        [_("Paid"), said["paid"], unit],
        [_("With the programmes at the end"), said["unspent"], unit],
    ]
    rows += [
        [_("Given, only for: %(what)s") % {"what": each["for"]} if each["for"]
         else _("Given, without an earmark"), each["allocated"], unit]
        for each in said["earmarks"]
    ]  # fmt: skip
    for year in said["years"]:
        words = {"year": year["year"], "number": year["agreement"]}
        rows += [
            [_("Promised for %(year)s (%(number)s)") % words, year["amount"], year["currency"]],
            [_("Received of %(year)s (%(number)s)") % words, year["received"], year["currency"]],
        ]
    return rows


def workbook(title: str, header: Sequence[Any], rows: Sequence[Sequence[str]]) -> HttpResponse:
    body = spreadsheets.xlsx(
        title, [str(text) for text in header], rows, right_to_left=get_language_bidi()
    )
    answer = HttpResponse(body, content_type=spreadsheets.XLSX_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="pool.xlsx"'
    return answer
