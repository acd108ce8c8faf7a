"""The tickets of the way home."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.departures import queries


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    for leg in queries.legs_of(case):
        if leg.departs_at >= now:
            yield Appointment(
                key=f"travel-{leg.pk}",
                at=leg.departs_at,
                label=_("You travel to %(place)s") % {"place": leg.to_place},
                place=leg.from_place,
            )
