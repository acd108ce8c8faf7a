"""Reception centres: their rooms, their nights, who stays and who waits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.refusals import Refused
from homeward.reception import actions, pages, queries
from homeward.reception.choices import LeftTo, PlaceKind, StayStatus
from homeward.reception.forms import CentreForm, LeaveForm, RoomForm, StayForm
from homeward.reception.models import Centre, Room, Stay

SECTION = {"section": "centres"}
NIGHTS_SHOWN = 14
USUAL_NIGHTS = 3


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def index(request: Request) -> HttpResponse:
    """Our centres with what is free tonight."""
    today = timezone.localdate()
    free = {offer.centre.pk: offer for offer in queries.offers(today)}
    context = {
        "centres": [(centre, free.get(centre.pk)) for centre in queries.centres()],
        **SECTION,
    }
    return render(request, "reception/centres.html", context)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def centre(request: Request, pk: int) -> HttpResponse:
    return _centre_page(request, get_object_or_404(queries.centres(), pk=pk))


def _centre_page(
    request: Request, found: Centre, *, status: int = 200, **more: Any
) -> HttpResponse:
    first = _first(request)
    stays = list(queries.stays_of(found))
    days = queries.days_of(found, first, NIGHTS_SHOWN)
    kinds = list(dict.fromkeys(day.kind for day in days))
    context = {
        "centre": found,
        "rooms": queries.rooms_of(found),
        "kinds": kinds,
        "nights": [
            (night, [day for day in days if day.night == night])
            for night in dict.fromkeys(day.night for day in days)
        ],
        "before": first - timedelta(days=NIGHTS_SHOWN),
        "after": first + timedelta(days=NIGHTS_SHOWN),
        "staying": [one for one in stays if one.status == StayStatus.STAYING],
        "coming": [one for one in stays if one.status == StayStatus.BOOKED],
        "waiting": queries.first_waiting(found),
        "left": [one for one in stays if one.status == StayStatus.LEFT][-10:],
        "today": timezone.localdate(),
        **more,
        **SECTION,
    }
    return render(request, "reception/centre.html", context, status=status)


def _first(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return timezone.localdate()


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def new(request: Request) -> HttpResponse:
    return _edit(request, None)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def change(request: Request, pk: int) -> HttpResponse:
    return _edit(request, get_object_or_404(Centre, pk=pk))


def _edit(request: Request, found: Centre | None) -> HttpResponse:
    names = ("name", "place", "opens_on", "closes_on", "services", "phone")
    initial = {name: getattr(found, name) for name in names} if found else {}
    country = found.country_id if found else request.user.organisation_of_rows.country_id
    form = CentreForm(
        request.POST if request.method == "POST" else None,
        countries=queries.countries(),
        initial=initial | {"country": country},
    )
    reasons: Any = []
    if request.method == "POST" and form.is_valid():
        about = actions.About(**form.cleaned_data)
        try:
            saved = actions.save_centre(about, centre=found, by=request.user)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = {"form": form, "centre": found, "reasons": reasons, **SECTION}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "reception/centre_form.html", context, status=status)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def new_room(request: Request, pk: int) -> HttpResponse:
    return _edit_room(request, get_object_or_404(Centre, pk=pk), None)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def room(request: Request, room: int) -> HttpResponse:
    found = get_object_or_404(Room.objects.select_related("centre"), pk=room)
    return _edit_room(request, found.centre, found)


def _edit_room(request: Request, found: Centre, known: Room | None) -> HttpResponse:
    names = ("name", "kind", "beds", "held_back")
    initial = {name: getattr(known, name) for name in names} if known else {}
    form = RoomForm(request.POST if request.method == "POST" else None, initial=initial)
    reasons: Any = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"kind": PlaceKind(form.cleaned_data["kind"])}
        try:
            actions.save_room(found, room=known, by=request.user, **data)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "centre": found, "room": known, "reasons": reasons, **SECTION}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "reception/room_form.html", context, status=status)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def book(request: Request, pk: UUID) -> HttpResponse:
    """A place for somebody of a party, with what is free that night in sight."""
    arrival = get_object_or_404(Arrival, pk=pk)
    people = queries.household_of(arrival)
    at = timezone.localtime(arrival.expected_at).date() if arrival.expected_at else None
    first = max(at, timezone.localdate()) if at else timezone.localdate()
    form = StayForm(
        request.POST if request.method == "POST" else None,
        people=people,
        centres=list(queries.centres()),
        initial={
            "person": people[0].pk if len(people) == 1 else None,
            "from_on": first,
            "until_on": first + timedelta(days=USUAL_NIGHTS),
            "kind": PlaceKind.FAMILIES if len(people) > 1 else PlaceKind.ANYBODY,
        },
    )
    reasons: Any = []
    if request.method == "POST" and form.is_valid():
        try:
            stay = _book(request, arrival, form)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            _say(request, stay)
            return redirect("reception:book", arrival.pk)
    context = {
        "arrival": arrival,
        "title": pages.title(arrival, people),
        "form": form,
        "reasons": reasons,
        "offers": queries.offers(first),
        "first": first,
        "is_absent": arrival.status == ArrivalStatus.NOT_ARRIVED,
        "section": "arrivals",
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "reception/book.html", context, status=status)


def _book(request: Request, arrival: Arrival, form: StayForm) -> Stay:
    data = form.cleaned_data
    wanted = actions.Wanted(
        person=data["person"],
        kind=PlaceKind(data["kind"]),
        from_on=data["from_on"],
        until_on=data["until_on"],
        case_reference=arrival.reference,
    )
    return actions.book(
        data["centre"], wanted, may_wait=data["may_wait"], by=request.user, at=timezone.now()
    )


def _say(request: Request, stay: Stay) -> None:
    if stay.status == StayStatus.WAITING:
        messages.warning(request, _("Nothing is free: they stand on the waiting list."))
    else:
        told = {"room": stay.room, "bed": stay.bed, "centre": stay.centre}
        messages.success(request, _("Bed %(bed)s of room %(room)s in %(centre)s is kept.") % told)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
@require_POST
def move(request: Request, pk: UUID) -> HttpResponse:
    """Moved in, given a place from the waiting list, or not coming."""
    stay = get_object_or_404(Stay.objects.select_related("centre"), pk=pk)
    verbs = {
        "in": (actions.move_in, _("Moved in.")),
        "place": (actions.give_place, _("A bed is kept for them.")),
        "cancel": (actions.cancel_stay, _("Taken off. The bed is free.")),
    }
    act, told = verbs.get(request.POST.get("do", ""), verbs["in"])
    try:
        act(stay, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _centre_page(request, stay.centre, reasons=refusal.reasons, status=409)
    messages.success(request, told)
    return redirect(stay.centre)


@page("reception.run_centres", purpose=Purpose.ARRIVAL)
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Who leaves, on which day, and where to."""
    stay = get_object_or_404(Stay.objects.select_related("centre", "person", "room"), pk=pk)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate()},
    )
    reasons: Any = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.leave(
                stay, on=data["on"], left_to=LeftTo(data["left_to"]), where=data["where"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Left. The bed is free from that night on."))
            return redirect(stay.centre)
    context = {"stay": stay, "form": form, "reasons": reasons, **SECTION}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "reception/leave.html", context, status=status)
