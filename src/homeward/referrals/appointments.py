"""The first days at services that said yes."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.referrals import queries
from homeward.referrals.choices import Status


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    today = timezone.localdate(now)
    for referral in queries.of_case(case):
        if referral.status == Status.ACCEPTED and (referral.first_day or today) >= today:
            if referral.first_day is None:
                continue
            yield Appointment(
                key=f"referral-{referral.pk}",
                at=referral.first_day,
                label=_("First day: %(service)s") % {"service": queries.title(referral)},
                place=str(referral.receiver_org),
            )
