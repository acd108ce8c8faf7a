"""The days on which somebody and an employer meet."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.employment import queries


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    zone = timezone.get_current_timezone()
    for met in queries.interviews_to_come(case, on=timezone.localdate(now)):
        yield Appointment(
            key=f"employer-{met.pk}",
            at=datetime.combine(met.on, met.starts_at, tzinfo=zone) if met.starts_at else met.on,
            label=_("You meet %(employer)s") % {"employer": met.employer_org},
            place=met.place,
        )
