"""What a device noted comes in: each entry once, and each with an answer of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction

from homeward.access.keys import KeyDestroyed
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.choices import ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.faults import NOT_ALLOWED, sqlstate
from homeward.core.refusals import Refused
from homeward.counselling import actions as counselling
from homeward.counselling.choices import State, Why
from homeward.counselling.models import Participant, Session
from homeward.offline import queries, rules
from homeward.offline.choices import ACTIONS, Does, Kind, Outcome, Reason
from homeward.offline.models import Entry, Taking
from homeward.offline.queries import Row
from homeward.offline.rules import Noted
from homeward.reception import actions as reception
from homeward.reception.choices import Presence

WHYS = frozenset(Why.values)
TOLD = 300


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """What stands here instead: said by whom, and when."""

    says: str
    by: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    key: UUID | None
    outcome: Outcome
    told: str = ""
    row: Row | None = None
    theirs: Theirs | None = None


class _Conflict(Exception):
    """The row is not as the worker saw it, and says something else."""


class _Gone(Exception):
    """The row is not there for this worker: erased, taken back, or never was."""


@transaction.atomic
def receive(taking: Taking, delivered: Sequence[Any], *, by: User, at: datetime) -> list[Answer]:
    """One answer for each of what was delivered, in its order. The list's lock holds off the same
    delivery come twice at once: the second finds what the first wrote."""
    require(by, ACTIONS[Kind(taking.kind)])
    taking = Taking.objects.select_for_update(of=("self",)).get(pk=taking.pk, user=by)
    refs = queries.refs_of(taking)
    answers = [_answer(taking, raw, refs, by=by, at=at) for raw in delivered]
    # What is answered waits no longer; the device's next contact says the number anew.
    taking.waiting = max(0, taking.waiting - len(answers))
    taking.save(update_fields=["waiting"])
    return answers


def _answer(taking: Taking, raw: Any, refs: dict[UUID, UUID], *, by: User, at: datetime) -> Answer:
    key = rules.key_of(raw)
    if key is None:
        return Answer(key=None, outcome=Outcome.REFUSED, told=_unreadable("key"))
    if known := Entry.objects.filter(taking=taking, key=key).first():
        return _told_again(taking, known, raw, refs)
    try:
        noted = rules.read(raw, Kind(taking.kind), whys=WHYS)
    except rules.Unreadable as fault:
        return _keep(taking, key, None, Outcome.REFUSED, _unreadable(str(fault)), at=at)
    outcome, told = _try(taking, noted, refs.get(noted.ref), by=by, at=at)
    said_at = rules.said_at(noted.said_at, taken_at=taking.taken_at, now=at)
    answer = _keep(taking, key, said_at, outcome, told, at=at)
    return _with_row(answer, taking, refs.get(noted.ref))


def _unreadable(fault: str) -> str:
    return str(Reason.UNREADABLE.label).format(fault=fault)


def _keep(
    taking: Taking,
    key: UUID,
    said_at: datetime | None,
    outcome: Outcome,
    told: str,
    *,
    at: datetime,
) -> Answer:
    Entry.objects.create(
        taking=taking,
        key=key,
        said_at=said_at,
        received_at=at,
        outcome=outcome,
        told=told[:TOLD],
    )
    return Answer(key=key, outcome=outcome, told=told)


def _told_again(taking: Taking, known: Entry, raw: Any, refs: dict[UUID, UUID]) -> Answer:
    answer = Answer(key=known.key, outcome=Outcome(known.outcome), told=known.told)
    try:
        ref = rules.read(raw, Kind(taking.kind), whys=WHYS).ref
    except rules.Unreadable:
        return answer
    return _with_row(answer, taking, refs.get(ref))


def _with_row(answer: Answer, taking: Taking, row_id: UUID | None) -> Answer:
    """The row as it stands now; in a conflict, who said so."""
    if answer.outcome == Outcome.GONE or row_id is None:
        return answer
    row = queries.one(Kind(taking.kind), row_id)
    if row is None:
        return Answer(key=answer.key, outcome=Outcome.GONE)
    theirs = _theirs(Kind(taking.kind), row_id) if answer.outcome == Outcome.CONFLICT else None
    return Answer(key=answer.key, outcome=answer.outcome, told=answer.told, row=row, theirs=theirs)


def _theirs(kind: Kind, row_id: UUID) -> Theirs:
    if kind == Kind.ARRIVALS:
        arrival = Arrival.objects.select_related("confirmed_by").get(pk=row_id)
        by, at, says = arrival.confirmed_by, arrival.confirmed_at, queries.says_arrival(arrival)
    else:
        session = Session.objects.defer("content", "next_step").get(pk=row_id)
        by, at, says = session.ended_by, session.ended_at, queries.says_session(session)
    return Theirs(says=says, by=str(by) if by else "", at=at)


def _try(
    taking: Taking, noted: Noted, row_id: UUID | None, *, by: User, at: datetime
) -> tuple[Outcome, str]:
    """Writes one entry in a savepoint of its own: what it can't do leaves the others alone."""
    write = _write_arrival if taking.kind == Kind.ARRIVALS else _write_visit
    try:
        with transaction.atomic():
            if row_id is None:
                raise _Gone
            write(taking, noted, row_id, by=by, at=at)
    except (_Gone, KeyDestroyed):
        return Outcome.GONE, ""
    except _Conflict:
        return Outcome.CONFLICT, ""
    except Refused as refusal:
        return Outcome.REFUSED, " ".join(str(reason.label) for reason in refusal.reasons)
    except DatabaseError as error:
        if sqlstate(error) != NOT_ALLOWED:
            raise
        return Outcome.REFUSED, str(Reason.MAY_NOT.label)
    return Outcome.TAKEN, ""


