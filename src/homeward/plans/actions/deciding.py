"""A commission's sessions, its decisions, and the conditions that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import rules, signals
from homeward.plans.actions.moving import move
from homeward.plans.choices import Outcome, PlanStatus, Reason
from homeward.plans.models import Condition, ConditionMet, Decision, Plan, Session
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class ConditionText:
    """A condition as the decision form gives it: what, who holds it, by which day."""

    text: str
    holder_org: Organisation
    due_on: date | None


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
    """Ends a sitting once each of its plans is decided."""
    require(by, "plans.hold_sessions")
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.commission_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    if session.closed_at:
        raise Refused(Reason.SESSION_OVER)
    if session.plans.filter(status=PlanStatus.SUBMITTED).exists():
        raise Refused(Reason.STILL_WAITING)
    session.closed_at = at
    session.save(update_fields=["closed_at"])
    return session


@transaction.atomic
def decide(
    plan: Plan,
    session: Session,
    outcome: Outcome,
    *,
    reason: str,
    remark: str = "",
    conditions: Sequence[ConditionText] = (),
    by: User,
    at: datetime,
) -> Decision:
    """Records what the commission decided. An approval reserves money and begins the support."""
    require(by, "plans.decide")
    plan = _locked(plan)
    refuse_if(rules.reasons_not_to_decide(_facts(plan, session, outcome, reason, conditions, by)))
    if outcome == Outcome.APPROVED:
        signals.approving.send(Plan, plan=plan, by=by, at=at)
    decision = Decision.objects.create(
        session=session, plan=plan, outcome=outcome, reason=reason, remark=remark, at=at, by=by,
        **_belongs(plan, by),
    )  # fmt: skip
    if outcome == Outcome.APPROVED:
        plan.approved_on = at.date()
    move(plan, rules.STATUS_OF[outcome], also=("approved_on",))
    tasks.end(TaskKind.DECIDE_PLAN, plan.pk, at=at)
    if outcome == Outcome.APPROVED:
        _begin_support(decision, conditions, by=by, at=at)
    else:
        _wait_for_drafter(TaskKind.MEND_PLAN, plan, at=at, note=reason)
    return decision


def _facts(
    plan: Plan,
    session: Session,
    outcome: Outcome,
    reason: str,
    conditions: Sequence[ConditionText],
    by: User,
) -> rules.DecidingFacts:
    return rules.DecidingFacts(
        is_submitted=plan.status == PlanStatus.SUBMITTED and plan.session_id == session.pk,
        is_party=plan.commission_id == by.organisation_id,
        session_open=session.closed_at is None,
        outcome=outcome,
        reason=reason,
        conditions=len(conditions),
        conditions_clear=all(c.text.strip() and c.due_on for c in conditions),
    )


def _begin_support(
    decision: Decision, conditions: Sequence[ConditionText], *, by: User, at: datetime
) -> None:
    # The commission does not write on the case: the database moves it, from this one approval.
    with connection.cursor() as cursor:
        cursor.execute("select plans_begin_support(%s)", [decision.pk])
    cases.begin_steps(decision.plan.case_id)
    for given in conditions:
        _open_condition(decision, given, by=by, at=at)
    _wait_for_drafter(TaskKind.START_SUPPORT, decision.plan, at=at)


def _open_condition(decision: Decision, given: ConditionText, *, by: User, at: datetime) -> None:
    plan = decision.plan
    if given.due_on is None:
        raise Refused(Reason.CONDITION_UNCLEAR)
    condition = Condition.objects.create(
        decision=decision,
        text=given.text,
        holder_org=given.holder_org,
        due_on=given.due_on,
        **_belongs(plan, by),
    )
    is_drafters = given.holder_org.pk == plan.owner_org_id
    tasks.begin(
        TaskKind.MEET_CONDITION,
        condition.pk,
        holder_org=given.holder_org,
        holder=plan.drafted_by if is_drafters else None,
        waiter_org=by.organisation_of_rows,
        at=at,
        programme_id=plan.programme_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        reference=plan.case.reference,
        due_on=given.due_on,
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
    met = ConditionMet.objects.create(condition=condition, on=on, by=by, **_belongs(plan, by))
    tasks.end(TaskKind.MEET_CONDITION, condition.pk, at=at)
    cases.ensure_next_step(plan.case_id, by=by, at=at)
    return met


def _wait_for_drafter(kind: TaskKind, plan: Plan, *, at: datetime, note: str = "") -> None:
    tasks.begin(
        kind,
        plan.case_id,
        holder_org=plan.owner_org_id,
        holder=plan.drafted_by,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        programme_id=plan.programme_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        reference=plan.case.reference,
        note=note,
    )


def _belongs(plan: Plan, by: User) -> dict[str, object]:
    return {
        "owner_org": by.organisation_of_rows,
        "programme_id": plan.programme_id,
        "person_id": plan.person_id,
    }


def _locked(plan: Plan) -> Plan:
    """A commission that may read the plan but not write on it locks no row of it."""
    found = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("case", "drafted_by", "owner_org")
        .filter(pk=plan.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NO_AGREEMENT)
    return found
