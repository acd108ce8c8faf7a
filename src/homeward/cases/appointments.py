"""The days that a person is told of: each feature above tells its own, from whatever it keeps.

A feature's urls.py adds its source; what is read is the reader's own rows, under the gate.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival, Case


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """`key` stays the same when the day moves, so that a calendar moves it too. A day without an
    hour is a date. `label` says what it is to the person; no calendar is given it."""

    key: str
    at: date | datetime
    label: Any
    place: Any = ""

    @property
    def day(self) -> date:
        return timezone.localdate(self.at) if isinstance(self.at, datetime) else self.at

    @property
    def order(self) -> tuple[date, time, str]:
        hour = timezone.localtime(self.at).time() if isinstance(self.at, datetime) else time.min
        return (self.day, hour, self.key)


Source = Callable[[Case, datetime], Iterable[Appointment]]


def _arrival(case: Case, now: datetime) -> Iterable[Appointment]:
    expected = Arrival.objects.filter(
        case=case, status=ArrivalStatus.EXPECTED, expected_at__gte=now
    ).select_related("reception_org")
    for one in expected:
        if one.expected_at:
            yield Appointment(
                key=f"arrival-{one.pk}", at=one.expected_at, label=_("You arrive"),
                place=one.point_of_entry or one.reception_org,
            )  # fmt: skip


SOURCES: list[Source] = [_arrival]


def add(source: Source) -> None:
    """`source(case, now)` gives what is to come, that of today included."""
    if source not in SOURCES:
        SOURCES.append(source)


def coming(case: Case, *, now: datetime) -> list[Appointment]:
    """All of them, the next first."""
    found = [one for source in SOURCES for one in source(case, now)]
    return sorted(found, key=lambda one: one.order)