def _write_arrival(taking: Taking, noted: Noted, row_id: UUID, *, by: User, at: datetime) -> None:
    arrival = Arrival.objects.select_for_update(of=("self",)).filter(pk=row_id).first()
    row = queries.one(Kind.ARRIVALS, row_id) if arrival else None
    if arrival is None or row is None:
        raise _Gone
    said = _said(noted, arrival, taking, at=at)
    stands = ArrivalStatus(arrival.status)
    says = (
        ArrivalStatus.NOT_ARRIVED
        if said.presence == Presence.NOT_ARRIVED
        else ArrivalStatus.ARRIVED
    )
    is_same = stands == says and (
        says == ArrivalStatus.NOT_ARRIVED
        or (arrival.arrived_adults, arrival.arrived_children) == (said.adults, said.children)
    )
    if not is_same and row.seen != noted.seen:
        raise _Conflict
    write = reception.check_in
    if stands == ArrivalStatus.ARRIVED and not is_same:
        write = reception.count_again
    write(arrival, said, by=by, at=at)


def _said(noted: Noted, arrival: Arrival, taking: Taking, *, at: datetime) -> reception.Said:
    adults, children = noted.adults, noted.children
    if noted.does == Does.ARRIVED:
        adults, children = arrival.adults, arrival.children
    elif noted.does == Does.NOT_ARRIVED:
        adults = children = 0
    return reception.Said(
        key=noted.key,
        presence=Presence(noted.does.value),
        adults=adults,
        children=children,
        said_at=rules.said_at(noted.said_at, taken_at=taking.taken_at, now=at),
    )


def _write_visit(taking: Taking, noted: Noted, row_id: UUID, *, by: User, at: datetime) -> None:
    session = Session.objects.select_for_update(of=("self",)).filter(pk=row_id).first()
    row = queries.one(Kind.VISITS, row_id) if session else None
    if session is None or row is None:
        raise _Gone
    came = frozenset(
        Participant.objects.filter(session=session, pk__in=noted.came).values_list(
            "person_id", flat=True
        )
    )
    if _says_the_same(session, noted, came):
        return
    if row.seen != noted.seen:
        raise _Conflict
    if noted.does != Does.HELD:
        counselling.miss(session, State(noted.does.value), noted.why, by=by, at=at)
        return
    held = counselling.Held(minutes=noted.minutes, came=came, content=noted.note)
    write = counselling.record if session.state == State.PLANNED else counselling.record_again
    write(session, held, by=by, at=at)


def _says_the_same(session: Session, noted: Noted, came: frozenset[UUID]) -> bool:
    if session.state != noted.does.value:
        return False
    if noted.does != Does.HELD:
        return session.why == noted.why
    there = set(
        Participant.objects.filter(session=session, came=True).values_list("person_id", flat=True)
    )
    return there == came and session.minutes == noted.minutes and noted.note in str(session.content)
