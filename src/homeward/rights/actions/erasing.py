"""Erasure: proposed by one, approved by another, carried out at once, replayed after a restore.

The rows go in one transaction across all organisations; the person's key is destroyed last. What
backups still hold of the rows is ciphertext without a key; what they hold in clear goes again
before anybody is served (replay).
"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.dispatch import Signal

from homeward.access.keys import store as keys
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.rights import queries, rules
from homeward.rights.actions import asking
from homeward.rights.choices import (
    ErasureGround,
    ErasureStatus,
    Reason,
    RequestKind,
    RequestStatus,
)
from homeward.rights.models import ErasureDecision, RightsRequest
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# person_id: sent inside the erasing transaction, for what is kept outside person-level tables.
erased = Signal()


@transaction.atomic
def propose(
    person: Person,
    ground: ErasureGround,
    reason: str,
    *,
    request: RightsRequest | None = None,
    by: User,
    at: datetime,
) -> ErasureDecision:
    """Waits for a second person. Every reason against it at once.

    Each other file of the same person that the organisation keeps is proposed with it, and waits
    for a decision of its own; what other organisations keep is theirs to erase.
    """
    require(by, "rights.propose_erasure")
    others = queries.other_files(person, by=by)
    found = list(
        dict.fromkeys(
            reason
            for file in (person, *others)
            for reason in rules.reasons_not_to_erase(queries.erasure_facts(file, by=by))
        )
    )
    if request is not None:
        asking.ready_to_answer(request, RequestKind.ERASURE)
    if not reason.strip():
        found.append(Reason.NO_REASON)
    under_way = [ErasureStatus.PROPOSED, ErasureStatus.APPROVED]
    if ErasureDecision.objects.filter(person=person, status__in=under_way).exists():
        found.append(Reason.PROPOSED_ALREADY)
    refuse_if(found)
    for file in others:
        _propose(file, ground, reason, request=None, by=by, at=at)
    return _propose(person, ground, reason, request=request, by=by, at=at)


def _propose(
    person: Person,
    ground: ErasureGround,
    reason: str,
    *,
    request: RightsRequest | None,
    by: User,
    at: datetime,
) -> ErasureDecision:
    decision = ErasureDecision.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=person.programme_id,
        person=person,
        ground=ground,
        reason=reason,
        request=request,
        proposed_by=by,
        proposed_at=at,
    )
    tasks.begin(
        TaskKind.DECIDE_ERASURE,
        decision.pk,
        holder_org=by.organisation_of_rows,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=person.programme_id,
        person_id=person.pk,
    )
    return decision


@transaction.atomic
def approve(decision: ErasureDecision, *, by: User, at: datetime) -> ErasureDecision:
    """The second person's yes. Asked again of the rules: a hold may have come in between."""
    decision = _decide(decision, by=by)
    refuse_if(
        rules.reasons_not_to_erase(
            queries.erasure_facts(Person.objects.get(pk=decision.person_id), by=by)
        )
    )
    return _decided(decision, ErasureStatus.APPROVED, by=by, at=at)


@transaction.atomic
def refuse_erasure(decision: ErasureDecision, *, by: User, at: datetime) -> ErasureDecision:
    return _decided(_decide(decision, by=by), ErasureStatus.REFUSED, by=by, at=at)


def _decide(decision: ErasureDecision, *, by: User) -> ErasureDecision:
    require(by, "rights.approve_erasure")
    decision = ErasureDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.status != ErasureStatus.PROPOSED:
        raise Refused(Reason.NOT_PROPOSED)
    if decision.proposed_by_id == by.pk:
        raise Refused(Reason.SAME_PERSON)
    return decision


def _decided(
    decision: ErasureDecision, status: ErasureStatus, *, by: User, at: datetime
) -> ErasureDecision:
    decision.status, decision.decided_by, decision.decided_at = status, by, at
    decision.save(update_fields=["status", "decided_by", "decided_at"])
    tasks.end(TaskKind.DECIDE_ERASURE, decision.pk, at=at)
    return decision


@transaction.atomic
def carry_out(decision: ErasureDecision, *, by: User, at: datetime) -> None:
    """Empties or removes every row about the person, whoever owns it, then destroys the key.

    The key goes last: if it can't be destroyed nothing is written, and the decision still stands.
    If the commit fails after that the rows are unreadable, and a second try removes them.
    """
    require(by, "rights.approve_erasure")
    request = decision.request
    if request is not None and request.status == RequestStatus.OPEN:
        asking.close(asking.locked(request), RequestStatus.ANSWERED, "", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select rights_erase(%s)", [decision.pk])
        person_id: UUID = cursor.fetchone()[0]
    erased.send(ErasureDecision, person_id=person_id)
    keys.destroy(person_id)


def replay() -> int:
    """Erases again, as the database's owner, whom a restored backup brought back.

    The key store remembers whose key was destroyed; it is never restored with the data. Called
    before anybody is served. Returns how many persons it found.
    """
    destroyed = keys.all_destroyed()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select p.id from persons_person p where p.id = any(%s) and (given_name <> ''"
            " or family_name <> '' or p.birth_known <> 'unknown' or exists ("
            "select 1 from persons_consent c where c.person_id = p.id))",
            [destroyed],
        )
        found = [row[0] for row in cursor.fetchall()]
        for person_id in found:
            cursor.execute("select rights_erase_rows(%s)", [person_id])
    return len(found)
