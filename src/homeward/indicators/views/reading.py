"""The registry, one indicator with its figures, and the cases behind them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.indicators import actions, pages, queries, sources
from homeward.indicators.choices import Dimension, PeriodKind, Status
from homeward.indicators.models import Definition, Figure, Indicator
from homeward.indicators.queries import Period
from homeward.indicators.queries import cases as behind

SECTION = {"section": "indicators"}
PER_PAGE = 25


@page("indicators.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    """Every indicator with its definition in use and its figure of all time."""
    smallest = queries.smallest()
    found = queries.lines(timezone.localdate())
    rows = [(line, [pages.told(cell, smallest=smallest) for cell in line.cells]) for line in found]
    return render(
        request, "indicators/index.html",
        SECTION | {
            "rows": rows,
            "run": queries.latest_run(),
            "may_define": can(request.user, "indicators.define"),
            "may_compute": can(request.user, "indicators.compute"),
        },
    )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """How the figures are cut, as the address says; what is none is taken for all."""

    dimension: Dimension | None
    kind: PeriodKind

    @classmethod
    def of(cls, request: Request, definition: Definition) -> "Choice":
        cut = request.GET.get("by", "")
        kinds = [k for k in definition.periods if k != PeriodKind.ALL]
        kind = request.GET.get("period", kinds[0] if kinds else PeriodKind.ALL)
        return cls(
            Dimension(cut) if cut in definition.dimensions else None,
            PeriodKind(kind) if kind in definition.periods else PeriodKind.ALL,
        )

    @property
    def cut(self) -> tuple[Dimension, ...]:
        return (self.dimension,) if self.dimension else ()


@page("indicators.read", may_lag=True)
def indicator(request: Request, code: str) -> HttpResponse:
    """What it means, how it is computed, what it came to, what to compare it with, who agreed."""
    found = get_object_or_404(Indicator.objects.select_related("owner_org"), code=code)
    versions = list(found.definitions.select_related("published_by", "written_by", "indicator"))
    definition = _version(request, versions)
    shared: dict[str, Any] = {
        "indicator": found, "definition": definition, "versions": versions,
        "step": pages.step(definition, _draft(versions), request.user),
        "may_define": can(request.user, "indicators.define")
        and queries.may_keep(found, request.user),
        "may_agree": can(request.user, "indicators.agree"),
        "may_mark": can(request.user, "indicators.mark"),
        "draft": _draft(versions),
        "panels": pages.BESIDE.shown(found, request.user),
    }  # fmt: skip
    figures = _figures(request, definition) if definition else {}
    return render(request, "indicators/indicator.html", SECTION | shared | figures)


def _version(request: Request, versions: list[Definition]) -> Definition | None:
    """The one asked for, else the one in use, else the latest."""
    asked = request.GET.get("version", "")
    by_number = {str(one.version): one for one in versions}
    in_use = next((one for one in versions if one.status == Status.PUBLISHED), None)
    return by_number.get(asked) or in_use or (versions[0] if versions else None)


def _draft(versions: list[Definition]) -> Definition | None:
    return next((one for one in versions if one.status == Status.DRAFT), None)


def _figures(request: Request, definition: Definition) -> dict[str, Any]:
    choice = Choice.of(request, definition)
    smallest = queries.smallest()
    code = [definition.indicator.code]

    def asked(cut: tuple[Dimension, ...], kind: PeriodKind) -> list[queries.Cell]:
        return queries.figures(code, cut, Period(kind), definition=definition)

    whole = asked((), PeriodKind.ALL)
    cells = asked(choice.cut, choice.kind)
    marks = list(queries.standing_marks(timezone.localdate()).filter(
        indicator=definition.indicator
    ))  # fmt: skip
    source = sources.SOURCES.get(definition.source)
    return {
        "choice": choice,
        "whole": [(cell, pages.told(cell, smallest=smallest)) for cell in whole],
        "sheet": Paginator(
            [
                (cell, pages.period_name(cell.period, cell.starts_on),
                 pages.told(cell, smallest=smallest))
                for cell in sorted(
                    cells, key=lambda c: (c.starts_on or date.min), reverse=True
                )
            ],
            PER_PAGE,
        ).get_page(request.GET.get("page")),
        "chart": pages.over_time(
            definition, cells, choice.dimension,
            _("all organisations, compared %(day)s") % {"day": pages.day(definition.checked_at)},
        ),
        "dimensions": [(d, Dimension(d).label) for d in definition.dimensions],
        "periods": [(k, PeriodKind(k).label) for k in definition.periods],
        "marks": [
            (mark, pages.in_words(mark.value, definition.measure, is_share=definition.is_share,
                                  currency=mark.currency),
             pages.against(mark, whole, definition.indicator.direction)
             if mark.programme_id is None else "")
            for mark in marks
        ],
        "agreed": queries.agreements_of(definition),
        "missing": queries.missing(definition),
        "source_label": source.label if source else definition.source,
        "smallest": smallest,
    }  # fmt: skip


@page("indicators.read", may_lag=True)
def history(request: Request, code: str, figure_pk: int) -> HttpResponse:
    """What one figure was before: by which version, and until when it stood."""
    found = get_object_or_404(
        Figure.objects.select_related("definition__indicator"),
        pk=figure_pk, definition__indicator__code=code,
    )  # fmt: skip
    least = queries.smallest()
    before = queries.history(found)
    told = [(one, pages.told(one.cell, smallest=least)) for one in before]
    return render(
        request, "indicators/history.html",
        SECTION | {
            "indicator": found.definition.indicator,
            "cell": before[0].cell,
            "period_name": pages.period_name(found.period, found.starts_on),
            "sheet": Paginator(told, PER_PAGE).get_page(request.GET.get("page")),
        },
    )  # fmt: skip


@page("indicators.cases")
def cases(request: Request, code: str) -> HttpResponse:
    """The cases behind a figure that the reader may see; the others are not told of."""
    found = get_object_or_404(Indicator, code=code)
    versions = list(found.definitions.select_related("indicator"))
    definition = _version(request, versions)
    if definition is None or definition.status == Status.DRAFT:
        return redirect("indicators:indicator", code=code)
    where = {Dimension(d): request.GET[d] for d in definition.dimensions if d in request.GET}
    period = _period(request)
    seen = behind.behind(definition, period, where)
    part = Paginator(seen.cases if seen else [], PER_PAGE).get_page(request.GET.get("page"))
    shown = behind.shown(list(part.object_list))
    return render(
        request, "indicators/cases.html",
        SECTION | {
            "indicator": found, "definition": definition, "seen": seen, "sheet": part,
            "rows": [
                (shown[pk], _state(pk, seen)) for pk in part.object_list if seen and pk in shown
            ],
            "period_name": pages.period_name(period.kind, period.starts_on),
            "most": behind.MOST,
        },
    )  # fmt: skip


def _state(pk: str, seen: behind.Behind) -> tuple[str, str]:
    if pk in seen.reached:
        return "ok", _("Counts as reached")
    if pk in seen.unknown:
        return "unk", _("Put aside: not known")
    return "wait", _("Counted, not reached")


def _period(request: Request) -> Period:
    kind = request.GET.get("period", PeriodKind.ALL)
    try:
        begins = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return Period()
    return Period(PeriodKind(kind), begins) if kind in PeriodKind.values else Period()


@page("indicators.compute")
@require_POST
def compute(request: Request) -> HttpResponse:
    actions.ask_to_compute(by=request.user)
    messages.success(request, _("The figures are computed anew in the background."))
    return redirect("indicators:index")
