"""Raises a wait where returns come to an area shortly before a programme opens there."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.alignment.models import Opening
from homeward.alignment.queries import territory
from homeward.alignment.rules.territory import month_of
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def raise_openings(*, by: User, at: datetime) -> list[Opening]:
    """For the actor's own cases alone; what was raised before is not raised again."""
    require(by, "alignment.decide")
    organisation = by.organisation_of_rows
    found = territory.calendar(
        organisation.pk, country="", need="", first=month_of(at.date()), today=at.date()
    )
    wanted = [
        Opening(
            owner_org=organisation,
            area=row.area,
            month=slot.month,
            programme_id=slot.offer.opening[0],
            opens_on=slot.offer.opening[1],
            raised_at=at,
        )
        for row in found.rows
        for slot in row.soon
        if slot.offer.opening and slot.expected and slot.expected.own
    ]
    return [opening for opening in wanted if _raise(opening, by, at)]


def _raise(opening: Opening, by: User, at: datetime) -> bool:
    known = Opening.objects.filter(
        area=opening.area, month=opening.month, programme=opening.programme
    )
    if known.exists():
        return False
    opening.save()
    tasks.begin(
        TaskKind.MEET_OPENING,
        opening.pk,
        holder_org=by.organisation_of_rows,
        waiter_org=by.organisation_of_rows,
        at=at,
        programme_id=opening.programme_id,
        reference=opening.programme.code,
    )
    return True
