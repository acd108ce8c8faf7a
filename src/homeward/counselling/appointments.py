"""The sessions that the person is told of."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.counselling import queries


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    for session in queries.coming_of(case, now=now):
        yield Appointment(
            key=f"session-{session.pk}",
            at=session.planned_at,
            # Not which kind: others may read over the shoulder, and a psychosocial one tells.
            label=_("Session"),
            place=session.place or session.get_location_display(),
        )
