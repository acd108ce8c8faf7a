"""Appeals against a rejection: made by the person or the drafter, heard by others or more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import queries, rules
from homeward.plans.actions.moving import locked, move, of_the_case, of_the_plan
from homeward.plans.actions.sitting import locked_session, note_move, wait_anew
from homeward.plans.choices import AppealStatus, MoveReason, PlanStatus, Reason
from homeward.plans.models import Appeal, Decision, Plan, Session
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def appeal(plan: Plan, grounds: str, *, by: User, at: datetime) -> Appeal:
    """Against the rejection of this plan. The commission holds it until it is heard."""
    require(by, "plans.say_own" if by.is_returnee else "plans.appeal")
    plan = Plan.objects.select_related("case", "drafted_by").get(pk=plan.pk)
    facts = queries.appeal_facts(plan, grounds=grounds, on=timezone.localdate(at))
    refuse_if(rules.reasons_not_to_appeal(**facts))
    decision = queries.rejection(plan)
    if decision is None:
        raise Refused(Reason.NOT_REJECTED)
    made = Appeal(
        decision=decision, grounds=grounds, is_persons=by.is_returnee, at=at, by=by,
        **of_the_plan(plan),
    )  # fmt: skip
    made.save(force_insert=True)
    later = queries.next_session(decision.session.commission_id, after=decision.session.held_on)
    tasks.begin(
        TaskKind.HEAR_APPEAL,
        made.pk,
        holder_org=decision.session.commission_id,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        due_on=later.held_on if later else None,
        **of_the_case(plan),
    )
    return made


@transaction.atomic
def hear(made: Appeal, session: Session, *, by: User, at: datetime) -> Plan:
    """Puts the plan on the agenda of a later session, which decides on it anew."""
    require(by, "plans.hold_sessions")
    session = locked_session(session, by)
    plan = locked(made.plan)
    if plan.commission_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    refuse_if(_reasons_not_to_hear(made, plan, session, at=at))
    note_move(plan, session, MoveReason.APPEAL, by=by, at=at)
    plan.session = session
    move(plan, PlanStatus.SUBMITTED, also=("session",))
    tasks.end(TaskKind.MEND_PLAN, plan.case_id, at=at)
    wait_anew(plan, session, at=at)
    return plan


def _reasons_not_to_hear(
    made: Appeal, plan: Plan, session: Session, *, at: datetime
) -> list[Reason]:
    checks = [
        (made.status == AppealStatus.WAITING, Reason.APPEALED),
        (plan.status == PlanStatus.REJECTED, Reason.WRONG_STATUS),
        (queries.is_to_come(session, on=at.date()), Reason.SESSION_OVER),
        (queries.has_room(session), Reason.SESSION_FULL),
        (
            not Decision.objects.filter(session=session, plan=plan).exists(),
            Reason.SAME_SESSION,
        ),
    ]
    return [why for holds, why in checks if not holds]
