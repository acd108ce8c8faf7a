"""Closes again, in a restored backup, what persons closed after it was made.

Run as the database's owner before anybody is served. Each is closed by the action that closed it
first, so that recipients are told again and what hangs on it ends; where that is refused, because
who did it may no longer, the row is closed all the same and nobody is told.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.keys import closings
from homeward.access.keys import store as keys
from homeward.access.keys.closings import Closed, Closing
from homeward.access.models import Organisation, User
from homeward.core.refusals import Refused
from homeward.persons.actions.bases import end_basis
from homeward.persons.actions.blocks import block, lift_block
from homeward.persons.actions.withdrawing import narrow_consent, next_version, withdraw_consent
from homeward.persons.choices import BasisStatus
from homeward.persons.models import Block, Consent, LegalBasis, Person
from homeward.places.models import Country

REFUSALS = (Refused, PermissionDenied, DatabaseError, ObjectDoesNotExist)


@dataclass
class Replayed:
    """How many were closed again, and of how many of them nobody was told."""

    closed: int = 0
    untold: int = 0
    # What a row of the list is called here, where closing it again made another one.
    became: dict[UUID, UUID] = field(default_factory=dict)

    def here(self, row: UUID) -> UUID:
        return self.became.get(row, row)


def replay(*, at: datetime) -> Replayed:
    """Idempotent: what is closed stays as it is."""
    done = Replayed()
    again: dict[str, Callable[[Closing, Replayed, datetime], None]] = {
        Closed.CONSENT: _consent,
        Closed.BLOCK: _block,
        Closed.LIFT: _lift,
        Closed.BASIS: _basis,
    }
    noted = closings.noted()
    erased = keys.is_destroyed({one.person for one in noted})
    for one in noted:
        if one.person in erased:
            continue  # of them nothing is left that could be open
        again[one.kind](one, done, at)
    return done


def _as_before(
    one: Closing, done: Replayed, act: Callable[[User], Any], force: Callable[[], Any]
) -> Any:
    done.closed += 1
    try:
        with _acting(one) as by:
            return act(by)
    except REFUSALS:
        done.untold += 1
        with transaction.atomic():
            return force()


@contextmanager
def _acting(one: Closing) -> Iterator[User]:
    """As who closed it first: a worker, or the person by their own pages."""
    by = User.objects.select_related("organisation").get(pk=one.by_user)
    kind = ActorKind.PERSON if by.is_returnee else ActorKind.USER
    with gate.acting(kind, by.pk, Purpose.CASEWORK):
        yield by


def _consent(one: Closing, done: Replayed, at: datetime) -> None:
    held = Consent.objects.filter(pk=done.here(one.row_id)).first()
    if held is None:
        return  # it was given after the backup, and came back neither open nor closed
    if held.known_until is not None:
        later = Consent.objects.filter(supersedes=held).first()
        if later and one.next_id:
            done.became[one.next_id] = later.pk
        return

    def act(by: User) -> list[Consent]:
        if one.withdrawn_at:
            return withdraw_consent([held.pk], by=by, at=at, said_at=one.withdrawn_at)
        assert one.until  # noqa: S101 - a version that closes is withdrawn or has an end
        return narrow_consent([held.pk], until=one.until, by=by, at=at)

    def force() -> list[Consent]:
        change = {"withdrawn_at": one.withdrawn_at, "until": one.until}
        return Consent.objects.bulk_create([next_version(held, by=None, at=at, **change)])

    (version,) = _as_before(one, done, act, force)
    if one.next_id:
        done.became[one.next_id] = version.pk


def _block(one: Closing, done: Replayed, at: datetime) -> None:
    person = Person.objects.filter(pk=one.person).first()
    if person is None or Block.objects.filter(pk=one.row_id).exists():
        return
    like_it = Block.objects.filter(person=person, owner_org_id=one.owner_org, set_at=one.at)
    whom = (one.organisation, one.country)
    same = next((b for b in like_it if (b.organisation_id, b.country_id) == whom), None)
    if same:
        done.became[one.row_id] = same.pk
        return

    def act(by: User) -> Block:
        return block(
            person,
            organisation=Organisation.objects.filter(pk=one.organisation or 0).first(),
            country=Country.objects.filter(pk=one.country or "").first(),
            by=by,
            at=one.at,
        )

    def force() -> Block:
        made = Block(
            owner_org_id=one.owner_org,
            programme_id=one.programme,
            person=person,
            organisation_id=one.organisation,
            country_id=one.country,
            set_at=one.at,
            set_by=_somebody(one),
        )
        Block.objects.bulk_create([made])
        return made

    done.became[one.row_id] = _as_before(one, done, act, force).pk


def _somebody(one: Closing) -> User:
    """Who set it; where they came after the backup, the longest-standing user of its owner."""
    users = User.objects.order_by("pk")
    by = users.filter(pk=one.by_user) | users.filter(organisation_id=one.owner_org)
    return min(by, key=lambda user: (user.pk != one.by_user, user.pk))


def _lift(one: Closing, done: Replayed, at: datetime) -> None:
    held = Block.objects.filter(pk=done.here(one.row_id), lifted_at__isnull=True).first()
    if held is None:
        return

    def force() -> Block:
        held.lifted_at = at
        held.save(update_fields=["lifted_at"])
        return held

    _as_before(one, done, lambda by: lift_block(held, by=by, at=at), force)


def _basis(one: Closing, done: Replayed, at: datetime) -> None:
    held = LegalBasis.objects.filter(pk=one.row_id, status=BasisStatus.APPROVED).first()
    if held is None:
        return

    def force() -> LegalBasis:
        held.status, held.ended_at = BasisStatus.ENDED, at
        held.save(update_fields=["status", "ended_at"])
        return held

    _as_before(one, done, lambda by: end_basis(held, by=by, at=at), force)
