"""All programmes by place, time, sector and seats; and whom a wider criterion would cover."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.alignment import forms, pages
from homeward.alignment.queries import mapping
from homeward.alignment.queries.widening import Wider, caseload_of
from homeward.alignment.rules.territory import add_months, month_of
from homeward.alignment.views.parts import show
from homeward.places import queries as places
from homeward.programmes.models import Programme
from homeward.programmes.rules.criteria import phrase, render

A_PAGE = 20
MONTHS, BEFORE = 36, 12
EVERY = 6


@page("alignment.read")
def programmes(request: Request) -> HttpResponse:
    form = forms.OpenForm(request.GET)
    asked, today = form.asked, timezone.localdate()
    found = mapping.programmes(
        country=asked["country"],
        need=asked["need"],
        kind=asked["kind"],
        words=asked["q"],
        open_on=today if asked["open"] else None,
    )
    sheet = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown, everything = list(sheet.object_list), list(found)
    first = add_months(month_of(today), -BEFORE)
    counted = mapping.by_area(everything)
    marks = [add_months(first, n) for n in range(0, MONTHS, EVERY)]
    context = {
        "form": form,
        "sheet": sheet,
        "spans": mapping.spans(shown, first=first, months=MONTHS),
        "marks": [(100 * n / len(marks), pages.short_month(m)) for n, m in enumerate(marks)],
        "today_at": 100 * BEFORE / MONTHS,
        "points": places.as_points(counted),
        "areas": mapping.areas(counted),
        "rest": [(_("whole countries or not said"), mapping.whole_country(everything))],
        "countries": [asked["country"]] if asked["country"] else [],
    }
    return show(request, "programmes", "programmes", context)


@page("alignment.count")
def widening(request: Request, pk: int) -> HttpResponse:
    """Counted on the cases that the reader may see, with the facts that the reader may see."""
    programme = get_object_or_404(Programme, pk=pk)
    today = timezone.localdate()
    found = caseload_of(programme, request.user.organisation_id, on=today)
    context = {
        "programme": programme,
        "found": found,
        "criteria": render(found.criterion, names=found.names),
        "rows": [
            (wider, phrase(wider.before, names=found.names), _after(wider, found.names))
            for wider in found.wider
        ],
        "others": mapping.stating_criteria(on=today),
        "today": today,
    }
    return show(request, "widening", "gaps", context)


def _after(wider: Wider, names: dict[str, str]) -> str:
    """Empty where the criterion is left out."""
    return phrase(wider.after, names=names) if wider.after else ""
