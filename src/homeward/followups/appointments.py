"""When somebody asks the person how they are doing: the first day from which it may be."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.cases.appointments import Appointment
from homeward.cases.models import Case
from homeward.followups import choices
from homeward.followups.queries import planning


def of(case: Case, now: datetime) -> Iterator[Appointment]:
    today = timezone.localdate(now)
    for one in planning.of_case(case):
        if one.status == choices.Status.PLANNED and one.closes_on >= today:
            yield Appointment(
                key=f"followup-{one.pk}",
                at=max(one.opens_on, today),
                label=_("Somebody asks how you are doing"),
                place=one.get_kind_display(),
            )
