"""Recording that somebody left again after a return."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import rules
from homeward.cases.actions.stages import locked
from homeward.cases.choices import Channel, Reason, SaidBy
from homeward.cases.models import Case, LeavingAgain
from homeward.cases.queries.applications import people_of
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.places.models import Country


@dataclass(frozen=True, kw_only=True)
class Left:
    """What is told of it; the first day of the month where only the month is known."""

    on: date
    channel: Channel
    said_by: SaidBy
    said_on: date
    day_is_known: bool = True
    to_country: Country | None = None
    told: str = ""


@transaction.atomic
def record_leaving(
    case: Case, person: Person, left: Left, *, by: User, at: datetime
) -> LeavingAgain:
    """Also on a closed case: what becomes of people is known later. Nothing else changes by it."""
    require(by, "cases.record_leaving")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_record_leaving(
            arrived_on=case.arrived_on,
            left_on=left.on,
            day_is_known=left.day_is_known,
            said_on=left.said_on,
            today=at.date(),
            of_case=person in people_of(case),
            left_already=LeavingAgain.objects.filter(
                case=case, person=person, taken_back_at__isnull=True
            ).exists(),
        )
    )
    return LeavingAgain.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        left_on=left.on,
        day_is_known=left.day_is_known,
        channel=left.channel,
        to_country=left.to_country,
        said_by=left.said_by,
        said_on=left.said_on,
        told=left.told,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def take_back_leaving(
    leaving: LeavingAgain, *, because: str, by: User, at: datetime
) -> LeavingAgain:
    """It was a mistake, or the person came back at once: it counts no more, and stays to read."""
    require(by, "cases.record_leaving")
    leaving = LeavingAgain.objects.select_for_update(of=("self",)).get(pk=leaving.pk)
    checks = [
        (leaving.taken_back_at is None, Reason.TAKEN_BACK),
        (leaving.owner_org_id == by.organisation_id, Reason.NOT_OURS),
        (bool(because.strip()), Reason.NO_REASON),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    leaving.taken_back_at = at
    leaving.taken_back_by = by
    leaving.taken_back_because = because
    leaving.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    return leaving
