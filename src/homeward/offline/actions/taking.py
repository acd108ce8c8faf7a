"""A list is taken, renewed, asked after, and ended."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.offline import queries, rules
from homeward.offline.choices import ACTIONS, Kind, Reason, Standing
from homeward.offline.models import TakenRow, Taking
from homeward.offline.queries import Row

HALF_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a device gets, once. Neither the token nor the half of the key is kept here."""

    taking: Taking
    token: str
    half: str
    rows: Sequence[tuple[UUID, Row]]


@transaction.atomic
def take(kind: Kind, *, by: User, at: datetime) -> Given:
    """Gives the day's list, and notes before it leaves who took whom along."""
    require(by, ACTIONS[kind])
    day = timezone.localdate(at)
    _begins, ends = rules.window(day, timezone.get_current_timezone())
    token = secrets.token_urlsafe(32)
    taking = Taking.objects.create(
        user=by,
        organisation=by.organisation_of_rows,
        roles=by.roles,
        kind=kind,
        day=day,
        token_hash=hash_of(token),
        taken_at=at,
        expires_at=ends,
    )
    half = base64.b64encode(secrets.token_bytes(HALF_BYTES)).decode()
    return Given(taking=taking, token=token, half=half, rows=_rows(taking, by))


@transaction.atomic
def renew(taking: Taking, *, by: User, at: datetime) -> Sequence[tuple[UUID, Row]]:
    """The same list as the gate shows it now; what is not seen any more is not on it."""
    require(by, ACTIONS[Kind(taking.kind)])
    taking = Taking.objects.select_for_update(of=("self",)).get(pk=taking.pk)
    if taking.ended_at or taking.expires_at <= at:
        raise Refused(Reason.ENDED)
    return _rows(taking, by)


def _rows(taking: Taking, by: User) -> list[tuple[UUID, Row]]:
    begins, ends = rules.window(taking.day, timezone.get_current_timezone())
    has = {row_id: ref for ref, row_id in queries.refs_of(taking).items()}
    rows = queries.rows_of(Kind(taking.kind), by, begins=begins, ends=ends, also=list(has))
    new = [
        TakenRow(taking=taking, row_id=row.row_id, person_id=row.person_id)
        for row in rows
        if row.row_id not in has
    ]
    TakenRow.objects.bulk_create(new)
    has |= {one.row_id: one.pk for one in new}
    return [(has[row.row_id], row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What the database says to a list's token, without anybody signed in."""

    taking_id: UUID
    user_id: int
    kind: Kind
    standing: Standing


@transaction.atomic
def contact(token: str, *, waiting: int, at: datetime) -> Contact | None:
    """A device asks whether its list still stands, and says how many entries it holds."""
    with connection.cursor() as cursor:
        cursor.execute("select * from offline_contact(%s, %s)", [hash_of(token), waiting])
        found = cursor.fetchone()
    if found is None:
        return None
    taking_id, user_id, kind, has_ended, may_still, expires_at = found
    facts = rules.TakingFacts(has_ended=has_ended, may_still=may_still, expires_at=expires_at)
    return Contact(
        taking_id=taking_id,
        user_id=user_id,
        kind=Kind(kind),
        standing=rules.standing(facts, now=at),
    )


@transaction.atomic
def end(taking: Taking, *, by: User, at: datetime) -> None:
    """Its device wipes it at its next contact. A second click changes nothing."""
    require(by, "offline.carry")
    taking = Taking.objects.select_for_update(of=("self",)).get(pk=taking.pk)
    if taking.ended_at is None:
        restrictions.note(Taking, [taking.pk])
        taking.ended_at, taking.ended_by = at, by
        taking.save(update_fields=["ended_at", "ended_by"])


def end_again(*, at: datetime) -> int:
    """In a restored backup, as the database's owner: lists that were ended since. How many.

    In the name of whoever took them: who ended them may not be there yet.
    """
    ended = Taking.objects.filter(pk__in=list(restrictions.last(Taking)), ended_at=None)
    return ended.update(ended_at=at, ended_by=F("user"))
