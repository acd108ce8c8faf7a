"""The first page of who evaluates or steers: what is behind its target, and what data is late."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.indicators.dashboards import late, papers, words
from homeward.indicators.dashboards.views import shown
from homeward.indicators.queries import smallest

HERE = "dashboards:behind"
A_DAY = timedelta(days=1)


@page("dashboards.read", may_lag=True)
def index(request: Request) -> HttpResponse:
    given = request.GET.get("programme", "")
    chosen = (
        int(given) if given.isascii() and are_digits(given) and len(given) < len("1" * 10) else None
    )
    today, least = timezone.localdate(), smallest()
    behind = late.behind(programme=chosen, on=today)
    promised = late.promised(programme=chosen, on=today)
    slow = late.slow_figures(at=timezone.now())
    unknown = late.unknown_shares(programme=chosen)
    reports = (
        late.reports_due(programme=chosen, on=today)
        if can(request.user, "dashboards.read_reports") else []
    )  # fmt: skip
    context = {
        **shown.head(request.user, HERE),
        "programmes": late.programmes(),
        "chosen": chosen,
        "behind": [_row(one, least) for one in behind],
        "promised": [(chain, papers.told(line, least)) for chain, line in promised],
        "slow": slow,
        "unknown": unknown,
        "reports": reports,
        "run": late.last_run(),
        "step": _step(behind, promised, request),
    }  # fmt: skip
    return render(request, "dashboards/behind.html", context)


def _row(one: late.Behind, least: int) -> dict[str, Any]:
    cell = one.cell
    return {
        "one": one,
        "value": words.told(cell, smallest=least),
        "target": words.value(float(one.mark.value), words.kind(cell), cell.currency),
        "n": cell.persons,
        "url": reverse("dashboards:board")
        + f"?programme={one.programme}&show={cell.code}#drawn",
    }  # fmt: skip


def _step(behind: list[Any], promised: list[Any], request: Request) -> NextStep | None:
    mine = can(request.user, "dashboards.keep_chain")
    if behind:
        cell = behind[0].cell
        return NextStep(
            _("Ask why: %(what)s") % {"what": cell.name},
            why=_("In %(programme)s it is behind its target.") % {"programme": behind[0].name},
            holder=behind[0].holder or _("Whoever leads the programme"),
            url=reverse("dashboards:board") + f"?programme={behind[0].programme}&show={cell.code}",
            label=_("See its figures"),
            mine=mine,
        )
    if promised:
        chain, line = promised[0]
        return NextStep(
            _("Ask why: %(what)s") % {"what": line.measure},
            why=_("In %(programme)s it is behind the way to its target.")
            % {"programme": chain.programme},
            holder=str(chain.owner_org),
            due=line.measure.target_on,
            url=reverse("dashboards:chain", args=[chain.programme_id]),
            label=_("Open the results chain"),
            mine=mine,
        )
    return NextStep(_("Nothing is behind its target"), nothing=True)
