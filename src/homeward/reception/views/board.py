"""The desk's board: who lands when, what is ready, and who prepares it."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.refusals import Refused
from homeward.reception import actions, pages, queries
from homeward.reception.choices import EntryPart
from homeward.reception.forms import AssignForm

FILTERS = ("day", "entry", "flight")


@page("cases.receive", purpose=Purpose.ARRIVAL)
def arrivals(request: Request) -> HttpResponse:
    """What lands when, what each party needs and what is ready."""
    today = timezone.localdate()
    every = list(cases.on_board(today))
    current = _current(request, today)
    of_day = _of_day(every, current, today)
    shown = [one for one in of_day if _fits(request, one)]
    landings = pages.landings(shown)
    overdue = sum(pages.key_of(one, today) == pages.OVERDUE for one in every)
    context = {
        "flights": pages.flights(landings),
        "parties": len(landings),
        "tabs": pages.tabs(every, today, current),
        "heading": pages.heading(current),
        "people": sum(one.size for one in landings),
        "to_come": sum(one.is_expected for one in landings),
        "not_taken_over": sum(bool(one.hand_over and one.hand_over.is_open) for one in landings),
        "overdue": overdue if current != pages.OVERDUE else 0,
        "one_day": current not in (pages.OVERDUE, pages.LATER),
        "day": current,
        "asked": _asked(request),
        "around": _around(request, current),
        "entries": queries.entries_of(request.user, EntryPart.RECEPTION),
        "flight_names": sorted({one.flight for one in of_day if one.flight}),
        "offers": queries.offers(_night(current, today)),
        "step": pages.step(landings, user=request.user),
        "section": "arrivals",
    }
    return render(request, "reception/arrivals.html", context)


def _current(request: Request, today: date) -> str:
    """The tab that is asked for, or any other day; today where nothing is."""
    asked = request.GET.get("day", "")
    if asked in pages.keys(today):
        return asked
    try:
        return date.fromisoformat(asked).isoformat()
    except ValueError:
        return today.isoformat()


def _of_day(every: list[Arrival], current: str, today: date) -> list[Arrival]:
    if current in pages.keys(today):
        return [one for one in every if pages.key_of(one, today) == current]
    return list(cases.board(date.fromisoformat(current)))


def _fits(request: Request, arrival: Arrival) -> bool:
    entry, flight = request.GET.get("entry", ""), request.GET.get("flight", "")
    return (not entry or str(arrival.entry_id) == entry) and (
        not flight or arrival.flight == flight
    )


def _asked(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in FILTERS}


def _around(request: Request, current: str) -> dict[str, str]:
    """The days before and after, with what else is filtered."""
    if current in (pages.OVERDUE, pages.LATER):
        return {}
    day = date.fromisoformat(current)
    rest = {name: text for name, text in _asked(request).items() if text and name != "day"}
    return {
        name: urlencode({"day": (day + timedelta(days=n)).isoformat()} | rest)
        for name, n in (("before", -1), ("after", 1))
    }


def _night(current: str, today: date) -> date:
    return today if current in (pages.OVERDUE, pages.LATER) else date.fromisoformat(current)


@page("cases.receive", purpose=Purpose.ARRIVAL)
def print_day(request: Request) -> HttpResponse:
    """The day on paper: for the gate, and for when nothing else works."""
    today = timezone.localdate()
    current = _current(request, today)
    of_day = _of_day(list(cases.on_board(today)), current, today)
    landings = pages.landings([one for one in of_day if _fits(request, one)])
    context = {
        "landings": landings,
        "heading": pages.heading(current),
        "people": sum(one.size for one in landings),
        "printed_at": timezone.now(),
        "back": f"{reverse('reception:arrivals')}?{urlencode(_asked(request))}",
    }
    return render(request, "reception/print.html", context)


def _open_need(arrival: Arrival, need: str) -> ArrivalNeed:
    if need not in arrival.needs:
        raise Http404
    return ArrivalNeed(need)


def back_to_board(request: Request, arrival: Arrival) -> HttpResponse:
    """To where the party stands, with the filters that were on."""
    asked = {name: text for name in FILTERS if (text := request.POST.get(name, ""))}
    query = f"?{urlencode(asked)}" if asked else ""
    return redirect(f"{reverse('reception:arrivals')}{query}#arrival-{arrival.pk}")


@page("cases.receive", purpose=Purpose.ARRIVAL)
@require_POST
def prepare(request: Request, pk: UUID) -> HttpResponse:
    arrival = get_object_or_404(Arrival, pk=pk)
    need = _open_need(arrival, request.POST.get("need", ""))
    done = request.POST.get("done") == "1"
    actions.tick(arrival, need, done=done, by=request.user, at=timezone.now())
    return back_to_board(request, arrival)


@page("reception.prepare", purpose=Purpose.ARRIVAL)
def assign(request: Request, pk: UUID, need: str) -> HttpResponse:
    """Who prepares what until when."""
    arrival = get_object_or_404(Arrival, pk=pk)
    wanted = _open_need(arrival, need)
    known = queries.preparations([arrival]).get((arrival.pk, need))
    until = timezone.localtime(known.until) if known and known.until else None
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        colleagues=list(queries.colleagues(request.user)),
        initial={
            "preparer": known.preparer_id if known else request.user.pk,
            "until_on": until.date() if until else None,
            "until_at": until.strftime("%H:%M") if until else "",
            "note": known.note if known else "",
        },
    )
    if request.method != "POST" or not form.is_valid():
        return _assign_page(request, arrival, wanted, form, status=422 if form.errors else 200)
    try:
        actions.assign(
            arrival,
            wanted,
            preparer=form.cleaned_data["preparer"],
            until=form.until,
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _assign_page(request, arrival, wanted, form, reasons=refusal.reasons, status=409)
    messages.success(request, _("Noted. It stands in their work until it is ready."))
    return back_to_board(request, arrival)


def _assign_page(
    request: Request, arrival: Arrival, need: ArrivalNeed, form: AssignForm, **more: Any
) -> HttpResponse:
    status = more.pop("status")
    people = queries.household_of(arrival)
    context = {
        "arrival": arrival,
        "title": pages.title(arrival, people),
        "need": need.label,
        "form": form,
        "is_over": arrival.status != ArrivalStatus.EXPECTED,
        "section": "arrivals",
        **more,
    }
    return render(request, "reception/assign.html", context, status=status)
