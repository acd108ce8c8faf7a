"""The person's own blocks: set and lifted by the person, or by a worker who is told so."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import ledger, rules
from homeward.persons.actions.notices import (
    Ended,
    Line,
    announce,
    owner_of_row,
    tell_recipients,
)
from homeward.persons.actions.remembering import remember_block, remember_lift
from homeward.persons.choices import Reason
from homeward.persons.models import Block, Person
from homeward.places.models import Country


@transaction.atomic
def block(
    person: Person,
    *,
    organisation: Organisation | None = None,
    country: Country | None = None,
    reason: str = "",
    by: User,
    at: datetime,
    reference: str = "",
) -> Block:
    """Shuts out an organisation or a country, whatever else is given, agreed or approved."""
    require(by, _verb(by))
    refuse_if(
        rules.reasons_not_to_block(
            somebody_chosen=(organisation is None) != (country is None),
            blocked_already=ledger.is_blocked(person.pk, organisation, country),
        )
    )
    lines = _open_to(person, organisation, country)
    ended = Ended(person=person, lines=lines, since=at, reference=reference)
    tell_recipients(ended, by=by, at=at)
    made = Block(
        owner_org_id=owner_of_row(by, person),
        programme_id=person.programme_id,
        person=person,
        organisation=organisation,
        country=country,
        reason=reason,
        set_at=at,
        set_by=by,
    )
    Block.objects.bulk_create([made])
    announce([ended], by=by, at=at)
    remember_block(made, by=by, at=at)
    return made


@transaction.atomic
def block_own(
    files: Sequence[Person],
    *,
    organisation: Organisation | None = None,
    country: Country | None = None,
    reason: str = "",
    by: User,
    at: datetime,
    reference: str = "",
) -> list[Block]:
    """The same by the person, in each of their files where it does not stand yet."""
    lacking = [one for one in files if not ledger.is_blocked(one.pk, organisation, country)]
    return [
        block(
            one, organisation=organisation, country=country, reason=reason, by=by, at=at,
            reference=reference,
        )
        # Where it stands in all of them, the rule says so.
        for one in lacking or files
    ]  # fmt: skip


def _verb(by: User) -> str:
    return "persons.decide_own" if by.is_returnee else "persons.block"


def _open_to(
    person: Person, organisation: Organisation | None, country: Country | None
) -> frozenset[Line]:
    """What stands open now to those whom the block shuts out."""
    with connection.cursor() as cursor:
        cursor.execute("select recipient_org, purpose, class from persons_opened(%s)", [person.pk])
        lines = [Line(*row) for row in cursor.fetchall()]
    recipients = Organisation.objects.in_bulk({line.recipient_org_id for line in lines})
    shut = {
        pk
        for pk, one in recipients.items()
        if one == organisation or (country is not None and one.country_id == country.pk)
    }
    return frozenset(line for line in lines if line.recipient_org_id in shut)


@transaction.atomic
def lift_own(block: Block, files: Sequence[UUID], *, by: User, at: datetime) -> None:
    """The block is lifted by the person in each of their files in which it stands."""
    same = Block.objects.filter(
        person_id__in=files, organisation=block.organisation, country=block.country,
        lifted_at__isnull=True,
    )  # fmt: skip
    for one in list(same) or [block]:
        lift_block(one, by=by, at=at)


@transaction.atomic
def lift_block(block: Block, *, by: User, at: datetime) -> Block:
    """What consents, clauses and approved grounds open is open again."""
    require(by, _verb(by))
    locked = (
        Block.objects.select_for_update(of=("self",))
        .filter(pk=block.pk, lifted_at__isnull=True)
        .first()
    )
    if locked is None:
        raise Refused(Reason.LIFTED_ALREADY)
    locked.lifted_at, locked.lifted_by = at, by
    locked.save(update_fields=["lifted_at", "lifted_by"])
    remember_lift(locked, by=by, at=at)
    return locked
