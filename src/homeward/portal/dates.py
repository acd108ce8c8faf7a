"""The person's dates, and the file that a phone's calendar takes."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from homeward.access.pages import Request
from homeward.cases import appointments
from homeward.cases.appointments import Appointment
from homeward.files.answers import to_keep
from homeward.portal import queries
from homeward.portal.pages import own_page
from homeward.signins.choices import Part

TYPE = "text/calendar; charset=utf-8"


@own_page("portal.read", part=Part.APPOINTMENTS)
def dates(request: Request) -> HttpResponse:
    return render(request, "portal/appointments.html", {"dates": _coming(request)})


@own_page("portal.read", part=Part.APPOINTMENTS)
def calendar(request: Request) -> HttpResponse:
    """Days and hours alone (RFC 5545): a calendar is read by others, and by its maker's servers."""
    made = Calendar()
    made.add("prodid", "-//calendar//EN")
    made.add("version", "2.0")
    for one in _coming(request):
        made.add_component(_event(one, now=timezone.now()))
    return to_keep(made.to_ical(), name="dates.ics", content_type=TYPE)


def _event(one: Appointment, *, now: datetime) -> Event:
    event = Event()
    # The same for the same appointment, so that one whose day moved takes its own place.
    event.add("uid", f"{queries.calendar_key(one.key)}@calendar.invalid")
    event.add("dtstamp", now)
    event.add("dtstart", one.at)
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    return event


def _coming(request: Request) -> list[Appointment]:
    case = queries.case_of(request.user)
    return appointments.coming(case, now=timezone.now()) if case else []
