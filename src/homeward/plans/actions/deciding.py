"""A commission's decisions, the conditions that follow from them, and who carries a plan out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import queries, rules, signals
from homeward.plans.actions.moving import (
    locked,
    move,
    of_the_case,
    own_row,
    wait_for_drafter,
)
from homeward.plans.actions.telling import tell_person
from homeward.plans.choices import AppealStatus, LineStatus, Outcome, PlanStatus, Reason
from homeward.plans.models import (
    Appeal,
    Condition,
    ConditionMet,
    Decision,
    Plan,
    PlanLine,
    Session,
    TakeOver,
)
from homeward.plans.queries import Sitting
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class ConditionText:
    """A condition as the decision form gives it: what, who holds it, by which day."""

    text: str
    holder_org: Organisation
    due_on: date | None


@transaction.atomic
def decide(
    plan: Plan,
    session: Session,
    outcome: Outcome,
    *,
    reason: str,
    remark: str = "",
    conditions: Sequence[ConditionText] = (),
    implementer: Organisation | None = None,
    has_consensus: bool = False,
    by: User,
    at: datetime,
) -> Decision:
    """Records what the commission decided. An approval reserves money and begins the support."""
    require(by, "plans.decide")
    # Votes, attendance and recusals wait for this lock, so that they are those of the decision.
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    plan = locked(plan)
    sitting = queries.sitting(session, plan)
    appeal = queries.open_appeal(plan)
    facts = rules.DecidingFacts(
        is_submitted=plan.status == PlanStatus.SUBMITTED and plan.session_id == session.pk,
        is_party=plan.commission_id == by.organisation_id == session.commission_id,
        session_open=session.closed_at is None,
        outcome=outcome,
        reason=reason,
        conditions=len(conditions),
        conditions_clear=all(c.text.strip() and c.due_on for c in conditions),
        has_consensus=has_consensus,
        names_implementer=implementer is not None and implementer.pk != plan.owner_org_id,
        **_of_the_sitting(sitting, appeal),
        **_of_the_implementer(plan, implementer, at=at),
    )
    refuse_if(rules.reasons_not_to_decide(facts))
    if outcome == Outcome.APPROVED:
        _replace_earlier(plan, by=by, at=at)
        signals.approving.send(Plan, plan=plan, by=by, at=at)
    decision = _record(
        plan, session, outcome, sitting, appeal,
        reason=reason, remark=remark, implementer=implementer, by=by, at=at,
    )  # fmt: skip
    if outcome == Outcome.APPROVED:
        _begin_support(decision, conditions, by=by, at=at)
    else:
        wait_for_drafter(TaskKind.MEND_PLAN, plan, at=at, note=reason)
    tell_person(plan, at=at)
    return decision


def _of_the_sitting(sitting: Sitting | None, appeal: Appeal | None) -> dict[str, Any]:
    if sitting is None:
        return {}
    now = {a.member_id for a in sitting.attendances if a.seat_id in sitting.bench.present}
    return {
        "bench": sitting.bench,
        "decides_by": sitting.by.decides_by,
        "voices": sitting.voices,
        "is_other_bench": appeal is None
        or rules.is_other_bench(now, queries.sat_then(appeal.decision)),
    }


def _of_the_implementer(
    plan: Plan, implementer: Organisation | None, *, at: datetime
) -> dict[str, Any]:
    if implementer is None:
        return {}
    agreed, consented = queries.implementer_covered(plan, implementer, on=at.date())
    return {"implementer_agreed": agreed, "implementer_consented": consented}


def _record(
    plan: Plan,
    session: Session,
    outcome: Outcome,
    sitting: Sitting | None,
    appeal: Appeal | None,
    *,
    reason: str,
    remark: str,
    implementer: Organisation | None,
    by: User,
    at: datetime,
) -> Decision:
    decision = Decision.objects.create(
        session=session, outcome=outcome, reason=reason, remark=remark, at=at, by=by,
        appeal=appeal, implementer=implementer,
        decided_by=sitting.by.decides_by if sitting else "",
        seats_present=len(sitting.bench.present) if sitting else None,
        seats_needed=sitting.bench.needed if sitting else None,
        **own_row(plan, by),
    )  # fmt: skip
    if outcome == Outcome.APPROVED:
        plan.approved_on = at.date()
    move(plan, rules.STATUS_OF[outcome], also=("approved_on",))
    tasks.end(TaskKind.DECIDE_PLAN, plan.pk, at=at)
    if appeal and outcome in rules.VOTED:
        _close_appeal(appeal, outcome, at=at)
    return decision


def _close_appeal(appeal: Appeal, outcome: Outcome, *, at: datetime) -> None:
    granted = outcome == Outcome.APPROVED
    appeal.status = AppealStatus.GRANTED if granted else AppealStatus.DISMISSED
    appeal.decided_at = at
    appeal.save(update_fields=["status", "decided_at"])
    tasks.end(TaskKind.HEAR_APPEAL, appeal.pk, at=at)


def _replace_earlier(plan: Plan, *, by: User, at: datetime) -> None:
    """What had not begun of the plan that this one follows is given up for it."""
    if plan.follows_id is None:
        return
    given_up = PlanLine.objects.filter(plan=plan.follows_id, status=LineStatus.PLANNED)
    dropped = list(given_up)
    given_up.update(status=LineStatus.DROPPED)
    signals.dropped.send(Plan, plan=plan.follows, lines=dropped, by=by, at=at)


def _begin_support(
    decision: Decision, conditions: Sequence[ConditionText], *, by: User, at: datetime
) -> None:
    plan = decision.plan
    # The commission does not write on the case: the database moves it, from this one approval.
    with connection.cursor() as cursor:
        cursor.execute("select plans_begin_support(%s)", [decision.pk])
    cases.begin_steps(plan.case_id)
    for given in conditions:
        _open_condition(decision, given, by=by, at=at)
    if decision.implementer and decision.implementer_id != plan.owner_org_id:
        _wait_for_partner(decision, at=at)
    else:
        wait_for_drafter(TaskKind.START_SUPPORT, plan, at=at)


def _wait_for_partner(decision: Decision, *, at: datetime) -> None:
    plan = decision.plan
    tasks.begin(
        TaskKind.TAKE_OVER_PLAN,
        plan.case_id,
        holder_org=decision.implementer_id or 0,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        **of_the_case(plan),
    )


def _open_condition(decision: Decision, given: ConditionText, *, by: User, at: datetime) -> None:
    plan = decision.plan
    if given.due_on is None:
        raise Refused(Reason.CONDITION_UNCLEAR)
    belongs = own_row(plan, by)
    belongs.pop("plan")
    condition = Condition.objects.create(
        decision=decision,
        text=given.text,
        holder_org=given.holder_org,
        due_on=given.due_on,
        **belongs,
    )
    is_drafters = given.holder_org.pk == plan.owner_org_id
    tasks.begin(
        TaskKind.MEET_CONDITION,
        condition.pk,
        holder_org=given.holder_org,
        holder=plan.drafted_by if is_drafters else None,
        waiter_org=by.organisation_of_rows,
        at=at,
        due_on=given.due_on,
        **of_the_case(plan),
    )


@transaction.atomic
def meet_condition(condition: Condition, *, on: date, by: User, at: datetime) -> ConditionMet:
    """Its holder says that the condition is met. The commission's own row stays as decided."""
    require(by, "plans.meet_condition")
    reasons = rules.reasons_not_to_meet(
        met_already=ConditionMet.objects.filter(condition=condition).exists(),
        is_holder=condition.holder_org_id == by.organisation_id,
    )
    refuse_if(reasons)
    plan = condition.decision.plan
    belongs = own_row(plan, by)
    belongs.pop("plan")
    met = ConditionMet.objects.create(condition=condition, on=on, by=by, **belongs)
    tasks.end(TaskKind.MEET_CONDITION, condition.pk, at=at)
    cases.ensure_next_step(plan.case_id, by=by, at=at)
    return met


@transaction.atomic
def take_over(plan: Plan, *, by: User, at: datetime) -> TakeOver:
    """The partner that the decision names takes the plan over and begins the support."""
    require(by, "plans.take_over")
    decision = plan.decisions.filter(outcome=Outcome.APPROVED).order_by("at").last()
    if decision is None or decision.implementer_id != by.organisation_id:
        raise Refused(Reason.NOT_NAMED)
    if TakeOver.objects.filter(plan=plan).exists():
        raise Refused(Reason.TAKEN_ALREADY)
    taken = TakeOver.objects.create(at=at, by=by, **own_row(plan, by))
    tasks.end(TaskKind.TAKE_OVER_PLAN, plan.case_id, at=at)
    tasks.begin(
        TaskKind.START_SUPPORT,
        plan.case_id,
        holder_org=by.organisation_of_rows,
        holder=by,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        **of_the_case(plan),
    )
    return taken
