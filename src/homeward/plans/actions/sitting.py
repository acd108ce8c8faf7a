"""A commission sits: its rules and seats, who came, who stepped out, votes, and its agenda."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import queries, rules
from homeward.plans.actions.drafting import wait_for_commission
from homeward.plans.actions.moving import locked, of_the_case, own_row
from homeward.plans.choices import MoveReason, PlanStatus, Reason, SeatKind, Voice
from homeward.plans.models import (
    AgendaMove,
    Attendance,
    CommissionRules,
    Decision,
    Member,
    Plan,
    Recusal,
    Seat,
    Session,
    Vote,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def open_session(*, held_on: date, place: str = "", by: User, at: datetime) -> Session:
    """The commission's next sitting, numbered by itself."""
    require(by, "plans.hold_sessions")
    commission = Organisation.objects.select_for_update().get(pk=by.organisation_of_rows.pk)
    last = Session.objects.filter(commission=commission).aggregate(Max("number"))["number__max"]
    return Session.objects.create(
        commission=commission, number=(last or 0) + 1, held_on=held_on, place=place
    )


@transaction.atomic
def close_session(session: Session, *, by: User, at: datetime) -> Session:
    """Ends a sitting once each of its plans is decided or on another agenda."""
    require(by, "plans.hold_sessions")
    session = locked_session(session, by)
    if session.plans.filter(status=PlanStatus.SUBMITTED).exists():
        raise Refused(Reason.STILL_WAITING)
    session.closed_at = at
    session.save(update_fields=["closed_at"])
    return session


def locked_session(session: Session, by: User) -> Session:
    """The sitting under a lock, for its own commission alone, while it is open."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.commission_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    if session.closed_at:
        raise Refused(Reason.SESSION_OVER)
    return session


@transaction.atomic
def set_rules(*, by: User, at: datetime, **said: Any) -> CommissionRules:
    """How the own commission sits from a day on; earlier versions stay as they were."""
    require(by, "plans.compose")
    commission = by.organisation_of_rows
    if CommissionRules.objects.filter(
        commission=commission, valid_from=said["valid_from"]
    ).exists():
        raise Refused(Reason.DAY_TAKEN)
    return CommissionRules.objects.create(commission=commission, **said)


@transaction.atomic
def add_seat(
    *,
    institution: str,
    kind: SeatKind,
    has_vote: bool,
    is_mandatory: bool,
    since: date,
    by: User,
    at: datetime,
) -> Seat:
    require(by, "plans.compose")
    return Seat.objects.create(
        commission=by.organisation_of_rows, institution=institution, kind=kind,
        has_vote=has_vote, is_mandatory=is_mandatory, since=since,
    )  # fmt: skip


@transaction.atomic
def end_seat(seat: Seat, *, until: date, by: User, at: datetime) -> Seat:
    require(by, "plans.compose")
    seat = _own_seat(seat, by)
    seat.until = until
    seat.save(update_fields=["until"])
    return seat


@transaction.atomic
def add_member(
    seat: Seat, *, name: str, user: User | None, since: date, by: User, at: datetime
) -> Member:
    """Somebody who may take the seat: with a sign-in of the commission's, or from outside."""
    require(by, "plans.compose")
    seat = _own_seat(seat, by)
    if user and user.organisation_id != seat.commission_id:
        raise Refused(Reason.NOT_SEATED)
    return Member.objects.create(seat=seat, name=name, user=user, since=since)


@transaction.atomic
def end_member(member: Member, *, until: date, by: User, at: datetime) -> Member:
    require(by, "plans.compose")
    _own_seat(member.seat, by)
    member.until = until
    member.save(update_fields=["until"])
    return member


def _own_seat(seat: Seat, by: User) -> Seat:
    # First: of another's, the policies would let nobody lock the row.
    if seat.commission_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    return Seat.objects.select_for_update().get(pk=seat.pk)


@transaction.atomic
def attend(session: Session, members: Collection[Member], *, by: User, at: datetime) -> None:
    """Who came, one for each seat; said anew, it replaces. A seat that voted stays."""
    require(by, "plans.hold_sessions")
    session = locked_session(session, by)
    wanted = {member.seat_id: member for member in members}
    there = {row.seat_id: row for row in session.attendances.all()}
    voted = set(Vote.objects.filter(session=session).values_list("seat_id", flat=True))
    for seat_id, row in there.items():
        stays = seat_id in wanted and wanted[seat_id].pk == row.member_id
        if not stays and seat_id in voted:
            raise Refused(Reason.DECIDED)
        if not stays:
            row.delete()
    for seat_id, member in wanted.items():
        if seat_id not in there or there[seat_id].member_id != member.pk:
            Attendance.objects.create(
                session=session, seat_id=seat_id, member=member, at=at, by=by
            )  # fmt: skip


