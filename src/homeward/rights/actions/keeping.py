"""How long files are kept, and what keeps one longer."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.rights.choices import HoldKind, Reason
from homeward.rights.models import Hold, RetentionRule


@transaction.atomic
def hold(
    person: Person, kind: HoldKind, note: str, *, until: date | None, by: User, at: datetime
) -> Hold:
    """Nobody erases the file while this stands."""
    require(by, "rights.hold")
    if until is not None and until < at.date():
        raise Refused(Reason.ENDS_IN_THE_PAST)
    return Hold.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=person.programme_id,
        person=person,
        kind=kind,
        note=note,
        until=until,
        set_by=by,
        set_at=at,
    )


@transaction.atomic
def end_hold(held: Hold, *, by: User, at: datetime) -> Hold:
    require(by, "rights.hold")
    held = Hold.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if held.ended_at:
        raise Refused(Reason.HOLD_ENDED)
    held.ended_at, held.ended_by = at, by
    held.save(update_fields=["ended_at", "ended_by"])
    return held


@transaction.atomic
def set_retention(
    programme: Programme, months: int, *, valid_from: date, source: str, by: User
) -> RetentionRule:
    """A new rule from a day on; the earlier ones stay for what was decided by them."""
    require(by, "rights.set_retention")
    if programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OWNER)
    return RetentionRule.objects.create(
        programme=programme, months=months, valid_from=valid_from, source=source, set_by=by
    )
