"""The days on which a country, or one organisation, does not work."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.tasks import calendars
from homeward.tasks.models import CalendarYear, Holiday, Weekend

NO_CALENDAR = "no calendar of this country"


@transaction.atomic
def keep_calendar(country_id: str, year: int, *, at: datetime) -> int:
    """Keeps a country's weekend and holidays of a year as rows. How many days that were.

    What was kept once stays as it was: due days that were told rest on it.
    """
    if CalendarYear.objects.filter(country_id=country_id, year=year).exists():
        return 0
    found = calendars.of_country(country_id, year)
    CalendarYear.objects.create(
        country_id=country_id,
        year=year,
        is_known=found is not None,
        source=calendars.SOURCE if found else NO_CALENDAR,
        kept_at=at,
    )
    if found is None:
        return 0
    _keep_weekend(country_id, found.weekend, year)
    kept = Holiday.objects.bulk_create(
        Holiday(country_id=country_id, on=on, name=name[:120], source=calendars.SOURCE, added_at=at)
        for on, name in found.days.items()
    )
    return len(kept)


def _keep_weekend(country_id: str, days: tuple[int, ...], year: int) -> None:
    latest = (
        Weekend.objects.filter(country_id=country_id, valid_from__lte=date(year, 1, 1))
        .order_by("-valid_from")
        .first()
    )
    if latest is None or tuple(latest.days) != days:
        Weekend.objects.get_or_create(
            country_id=country_id,
            valid_from=date(year, 1, 1),
            defaults={"days": list(days), "source": calendars.SOURCE},
        )


@transaction.atomic
def add_day(on: date, name: str, source: str, *, is_off: bool, by: User, at: datetime) -> Holiday:
    """A day on which the actor's organisation rests, or works though its country rests."""
    require(by, "tasks.state_days")
    org = by.organisation_of_rows
    holiday, _new = Holiday.objects.get_or_create(
        country_id=org.country_id,
        on=on,
        owner_org=org,
        defaults={
            "name": name,
            "source": source,
            "is_off": is_off,
            "added_by": by,
            "added_at": at,
        },
    )
    return holiday


@transaction.atomic
def take_back_day(holiday: Holiday, *, by: User) -> None:
    """An own day that was wrong. Days told already stay as they were told."""
    require(by, "tasks.state_days")
    Holiday.objects.filter(pk=holiday.pk, owner_org=by.organisation_of_rows).delete()
