"""Narrowing and withdrawing consent. Nothing is overwritten: each writes the next version."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.persons import ledger, rules
from homeward.persons.actions.notices import Ended, Line, announce, tell_recipients
from homeward.persons.actions.remembering import remember_consents
from homeward.persons.models import Consent, Person

# So many days before a child comes of age its own consent is asked for.
ASK_AHEAD = 30


@transaction.atomic
def withdraw_consent(
    consent_ids: Sequence[UUID],
    *,
    by: User,
    at: datetime,
    said_at: datetime | None = None,
    reference: str = "",
) -> list[Consent]:
    """Ends these consents; the very next statement of the recipient finds the rows closed.

    `said_at`: when the person said so, where that was earlier than now, which is when we learn it.
    `reference` tells the recipient which file is meant.
    """
    require(by, _verb(by))
    since = said_at or at
    held = _locked(consent_ids)
    refuse_if(
        rules.reasons_not_to_withdraw(
            withdrawn_already=len(held) < len(set(consent_ids))
            or any(one.withdrawn_at for one in held),
            said_in_the_future=since > at,
            before_it_began=any(since.date() < one.given_on for one in held),
        )
    )
    ended = _ended(held, since=since, reference=reference, on=at.date())
    return _supersede(held, ended, by=by, at=at, withdrawn_at=since)


@transaction.atomic
def narrow_consent(
    consent_ids: Sequence[UUID], *, until: date, by: User, at: datetime, reference: str = ""
) -> list[Consent]:
    """Gives these consents an earlier end. What ends before today ends with its consequences."""
    require(by, _verb(by))
    held = _locked(consent_ids)
    refuse_if(
        rules.reasons_not_to_narrow(
            withdrawn_already=len(held) < len(set(consent_ids))
            or any(one.withdrawn_at for one in held),
            widens=any(one.until is not None and one.until <= until for one in held),
            ends_before_it_begins=any(until < one.given_on for one in held),
        )
    )
    past = until < at.date()
    ended = _ended(held, since=at, reference=reference, on=at.date()) if past else []
    return _supersede(held, ended, by=by, at=at, until=until)


def _verb(by: User) -> str:
    return "persons.decide_own" if by.is_returnee else "persons.withdraw_consent"


def _locked(consent_ids: Sequence[UUID]) -> list[Consent]:
    """The versions that stand now, under a lock."""
    return list(
        Consent.objects.select_for_update(of=("self",))
        .filter(pk__in=consent_ids, known_until__isnull=True)
        .order_by("pk")
    )


def _ended(held: Sequence[Consent], *, since: datetime, reference: str, on: date) -> list[Ended]:
    """What closes, person by person: not what another ground keeps open or what had run out."""
    people = Person.objects.in_bulk({one.person_id for one in held})
    found = []
    for person_id, person in people.items():
        its = [one for one in held if one.person_id == person_id]
        lines = {
            Line(one.recipient_org_id, one.purpose, one.covers)
            for one in its
            if ledger.holds(one, on=on)
        }
        kept = ledger.kept_open(person_id, without=[one.pk for one in its], on=on)
        if closed := frozenset(lines) - kept:
            found.append(Ended(person=person, lines=closed, since=since, reference=reference))
    return found


def _supersede(
    held: Sequence[Consent], ended: Sequence[Ended], *, by: User, at: datetime, **change: Any
) -> list[Consent]:
    """Writes the next versions; the database closes those before with the same statement."""
    for one in ended:
        tell_recipients(one, by=by, at=at)
    versions = [next_version(one, by=by, at=at, **change) for one in held]
    Consent.objects.bulk_create(versions)
    announce(ended, by=by, at=at)
    remember_consents(versions, by=by, at=at)
    return versions


def next_version(one: Consent, *, by: User | None, at: datetime, **change: Any) -> Consent:
    """The version that comes after this one, changed so. Not saved."""
    kept = {"until": one.until, "withdrawn_at": one.withdrawn_at}
    return Consent(
        owner_org_id=one.owner_org_id,
        programme_id=one.programme_id,
        person_id=one.person_id,
        sheet_id=one.sheet_id,
        recipient_org_id=one.recipient_org_id,
        purpose=one.purpose,
        covers=one.covers,
        given_on=one.given_on,
        known_from=at,
        supersedes_id=one.pk,
        recorded_by=by,
        **(kept | change),
    )


def end_guardians(*, today: date, at: datetime) -> dict[UUID, date]:
    """Gives guardians' consents of those who come of age their end: who, and which day. A job's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, ends_on from persons_end_guardians(%s, %s, %s)",
            [today, ASK_AHEAD, at],
        )
        return dict(cursor.fetchall())
