"""Pages of absences, and of the days on which a country does not work."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.tasks import actions, queries
from homeward.tasks.forms import AbsenceForm, DayForm
from homeward.tasks.models import Absence, Holiday

YEARS = range(2000, 2101)


@page("tasks.state_absence")
def absences(request: Request) -> HttpResponse:
    """My absences, whom I cover for, and for who leads those of all colleagues."""
    user, today = request.user, timezone.localdate()
    of_others = can(user, "tasks.state_absence_of_others")
    form = AbsenceForm(
        request.POST or None,
        reader=user,
        colleagues=list(queries.colleagues(user)),
        of_others=of_others,
        initial={"user": str(user.pk)},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.state_absence(
                form.who(),
                form.who_covers(),
                from_on=given["from_on"],
                until_on=given["until_on"],
                by=user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(
                request,
                _("Stated. %(name)s has what waits meanwhile.") % {"name": form.who_covers()},
            )
            return redirect("tasks:absences")
    seen = queries.absences_of_team if of_others else queries.absences_of
    context = {
        "section": "my_work",
        "form": form,
        "reasons": reasons,
        "absences": seen(user, on=today),
        "of_others": of_others,
        "today": today,
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "tasks/absences.html", context, status=status)


@page("tasks.state_absence")
@require_POST
def end_absence(request: Request, pk: UUID) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=pk)
    actions.end_absence(absence, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s is back.") % {"name": absence.user})
    return redirect("tasks:absences")


@page("tasks.read_rules")
def calendar(request: Request) -> HttpResponse:
    """The days of the reader's own country, or of the one in the address."""
    user = request.user
    own = user.organisation_of_rows.country_id
    country = get_object_or_404(Country, pk=request.GET.get("country") or own)
    year = _year(request.GET.get("year", ""))
    may_state = can(user, "tasks.state_days") and country.pk == own
    form = DayForm(request.POST or None) if may_state else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        actions.add_day(
            given["on"],
            given["name"],
            given["source"],
            is_off=given["is_off"] == "off",
            by=user,
            at=timezone.now(),
        )
        messages.success(request, _("Kept. Waits of your organisation count by it from now on."))
        return redirect(f"{request.path}?country={country.pk}&year={given['on'].year}")
    kept = queries.calendar(country.pk, year, organisation_id=user.organisation_id)
    context = {
        "section": "deadlines",
        "country": country,
        "year": year,
        "years": [year - 1, year + 1],
        "calendar": kept,
        "rest_days": [str(WEEKDAYS[day - 1]) for day in kept.weekend],
        "form": form,
        "countries": queries.countries_with_a_calendar({own, country.pk}),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "tasks/calendar.html", context, status=status)


def _year(given: str) -> int:
    year = int(given) if given.isascii() and are_digits(given) else 0
    return year if year in YEARS else timezone.localdate().year


@page("tasks.state_days")
@require_POST
def take_back_day(request: Request, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday, pk=pk, owner_org=request.user.organisation_id)
    actions.take_back_day(holiday, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("tasks:calendar")
