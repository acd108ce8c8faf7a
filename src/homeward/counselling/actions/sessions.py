"""A session of one case: planned, postponed, held, or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.counselling import queries, rules
from homeward.counselling.choices import Location, SessionKind, State, Why, class_of
from homeward.counselling.models import GroupSession, Guest, Participant, Session
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Planned:
    kind: SessionKind
    planned_at: datetime
    location: Location
    led_by: User
    people: Sequence[Person]
    guests: Sequence[User] = ()
    minutes: int | None = None
    place: str = ""
    interpreter_language: str = ""
    interpreter_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """How a session went. `came` and `joined` are ids of persons and of users."""

    minutes: int
    came: frozenset[UUID]
    joined: frozenset[int] = frozenset()
    content: str = ""
    next_step: str = ""
    next_on: date | None = None


@transaction.atomic
def plan(case: Case, given: Planned, *, by: User, at: datetime) -> Session:
    """Plans a session. Who leads it holds it; who is invited sees it and has a wait."""
    require(by, "counselling.hold")
    refuse_if(rules.reasons_not_to_plan(_planning_facts(case, given, by=by, at=at)))
    session = write(case, given, by=by, at=at)
    _wait_for(session, case, at=at)
    for guest in Guest.objects.filter(session=session).select_related("user__organisation"):
        if guest.user_id != session.led_by_id:
            _wait_to_join(guest, session, case, by=by, at=at)
    if given.kind == SessionKind.THREE_WAY:
        tasks.end(TaskKind.FIRST_MEETING, case.pk, at=at)
    return session


def _planning_facts(case: Case, given: Planned, *, by: User, at: datetime) -> rules.PlanningFacts:
    may_come = queries.invitable(case, by, on=at.date(), also=class_of(given.kind))
    known = {user.pk for user in may_come.everyone}
    invited = {user.pk for user in given.guests}
    return rules.PlanningFacts(
        case_is_open=case.is_open,
        has_participants=bool(given.people),
        guests_see_the_case=invited <= known,
        leader_takes_part=given.led_by.pk in {user.pk for user in may_come.own} | invited,
        planned_at=given.planned_at,
        now=at,
    )


def write(
    case: Case, given: Planned, *, group: GroupSession | None = None, by: User, at: datetime
) -> Session:
    """The rows of a session; its waits are the caller's."""
    common = {
        "owner_org": by.organisation_of_rows,
        "programme_id": case.programme_id,
        "data_class": class_of(given.kind),
    }
    session = Session.objects.create(
        case=case,
        group=group,
        kind=given.kind,
        planned_at=given.planned_at,
        minutes=given.minutes,
        location=given.location,
        place=given.place,
        led_by=given.led_by,
        interpreter_language=given.interpreter_language,
        interpreter_name=given.interpreter_name,
        planned_by=by,
        recorded_at=at,
        person_id=case.person_id,
        **common,
    )
    for person in given.people:
        Participant.objects.create(session=session, person=person, **common)
    for user in given.guests:
        Guest.objects.create(
            session=session,
            user=user,
            at_distance=user.organisation_id != by.organisation_id,
            person_id=case.person_id,
            **common,
        )
    return session


def _wait_for(session: Session, case: Case, *, at: datetime) -> None:
    leader = session.led_by
    tasks.begin(
        TaskKind.HOLD_SESSION,
        session.pk,
        holder_org=leader.organisation_of_rows,
        holder=leader,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=timezone.localtime(session.planned_at).date(),
    )


def _wait_to_join(guest: Guest, session: Session, case: Case, *, by: User, at: datetime) -> None:
    tasks.begin(
        TaskKind.JOIN_SESSION,
        guest.pk,
        holder_org=guest.user.organisation_of_rows,
        holder=guest.user,
        waiter_org=by.organisation_of_rows,
        waiter=session.led_by if session.led_by.organisation_id == by.organisation_id else by,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=timezone.localtime(session.planned_at).date(),
    )


def locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).get(pk=session.pk)


