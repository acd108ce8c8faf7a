"""From profile to work: the figures of job matching, and the cases behind each of them."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.spreadsheets import XLSX_TYPE, xlsx
from homeward.employment.queries import funnel
from homeward.employment.views import shown
from homeward.employment.views.vacancies import PAGE
from homeward.programmes import queries as programmes

MONTH = "%Y-%m"


def _asked(request: Request) -> funnel.Asked:
    """Which programme and which months of profiling; kept in the address."""
    chosen = request.GET.get("programme", "")
    by = request.GET.get("by", "")
    return funnel.Asked(
        programme_id=int(chosen) if chosen.isascii() and are_digits(chosen) else None,
        since=_month(request.GET.get("since", "")),
        until=_month(request.GET.get("until", "")),
        by=by if by in funnel.GROUPS else "",
    )


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@page("employment.read_funnel")
def index(request: Request) -> HttpResponse:
    asked = _asked(request)
    today = timezone.localdate()
    found = funnel.read(asked, user=request.user, today=today)
    context = {
        **shown.SECTION,
        "tabs": shown.tabs(request.user, "employment:funnel"),
        "asked": asked,
        "months": funnel.months_known(),
        "programmes": programmes.run_here(),
        "groups": funnel.groups(),
        "found": found,
        "chart": funnel.chart(found),
        "steps": [
            (funnel.key_of(one), funnel.label_of(funnel.key_of(one)), one) for one in found.figures
        ],
        "step_labels": [funnel.label_of(step) for step in funnel.STEPS],
        "group_label": dict(funnel.groups())[asked.by or "month"],
        "query": request.GET.urlencode(),
        "sees_cases": can(request.user, "employment.read_candidacies"),
        "definitions": funnel.definitions(),
    }
    return render(request, "employment/funnel.html", context)


@page("employment.read_funnel")
def sheet(request: Request) -> HttpResponse:
    found = funnel.read(_asked(request), user=request.user, today=timezone.localdate())
    header, rows = funnel.table(found)
    content = xlsx(_("From profile to work"), header, rows, right_to_left=get_language_bidi())
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="funnel.xlsx"'
    return response


@page("employment.read_candidacies")
def cases(request: Request) -> HttpResponse:
    """The cases behind one figure, of those that the reader sees."""
    asked = _asked(request)
    step = request.GET.get("step", "")
    found = funnel.cases_at(asked, step, today=timezone.localdate())
    shown_page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.SECTION,
        "page": shown_page,
        "rows": funnel.titled(shown_page),
        "step": funnel.label_of(step),
        "query": request.GET.urlencode(),
    }
    return render(request, "employment/funnel_cases.html", context)