@transaction.atomic
def recuse(
    session: Session, plan: Plan, attendance: Attendance, reason: str, *, by: User, at: datetime
) -> Recusal:
    """A seat steps out for this plan. It does not count for the quorum, and its vote is gone."""
    require(by, "plans.vote")
    session = locked_session(session, by)
    refuse_if(_reasons_not_to_step_out(session, plan, attendance, reason, by))
    return Recusal.objects.create(
        session=session, seat_id=attendance.seat_id, member_id=attendance.member_id,
        reason=reason, at=at, by=by, **own_row(plan, by),
    )  # fmt: skip


def _reasons_not_to_step_out(
    session: Session, plan: Plan, attendance: Attendance, reason: str, by: User
) -> list[Reason]:
    there = {row.seat_id: row for row in queries.recusals(session, plan)}
    checks = [
        (plan.session_id == session.pk, Reason.WRONG_STATUS),
        (not Decision.objects.filter(session=session, plan=plan).exists(), Reason.DECIDED),
        (attendance.session_id == session.pk, Reason.NOT_PRESENT),
        (attendance.seat_id not in there, Reason.RECUSED),
        (_may_speak_for(attendance, by), Reason.NOT_OWN_VOTE),
        (bool(reason.strip()), Reason.WHY_RECUSED),
    ]
    return [why for holds, why in checks if not holds]


def _may_speak_for(attendance: Attendance, by: User) -> bool:
    """A member with a sign-in uses it; for the others the secretary writes down what they say."""
    own = attendance.member.user_id
    return own == by.pk if own else queries.keeps_the_book(by)


@transaction.atomic
def vote(
    session: Session, plan: Plan, attendance: Attendance, voice: Voice, *, by: User, at: datetime
) -> Vote:
    """The seat's vote; until the decision it may be changed, afterwards it is locked."""
    require(by, "plans.vote")
    session = locked_session(session, by)
    recused = {row.seat_id for row in queries.recusals(session, plan)}
    refuse_if(
        rules.reasons_not_to_vote(
            decided=plan.session_id != session.pk
            or Decision.objects.filter(session=session, plan=plan).exists(),
            is_present=attendance.session_id == session.pk,
            is_recused=attendance.seat_id in recused,
            has_vote=attendance.seat.has_vote,
            is_own=_may_speak_for(attendance, by),
        )
    )
    kept = Vote.objects.filter(session=session, plan=plan, seat=attendance.seat_id).first()
    if kept is None:
        return Vote.objects.create(
            session=session, seat_id=attendance.seat_id, member_id=attendance.member_id,
            voice=voice, at=at, by=by, **own_row(plan, by),
        )  # fmt: skip
    kept.voice, kept.at, kept.by = voice, at, by
    kept.save(update_fields=["voice", "at", "by"])
    return kept


@transaction.atomic
def put_on_agenda(
    plan: Plan, session: Session | None, reason: MoveReason, *, by: User, at: datetime
) -> Plan:
    """The secretary puts a waiting plan on another session's agenda, or takes it off for now."""
    require(by, "plans.hold_sessions")
    if session:
        session = locked_session(session, by)
    plan = locked(plan)
    if plan.commission_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    if plan.status != PlanStatus.SUBMITTED or (session and session.pk == plan.session_id):
        raise Refused(Reason.WRONG_STATUS)
    if session:
        refuse_if(_reasons_not_to_hear(plan, session, at=at))
    note_move(plan, session, reason, by=by, at=at)
    plan.session = session
    plan.save(update_fields=["session"])
    wait_anew(plan, session, at=at)
    return plan


def note_move(
    plan: Plan, session: Session | None, reason: MoveReason, *, by: User, at: datetime
) -> None:
    AgendaMove.objects.create(
        from_session_id=plan.session_id, to_session=session, reason=reason, at=at, by=by,
        **own_row(plan, by),
    )  # fmt: skip


def wait_anew(plan: Plan, session: Session | None, *, at: datetime) -> None:
    """The wait for the decision, with the day of the session where there is one."""
    tasks.end(TaskKind.DECIDE_PLAN, plan.pk, at=at)
    if session:
        wait_for_commission(plan, session, at=at)
        return
    tasks.begin(
        TaskKind.DECIDE_PLAN,
        plan.pk,
        holder_org=plan.commission_id or 0,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        **of_the_case(plan),
    )


def _reasons_not_to_hear(plan: Plan, session: Session, *, at: datetime) -> list[Reason]:
    checks = [
        (queries.is_to_come(session, on=at.date()), Reason.SESSION_OVER),
        (queries.has_room(session), Reason.SESSION_FULL),
        (
            not Decision.objects.filter(session=session, plan=plan).exists(),
            Reason.SAME_SESSION,
        ),
    ]
    return [why for holds, why in checks if not holds]
