"""Reception on the pages of a case: what the desk said, the hand-over, and who did not arrive."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions as cases
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused
from homeward.persons import queries as persons
from homeward.places.names import language_name
from homeward.reception import actions, pages, queries
from homeward.reception.forms import ExpectForm


@page("reception.read_arrival")
def arrival(request: Request, pk: UUID) -> HttpResponse:
    """What reception says of a case, where agreement and consent let the reader see it."""
    case = get_object_or_404(Case, pk=pk)
    return _arrival_page(request, case, queries.arrival_of(case))


def _arrival_page(
    request: Request, case: Case, found: Arrival | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    people = persons.members(case.household_id)
    screenings = queries.screenings_of(found) if found else {}
    orientation = queries.orientation_of(found) if found else None
    hand_over = queries.hand_overs([case.pk]).get(case.pk)
    is_ours = request.user.organisation_id == case.case_org_id
    context = {
        "case": case,
        "title": persons.family_name_of(people),
        "arrival": found,
        "needs": pages.needs(found, queries.preparations([found])) if found else [],
        "check_in": queries.last_check_ins([found]).get(found.pk) if found else None,
        "screenings": [
            (person, screenings[person.pk]) for person in people if person.pk in screenings
        ],
        "orientation": orientation,
        "language": language_name(orientation.language)
        if orientation and orientation.language
        else "",
        "hand_over": hand_over,
        "may_take": bool(hand_over and hand_over.is_open and is_ours)
        and can(request.user, "reception.take_over"),
        "is_absent": bool(found and found.status == ArrivalStatus.NOT_ARRIVED),
        "may_expect": can(request.user, "cases.announce_arrival"),
        "expect_form": ExpectForm(initial={"flight": found.flight if found else ""}),
        "tab": "arrival",
        "section": "cases",
        **more,
    }
    return render(request, "reception/case.html", context, status=status)


@page("reception.take_over")
@require_POST
def take_over(request: Request, pk: UUID) -> HttpResponse:
    """The case manager confirms the hand-over and is named as its receiver."""
    case = get_object_or_404(Case, pk=pk)
    try:
        actions.take_over(case, by=request.user, at=timezone.now())
    except Refused as refusal:
        found = queries.arrival_of(case)
        return _arrival_page(request, case, found, reasons=refusal.reasons, status=409)
    messages.success(request, _("Confirmed: the case is yours. The desk sees that you have it."))
    return redirect(case)


@page("cases.announce_arrival")
@require_POST
def expect_again(request: Request, pk: UUID) -> HttpResponse:
    """They did not arrive and travel later: the desk expects them again."""
    case = get_object_or_404(Case, pk=pk)
    found = queries.arrival_of(case)
    form = ExpectForm(request.POST)
    if found is None or not form.is_valid():
        return _arrival_page(request, case, found, expect_form=form, status=422)
    try:
        cases.expect_again(
            found,
            expected_at=form.expected_at or timezone.now(),
            flight=form.cleaned_data["flight"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _arrival_page(
            request, case, found, expect_form=form, reasons=refusal.reasons, status=409
        )
    messages.success(request, _("The desk expects them again."))
    return redirect(case)
