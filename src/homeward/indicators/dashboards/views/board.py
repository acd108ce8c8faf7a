"""The dashboard: figures under filters that stay in the address, each drawn and told."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.documents import pdf
from homeward.indicators.choices import PeriodKind
from homeward.indicators.dashboards import charts, queries, sheets, way, words
from homeward.indicators.dashboards.asked import FILTERS, Asked, read, written
from homeward.indicators.dashboards.choices import By, Standing
from homeward.indicators.dashboards.queries import Told
from homeward.indicators.dashboards.views import shown
from homeward.indicators.models import Definition, Run
from homeward.indicators.queries import smallest

HERE = "dashboards:board"


@page("dashboards.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    asked, today = read(request.GET.dict()), timezone.localdate()
    defined = queries.definitions()
    told = queries.under(asked, defined, on=today)
    run = queries.last_run()
    context = {
        **shown.head(request.user, HERE),
        "asked": asked,
        "title": title(asked, queries.options(run)),
        "filters": _filters(asked, run),
        "periods": _periods(asked),
        "bys": [(one, one == asked.by, "?" + asked.query(by=one.value)) for one in By],
        "told": [_row(one, asked, request) for one in told],
        "is_too_fine": asked.with_() is None,
        "run": run,
        "least": smallest(),
        "query": asked.query(),
        "step": _step(told, asked, request),
        **_drawn(asked, defined, told),
    }
    return render(request, "dashboards/board.html", context)


def title(asked: Asked, options: Any) -> str:
    """Of what it is: the names of what was chosen, or of all."""
    names = [
        dict(options[dimension]).get(value, _("Unknown"))
        for dimension, value in asked.filters.items()
    ]
    return " · ".join(names) if names else _("All programmes")


def _filters(asked: Asked, run: Run | None) -> list[dict[str, Any]]:
    options = queries.options(run)
    return [
        {
            "name": dimension.value,
            "label": dimension.label,
            "value": asked.filters.get(dimension, ""),
            "options": options[dimension],
        }
        for dimension in FILTERS
    ]


def _periods(asked: Asked) -> list[tuple[str, str, bool]]:
    here = written(asked.period)
    found = [(PeriodKind.YEAR, first) for first in queries.years()]
    found += [(PeriodKind.QUARTER, first) for first in queries.quarters()]
    return [
        (f"{kind}/{first}", words.period(kind, first), f"{kind}/{first}" == here)
        for kind, first in found
    ]


def _row(one: Told, asked: Asked, request: Request) -> dict[str, Any]:
    cell = one.cell
    least = smallest() if cell and cell.is_small else 0
    return {
        "told": one,
        "name": str(one.definition.indicator),
        "value": words.told(cell, smallest=least),
        "n": "" if cell is None else words.small(least) if cell.is_small else cell.persons,
        "target": _mark(one.target, one),
        "benchmark": _mark(one.benchmark, one),
        "status": words.STATUS[one.standing] if one.target else "",
        "standing": Standing(one.standing).label if one.target else "",
        "draw": "?" + asked.query(show=one.definition.indicator.code) + "#drawn",
        "definition": _link("indicators:indicator", one.definition.indicator.code)
        if can(request.user, "indicators.read") else "",
        "cases": _link("indicators:cases", one.definition.indicator.code, asked.query(by=""))
        if cell and can(request.user, "indicators.cases") else "",
        "history": _link("indicators:history", one.definition.indicator.code, figure=cell.figure)
        if cell and can(request.user, "indicators.read") else "",
        "as_of": cell.computed_at if cell else one.definition.checked_at,
    }  # fmt: skip


def _link(name: str, code: str, query: str = "", *, figure: int | None = None) -> str:
    """The register's own page of an indicator, or of one of its figures."""
    at = reverse(name, args=[code] if figure is None else [code, figure])
    return f"{at}?{query}" if query else at


def _mark(mark: Any, one: Told) -> str:
    if mark is None:
        return ""
    return words.value(float(mark.value), words.kind(one.definition), mark.currency)


def _drawn(asked: Asked, defined: Sequence[Definition], told: Sequence[Told]) -> dict[str, Any]:
    """The chosen indicator in its pictures; without a choice the first that has a figure."""
    chosen = _chosen(asked, defined, told)
    waves = queries.over_waves(asked, defined)
    found: dict[str, Any] = {
        "chosen": chosen,
        "waves": charts.over_waves(waves) if waves else None,
        "funnel": way.chart(asked),
    }
    if chosen is None:
        return found
    code = chosen.indicator.code
    compared, areas = queries.compared(asked, code), queries.by_area(asked, code)
    quarters = queries.over_time(asked, code)
    return {
        **found,
        "compared": charts.comparison(asked, chosen, compared) if compared else None,
        "map": charts.areas(asked, areas) if areas else None,
        "quarters": charts.over_time(chosen, quarters) if quarters else None,
    }


def _chosen(asked: Asked, defined: Sequence[Definition], told: Sequence[Told]) -> Definition | None:
    by_code = {one.indicator.code: one for one in defined}
    if asked.show in by_code:
        return by_code[asked.show]
    return next((one.definition for one in told if one.cell and one.cell.value is not None), None)


def _step(told: Sequence[Told], asked: Asked, request: Request) -> NextStep | None:
    """The question that the figures raise: the first that is behind its target."""
    behind = [one for one in told if one.standing == Standing.BEHIND]
    if not behind:
        return None
    first = behind[0]
    mine = can(request.user, "indicators.mark")
    return NextStep(
        _("Answer why: %(what)s") % {"what": first.definition.indicator},
        why=_("%(value)s, where the target is %(target)s. %(n)d of the indicators are behind.")
        % {
            "value": words.told(first.cell, smallest=0),
            "target": _mark(first.target, first),
            "n": len(behind),
        },
        holder=str(_("You")) if mine else str(_("Whoever leads the programme")),
        url="?" + asked.query(show=first.definition.indicator.code) + "#drawn",
        label=_("See where"),
        mine=mine,
    )


@page("dashboards.read")
def sheet(request: Request) -> HttpResponse:
    asked = read(request.GET.dict())
    header, rows = sheets.table(asked, on=timezone.localdate())
    return shown.workbook(_("Figures"), header, rows)


@page("dashboards.read")
def paper(request: Request) -> HttpResponse:
    asked = read(request.GET.dict())
    name = title(asked, queries.options(queries.last_run()))
    data = sheets.paper(asked, name, on=timezone.localdate())
    made: HttpResponse = pdf.answer("indicators/board", data, at=timezone.now(), name=_("Figures"))
    return made
