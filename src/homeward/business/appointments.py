"""The next visits of an adviser to the business."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.business import queries
from homeward.cases.appointments import Appointment
from homeward.cases.models import Case


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    for visit in queries.visits_to_come(case, on=timezone.localdate(now)):
        if visit.next_on:
            yield Appointment(
                key=f"visit-{visit.pk}",
                at=visit.next_on,
                label=_("An adviser visits your business"),
            )
