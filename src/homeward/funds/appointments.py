"""The days on which a payment is due."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.funds import queries
from homeward.funds.choices import InstalmentStatus

TO_COME = {InstalmentStatus.PLANNED, InstalmentStatus.PROVEN, InstalmentStatus.REFUSED}


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    today = timezone.localdate(now)
    for instalment in queries.of_case(case):
        if instalment.status in TO_COME and instalment.due_on and instalment.due_on >= today:
            yield Appointment(
                key=f"payment-{instalment.pk}",
                at=instalment.due_on,
                label=_("A payment is due: %(what)s") % {"what": instalment.line.title},
            )
