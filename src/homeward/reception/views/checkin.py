"""The list at the gate: light, in big targets, each answer with a key that counts once.

A phone that loses its connection takes the day's list along instead (`offline`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.reception import actions, pages, queries
from homeward.reception.choices import Presence, Reason


@dataclass(frozen=True, kw_only=True)
class OnList:
    """One party at the gate, with a key for an answer that comes without a script."""

    arrival: Arrival
    title: str
    people: list[tuple[int, Person, str]]
    key: UUID

    @property
    def is_open(self) -> bool:
        return self.arrival.status == ArrivalStatus.EXPECTED

    @property
    def size(self) -> int:
        return self.arrival.adults + self.arrival.children


@page("reception.check_in", purpose=Purpose.ARRIVAL)
def check_in(request: Request) -> HttpResponse:
    """Who is on one flight, to be ticked as they come out."""
    return _list(request, request.GET)


def _day(asked: QueryDict) -> date:
    try:
        return date.fromisoformat(asked.get("day", ""))
    except ValueError:
        return timezone.localdate()


def _asked(request: HttpRequest, arrival: Arrival) -> QueryDict:
    """The list that the answer came from, or the one on which the arrival stands."""
    if "day" in request.GET:
        return request.GET
    return QueryDict(urlsplit(pages.list_url(arrival)).query)


def _list(request: Request, asked: QueryDict, *, status: int = 200, **more: Any) -> HttpResponse:
    day, flight = _day(asked), asked.get("flight", "")
    entry = asked.get("entry", "")
    found = list(queries.on_flight(day, flight, int(entry) if are_digits(entry) else None))
    names = cases.manifest(found)
    parties = [
        OnList(
            arrival=one,
            title=pages.title(one, names[one.pk]),
            people=[(n, p, pages.described(p)) for n, p in enumerate(names[one.pk])],
            key=uuid4(),
        )
        for one in found
    ]
    arrived = sum((one.arrived_adults or 0) + (one.arrived_children or 0) for one in found)
    context = {
        "parties": parties,
        "day": day,
        "flight": flight,
        "query": asked.urlencode(),
        "people": sum(one.size for one in parties),
        "arrived": arrived,
        "left": sum(one.is_open for one in parties),
        **more,
    }
    return render(request, "reception/check_in.html", context, status=status)


@page("reception.check_in", purpose=Purpose.ARRIVAL)
@require_POST
def say(request: Request, pk: UUID) -> HttpResponse:
    """One party's answer."""
    arrival = get_object_or_404(Arrival, pk=pk)
    try:
        said = _said(request, arrival)
        actions.check_in(arrival, said, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, arrival, refusal)
    messages.success(request, _("Noted: %(reference)s.") % {"reference": arrival.reference})
    query = _asked(request, arrival).urlencode()
    return redirect(f"{reverse('reception:check_in')}?{query}#p-{arrival.pk}")


def _refused(request: Request, arrival: Arrival, refusal: Refused) -> HttpResponse:
    asked = _asked(request, arrival)
    return _list(request, asked, reasons=refusal.reasons, refused=arrival.pk, status=409)


def _said(request: Request, arrival: Arrival) -> actions.Said:
    posted = request.POST
    presence = posted.get("presence", "")
    if presence not in Presence.values:
        raise Refused(Reason.NOBODY_PRESENT)
    adults, children, places = _who(request, arrival, Presence(presence))
    return actions.Said(
        key=_key(posted.get("key", "")),
        presence=Presence(presence),
        adults=adults,
        children=children,
        places=places,
        said_at=timezone.now(),
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Refused(Reason.NOBODY_PRESENT) from error


def _who(request: Request, arrival: Arrival, presence: Presence) -> tuple[int, int, list[int]]:
    """Adults, children and places on the list: by names where they are shared, else by numbers."""
    if presence == Presence.ARRIVED:
        return arrival.adults, arrival.children, []
    if presence == Presence.NOT_ARRIVED:
        return 0, 0, []
    ticked = [int(n) for n in request.POST.getlist("place") if are_digits(n)]
    if ticked:
        household = queries.household_of(arrival)
        there = [household[n] for n in ticked if n < len(household)]
        adults, children = queries.party(there, on=timezone.localdate())
        return adults, children, ticked
    return _number(request, "adults"), _number(request, "children"), []


def _number(request: Request, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if are_digits(text) else 0
