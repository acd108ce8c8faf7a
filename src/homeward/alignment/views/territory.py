"""Where people return, when, and what is open there then."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.alignment import actions, forms, pages
from homeward.alignment.choices import Choice
from homeward.alignment.models import Opening
from homeward.alignment.queries import mapping, territory
from homeward.alignment.rules.territory import add_months, month_of
from homeward.alignment.views.parts import show
from homeward.core.refusals import Refused
from homeward.places import queries as places

# Classes of the gap map: no need, up to a quarter, up to a half, more of the needs unanswered.
STEPS = (0, 4, 8)


@page("alignment.count")
def calendar(request: Request) -> HttpResponse:
    form = forms.CalendarForm(request.GET)
    asked, today = form.asked, timezone.localdate()
    found = territory.calendar(
        request.user.organisation_id,
        country=asked["country"],
        need=asked["need"],
        first=month_of(today),
        today=today,
    )
    raised = territory.openings() if can(request.user, "alignment.decide") else []
    context = {
        "form": form,
        "found": found,
        "months": [(pages.short_month(month), pages.month_name(month)) for month in found.months],
        "names": territory.names(found),
        "step": pages.calendar_step(found, raised, request.user),
        "openings": raised,
        "today": today,
    }
    return show(request, "calendar", "calendar", context)


@page("alignment.decide")
@require_POST
def raise_openings(request: Request) -> HttpResponse:
    raised = len(actions.raise_openings(by=request.user, at=timezone.now()))
    if raised:
        words = ngettext(
            "%(n)d is on your organisation's list now, with a day.",
            "%(n)d are on your organisation's list now, each with a day.",
            raised,
        )
        messages.success(request, words % {"n": raised})
    else:
        messages.info(request, _("Nothing new: what your cases meet is on the list already."))
    return redirect("alignment:calendar")


@page("alignment.decide")
def opening(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Opening.objects.select_related("area", "programme", "decided_by"), pk=pk
    )
    form = forms.OpeningForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_opening(
                found,
                Choice(given["choice"]),
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Kept. It is off your organisation's list."))
            return redirect("alignment:calendar")
    context = {
        "opening": found,
        "month": pages.month_name(found.month),
        "form": form,
        "reasons": reasons,
    }
    return show(request, "opening", "calendar", context, status=409 if reasons else 200)


@page("alignment.count")
def gaps(request: Request) -> HttpResponse:
    today = timezone.localdate()
    months = [add_months(month_of(today), n) for n in range(territory.MONTHS)]
    form = forms.GapsForm(
        request.GET, months=[(m.isoformat(), pages.month_name(m)) for m in months]
    )
    asked = form.asked
    month = next((m for m in months if m.isoformat() == asked["month"]), months[0])
    found = territory.gaps(
        request.user.organisation_id,
        country=asked["country"],
        group=asked["group"],
        month=month,
        today=today,
    )
    programmes = list(mapping.stating_criteria(country=asked["country"], on=today))
    context = {
        "form": form,
        "found": found,
        "month": pages.month_name(month),
        "areas": places.as_areas({g.area.pk: (g.text, _step(g)) for g in found.rows}),
        "legend": [
            (1, _("every need is answered")),
            (2, _("up to 4 needs are not")),
            (3, _("5 to 8 needs are not")),
            (4, _("more than 8 needs are not")),
        ],
        "countries": sorted({gap.area.country_id for gap in found.rows}),
        "programmes": programmes,
        "step": pages.gaps_step(found, programmes, request.user),
        "today": today,
    }
    return show(request, "gaps", "gaps", context)


def _step(gap: territory.Gap) -> int:
    return 1 + sum(len(gap.unanswered) > most for most in STEPS)
