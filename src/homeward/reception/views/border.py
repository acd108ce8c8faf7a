"""The border officer's list: who lands at their point of entry, and nothing else."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.reception import queries
from homeward.reception.choices import EntryPart

DAYS_SHOWN = 7


@page("reception.look_at_border", purpose=Purpose.ARRIVAL)
def border(request: Request) -> HttpResponse:
    """Arrivals of a day, as the agreement lets this authority see them."""
    today = timezone.localdate()
    day = _day(request, today)
    days = [today + timedelta(days=n) for n in range(DAYS_SHOWN)]
    people = queries.border_days(days[0], days[-1])
    listed = queries.at_the_border(day)
    context = {
        "day": day,
        "days": [(one, people.get(one, 0), one == day) for one in days],
        "listed": listed,
        "people": sum(one.people for one in listed),
        "entries": queries.entries_of(request.user, EntryPart.BORDER),
        "section": "border",
    }
    return render(request, "reception/border.html", context)


def _day(request: Request, today: date) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
