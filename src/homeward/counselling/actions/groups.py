"""A session for several cases at once. Each case has its own row, and sees no other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.counselling import queries, rules
from homeward.counselling.actions.sessions import Planned, attended, end, write
from homeward.counselling.choices import Location, Reason, SessionKind, State, Why
from homeward.counselling.models import GroupSession, Session
from homeward.persons import queries as persons
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def plan_group(
    title: str,
    kind: SessionKind,
    *,
    planned_at: datetime,
    location: Location,
    place: str,
    led_by: User,
    by: User,
    at: datetime,
) -> GroupSession:
    require(by, "counselling.hold")
    refuse_if(
        rules.reasons_not_to_plan(
            rules.PlanningFacts(
                case_is_open=True,
                has_participants=True,
                guests_see_the_case=True,
                leader_takes_part=led_by.organisation_id == by.organisation_id,
                planned_at=planned_at,
                now=at,
            )
        )
    )
    group = GroupSession.objects.create(
        owner_org=by.organisation_of_rows,
        title=title,
        kind=kind,
        planned_at=planned_at,
        location=location,
        place=place,
        led_by=led_by,
        planned_by=by,
        recorded_at=at,
    )
    tasks.begin(
        TaskKind.HOLD_SESSION,
        group.pk,
        holder_org=led_by.organisation_of_rows,
        holder=led_by,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=0,
        reference=title,
        due_on=timezone.localtime(planned_at).date(),
    )
    return group


def _locked(group: GroupSession) -> GroupSession:
    return GroupSession.objects.select_for_update().get(pk=group.pk)


@transaction.atomic
def invite_case(group: GroupSession, case: Case, *, by: User, at: datetime) -> Session:
    """The household of a case comes to the group."""
    require(by, "counselling.hold")
    group = _locked(group)
    refuse_if(
        reason
        for holds, reason in (
            (group.state == State.PLANNED, Reason.NOT_PLANNED),
            (case.is_open, Reason.CLOSED),
            (not queries.is_in_group(group.pk, case.pk), Reason.IN_THE_GROUP),
        )
        if not holds
    )
    given = Planned(
        kind=SessionKind(group.kind),
        planned_at=group.planned_at,
        location=Location(group.location),
        place=group.place,
        led_by=group.led_by,
        people=persons.members(case.household_id),
    )
    return write(case, given, group=group, by=by, at=at)


@transaction.atomic
def record_group(
    group: GroupSession, came: frozenset[UUID], *, minutes: int, by: User, at: datetime
) -> GroupSession:
    """Which of the cases came, by the ids of their sessions; the others did not."""
    require(by, "counselling.hold")
    group = _locked(group)
    refuse_if(
        rules.reasons_not_to_record(
            rules.HoldingFacts(
                state=State(group.state),
                planned_on=timezone.localtime(group.planned_at).date(),
                today=timezone.localdate(at),
                somebody_came=bool(came),
                step="",
                step_on=None,
            )
        )
    )
    for session in Session.objects.select_for_update(of=("self",)).filter(
        group=group, state=State.PLANNED
    ):
        is_here = session.pk in came
        session.minutes = minutes if is_here else None
        session.why = "" if is_here else Why.UNKNOWN
        end(session, State.HELD if is_here else State.NO_SHOW, by=by, at=at)
        people = session.participants.values_list("person_id", flat=True)
        attended(session, came=frozenset(people) if is_here else frozenset(), joined=frozenset())
    group.state, group.minutes, group.ended_at, group.ended_by = State.HELD, minutes, at, by
    group.save()
    tasks.end(TaskKind.HOLD_SESSION, group.pk, at=at)
    return group
