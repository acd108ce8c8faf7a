"""Quiet hours of a country, as an organisation states them."""

from datetime import datetime, time

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.messages import queries
from homeward.messages.choices import Reason
from homeward.messages.models import QuietHours
from homeward.places.models import Country


@transaction.atomic
def state_hours(
    country: Country, zone: str, *, starts: time, ends: time, by: User, at: datetime
) -> QuietHours:
    """Holds from the next minute on; what was stated before stays to be seen."""
    require(by, "messages.write_texts")
    checks = [
        (starts != ends, Reason.SAME_HOURS),
        (zone in queries.zones_of(country.pk), Reason.NO_ZONE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return QuietHours.objects.create(
        organisation=by.organisation_of_rows,
        country=country,
        zone=zone,
        starts=starts,
        ends=ends,
        stated_at=at,
        stated_by=by,
    )
