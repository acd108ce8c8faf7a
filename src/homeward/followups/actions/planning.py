"""The follow-ups of a case's year: planned by the day of arrival, held, or not."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.followups import queries, rules
from homeward.followups.actions.rows import common, wait, worker_of
from homeward.followups.choices import Kind, NotDone, Reason, Status
from homeward.followups.models import FollowUp, PlanStep
from homeward.programmes.models import Programme
from homeward.surveys.rules import months_after
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def plan(case: Case, *, by: User, at: datetime) -> list[FollowUp]:
    """Plans the year by the steps that held on the day of arrival; what is planned stays.

    A follow-up whose time has passed already is kept as not held, with that reason.
    """
    require(by, "followups.plan")
    steps = queries.steps_for(case)
    refuse_if(
        rules.reasons_not_to_plan(
            rules.PlanningFacts(
                has_arrived=case.arrived_on is not None,
                has_steps=bool(steps) or case.arrived_on is None,
                is_followed=queries.is_followed(case, by=by, on=localdate(at)),
            )
        )
    )
    # Two clicks at once: the second finds the follow-ups of the first.
    FollowUp.objects.bulk_create(
        [_planned(case, step, by=by, at=at) for step in steps], ignore_conflicts=True
    )
    wait_for_next(case, owner_org_id=by.organisation_of_rows.pk, at=at)
    return queries.of_case(case)


def _planned(case: Case, step: PlanStep, *, by: User, at: datetime) -> FollowUp:
    if case.arrived_on is None:
        raise Refused(Reason.NOT_ARRIVED)
    opens_on = months_after(case.arrived_on, step.after_months)
    closes_on = rules.closes_on(opens_on, step.within_days)
    has_passed = closes_on < localdate(at)
    return FollowUp(
        **common(case, by),
        step=step,
        kind=step.kind,
        opens_on=opens_on,
        closes_on=closes_on,
        planned_at=at,
        planned_by=by,
        status=Status.NOT_DONE if has_passed else Status.PLANNED,
        why=NotDone.TIME_PASSED if has_passed else "",
        ended_at=at if has_passed else None,
        ended_by=by if has_passed else None,
    )


@transaction.atomic
def add(
    case: Case,
    *,
    kind: Kind,
    opens_on: date,
    closes_on: date,
    holder: User | None,
    by: User,
    at: datetime,
) -> FollowUp:
    """One more follow-up, on days that somebody names."""
    require(by, "followups.plan")
    if not queries.is_followed(case, by=by, on=localdate(at)):
        raise Refused(Reason.NOT_FOLLOWED)
    if closes_on < max(opens_on, localdate(at)):
        raise Refused(Reason.ENDS_BEFORE)
    found = FollowUp.objects.create(
        **common(case, by),
        kind=kind,
        opens_on=opens_on,
        closes_on=closes_on,
        holder=holder,
        planned_at=at,
        planned_by=by,
    )
    wait_for_next(case, owner_org_id=found.owner_org_id, at=at)
    return found


@transaction.atomic
def hold(follow_up: FollowUp, *, held_on: date, note: str, by: User, at: datetime) -> FollowUp:
    require(by, "followups.hold")
    found = _locked(follow_up)
    refuse_if(
        rules.reasons_not_to_hold(
            queries.holding_facts(found, by=by, held_on=held_on, today=localdate(at))
        )
    )
    found.held_on, found.note = held_on, note
    _end(found, Status.DONE, by=by, at=at)
    # Who was met is reached: nobody has to try again.
    tasks.end(TaskKind.RENEW_CONTACT, found.case_id, at=at)
    return found


@transaction.atomic
def miss(follow_up: FollowUp, why: str, *, by: User, at: datetime) -> FollowUp:
    """It was not held, and will not be: with a reason."""
    require(by, "followups.hold")
    found = _locked(follow_up)
    refuse_if(
        rules.reasons_not_to_miss(is_planned=found.is_planned, reason_given=why in NotDone.values)
    )
    found.why = why
    _end(found, Status.NOT_DONE, by=by, at=at)
    return found


def _end(found: FollowUp, to: Status, *, by: User, at: datetime) -> None:
    """The only code that ends a follow-up; the next one's wait begins with it."""
    found.status, found.ended_at, found.ended_by = to, at, by
    found.save()
    tasks.end(TaskKind.HOLD_FOLLOW_UP, found.pk, at=at)
    wait_for_next(found.case, owner_org_id=found.owner_org_id, at=at)
    cases.ensure_next_step(found.case_id, by=by, at=at)


def wait_for_next(case: Case, *, owner_org_id: int, at: datetime) -> None:
    """One wait at a time: for the first follow-up that is still planned."""
    found = queries.next_planned(case, owner_org_id=owner_org_id)
    if found is not None:
        wait(
            TaskKind.HOLD_FOLLOW_UP,
            found.pk,
            case,
            owner_org_id=owner_org_id,
            holder=found.holder or worker_of(case, owner_org_id),
            due_on=found.closes_on,
            at=at,
        )


def _locked(follow_up: FollowUp) -> FollowUp:
    """Read again under a lock: the page may be old, and two colleagues may click at once."""
    return (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("case__worker", "holder")
        .get(pk=follow_up.pk)
    )


@dataclass(frozen=True, kw_only=True)
class StepGiven:
    kind: Kind
    after_months: int
    within_days: int
    valid_from: date
    source: str


@transaction.atomic
def state_step(programme: Programme, given: StepGiven, *, by: User, at: datetime) -> PlanStep:
    require(by, "followups.state_steps")
    _lead(programme, by)
    step, _new = PlanStep.objects.get_or_create(
        programme=programme,
        kind=given.kind,
        after_months=given.after_months,
        valid_from=given.valid_from,
        defaults={
            "within_days": given.within_days,
            "source": given.source.strip(),
            "stated_by": by,
            "stated_at": at,
        },
    )
    return step


@transaction.atomic
def end_step(step: PlanStep, *, until: date, by: User) -> PlanStep:
    """It holds for no arrival after that day; plans that have it keep it."""
    require(by, "followups.state_steps")
    step = (
        PlanStep.objects.select_for_update(of=("self",)).select_related("programme").get(pk=step.pk)
    )
    _lead(step.programme, by)
    if until < step.valid_from:
        raise Refused(Reason.ENDS_BEFORE)
    step.valid_until = until
    step.save(update_fields=["valid_until"])
    return step


def _lead(programme: Programme, by: User) -> None:
    if programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_LEAD)