@transaction.atomic
def postpone(session: Session, to: datetime, *, by: User, at: datetime) -> Session:
    """The same session at another moment; everybody's wait moves with it."""
    require(by, "counselling.hold")
    session = locked(session)
    refuse_if(
        rules.reasons_not_to_plan(
            rules.PlanningFacts(
                case_is_open=session.case.is_open,
                has_participants=True,
                guests_see_the_case=True,
                leader_takes_part=True,
                planned_at=to,
                now=at,
            )
        )
        + rules.reasons_not_to_miss(state=State(session.state), why=Why.OTHER)
    )
    session.planned_at = to
    session.save(update_fields=["planned_at"])
    _end_waits(session, at=at)
    _wait_for(session, session.case, at=at)
    for guest in queries.guests(session):
        if guest.user_id != session.led_by_id:
            _wait_to_join(guest, session, session.case, by=by, at=at)
    return session


@transaction.atomic
def record(session: Session, held: Held, *, by: User, at: datetime) -> Session:
    """The session was held: who came, what was talked about, what comes next and until when."""
    require(by, "counselling.hold")
    session = locked(session)
    refuse_if(
        rules.reasons_not_to_record(
            rules.HoldingFacts(
                state=State(session.state),
                planned_on=timezone.localtime(session.planned_at).date(),
                today=timezone.localdate(at),
                somebody_came=bool(held.came),
                step=held.next_step,
                step_on=held.next_on,
            )
        )
    )
    session.minutes, session.content = held.minutes, held.content
    session.next_step, session.next_on = held.next_step, held.next_on
    end(session, State.HELD, by=by, at=at)
    attended(session, came=held.came, joined=held.joined)
    if held.next_on:
        _wait_for_step(session, by=by, at=at)
    cases.ensure_next_step(session.case_id, by=by, at=at)
    return session


@transaction.atomic
def record_again(session: Session, held: Held, *, by: User, at: datetime) -> Session:
    """Says otherwise of a session that was recorded, knowing what stands. What was told of it
    stays above what is told now; who came, and how long, is what is said now."""
    require(by, "counselling.hold")
    session = locked(session)
    refuse_if(
        rules.reasons_not_to_record_again(state=State(session.state), somebody_came=bool(held.came))
    )
    session.minutes, session.why = held.minutes, ""
    session.content = "\n\n".join(filter(None, (session.content, held.content)))
    end(session, State.HELD, by=by, at=at)
    attended(session, came=held.came, joined=held.joined)
    return session


def end(session: Session, state: State, *, by: User, at: datetime) -> None:
    """The only code that ends a session."""
    session.state, session.ended_at, session.ended_by = state, at, by
    session.save()
    _end_waits(session, at=at)


def attended(session: Session, *, came: frozenset[UUID], joined: frozenset[int]) -> None:
    people, colleagues = Participant.objects.filter(session=session), session.guests.all()
    people.filter(person__in=came).update(came=True)
    people.exclude(person__in=came).update(came=False)
    colleagues.filter(user__in=joined).update(came=True)
    colleagues.exclude(user__in=joined).update(came=False)


def _end_waits(session: Session, *, at: datetime) -> None:
    tasks.end(TaskKind.HOLD_SESSION, session.pk, at=at)
    for guest in session.guests.values_list("pk", flat=True):
        tasks.end(TaskKind.JOIN_SESSION, guest, at=at)


def _wait_for_step(session: Session, *, by: User, at: datetime) -> None:
    case = session.case
    tasks.begin(
        TaskKind.AGREED_STEP,
        session.pk,
        holder_org=by.organisation_of_rows,
        holder=by,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=session.next_on,
    )


@transaction.atomic
def miss(session: Session, state: State, why: Why | str, *, by: User, at: datetime) -> Session:
    """It was not held: nobody came, or it was cancelled. A first meeting is waited for again."""
    require(by, "counselling.hold")
    session = locked(session)
    refuse_if(rules.reasons_not_to_miss(state=State(session.state), why=why))
    session.why = why
    end(session, state, by=by, at=at)
    if session.kind == SessionKind.THREE_WAY:
        wait_for_first_meeting(session.case, holder=session.led_by, at=at)
    cases.ensure_next_step(session.case_id, by=by, at=at)
    return session


def wait_for_first_meeting(case: Case, *, holder: User, at: datetime) -> None:
    tasks.begin(
        TaskKind.FIRST_MEETING,
        case.pk,
        holder_org=holder.organisation_of_rows,
        holder=holder,
        waiter_org=case.case_org_id or case.accountable_org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )


@transaction.atomic
def do_agreed_step(session: Session, *, by: User, at: datetime) -> None:
    """What a session agreed on is done."""
    require(by, "counselling.hold")
    tasks.end(TaskKind.AGREED_STEP, session.pk, at=at)
    cases.ensure_next_step(session.case_id, by=by, at=at)
