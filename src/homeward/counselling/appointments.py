"""The sessions that the person is told of."""

from collections.abc import Iterator
from datetime import datetime

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.counselling import queries


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    for session in queries.coming_of(case, now=now):
        yield Appointment(
            key=f"session-{session.pk}",
            at=session.planned_at,
            label=session.get_kind_display(),
            place=session.place or session.get_location_display(),
        )
