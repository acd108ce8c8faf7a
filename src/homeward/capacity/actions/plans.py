"""Plans of training: drafted by one side, approved by the partner, met goal by goal."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.capacity import queries, rules
from homeward.capacity.choices import OPEN, PlanStatus, Reason
from homeward.capacity.models import (
    CapacityAssessment,
    CapacityDomain,
    Module,
    TrainingGoal,
    TrainingPlan,
)
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class GoalGiven:
    text: str
    who: str
    by_when: date | None
    domain: CapacityDomain | None = None
    module: Module | None = None
    by_partner: bool = False
    payer: Organisation | None = None
    cost: Decimal | None = None
    currency: str = ""


@transaction.atomic
def draft(
    organisation: Organisation, *, title: str, from_on: date, until_on: date,
    assessment: CapacityAssessment | None = None, by: User, at: datetime,
) -> TrainingPlan:  # fmt: skip
    require(by, "capacity.plan")
    if until_on < from_on:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    return TrainingPlan.objects.create(
        owner_org=by.organisation_of_rows, organisation=organisation, title=title.strip(),
        from_on=from_on, until_on=until_on, assessment=assessment, written_by=by, written_at=at,
    )  # fmt: skip


@transaction.atomic
def add_goal(plan: TrainingPlan, given: GoalGiven, *, by: User, at: datetime) -> TrainingGoal:
    plan = _own_draft(plan, by)
    if given.cost is not None and not given.currency:
        raise Refused(Reason.COST_NEEDS_CURRENCY)
    return TrainingGoal.objects.create(plan=plan, **vars(given))


@transaction.atomic
def remove_goal(goal: TrainingGoal, *, by: User, at: datetime) -> None:
    _own_draft(goal.plan, by)
    goal.delete()


@transaction.atomic
def propose(plan: TrainingPlan, *, by: User, at: datetime) -> None:
    """The partner has it before them, until the plan's first day."""
    plan = _own(plan, by)
    days = list(queries.goals(plan).values_list("by_when", flat=True))
    refuse_if(rules.reasons_not_to_propose(status=plan.status, days=days))
    plan.status = PlanStatus.PROPOSED
    plan.save(update_fields=["status"])
    tasks.begin(
        TaskKind.APPROVE_TRAINING, plan.pk, holder_org=plan.organisation_id,
        waiter_org=plan.owner_org_id, waiter=by, at=at, programme_id=0,
        reference=plan.title, due_on=max(plan.from_on, timezone.localdate(at)),
    )  # fmt: skip


@transaction.atomic
def approve(plan: TrainingPlan, *, by: User, at: datetime) -> None:
    """By the partner, and by another than the writer; each goal then waits for who sees to it."""
    plan = _to_decide(plan, by)
    plan.status, plan.approved_by, plan.approved_at = PlanStatus.APPROVED, by, at
    plan.save(update_fields=["status", "approved_by", "approved_at"])
    tasks.end(TaskKind.APPROVE_TRAINING, plan.pk, at=at)
    for goal in queries.goals(plan):
        # Whoever does not see to it waits for it.
        other = plan.owner_org_id if goal.by_partner else plan.organisation_id
        tasks.begin(
            TaskKind.MEET_TRAINING_GOAL, goal.pk, holder_org=goal.holder_id,
            waiter_org=other, at=at, programme_id=0, reference=goal.text,
            due_on=goal.by_when,
        )  # fmt: skip


@transaction.atomic
def send_back(plan: TrainingPlan, *, by: User, at: datetime) -> None:
    """It is changed by who wrote it, and proposed again."""
    plan = _to_decide(plan, by)
    tasks.end(TaskKind.APPROVE_TRAINING, plan.pk, at=at)
    plan.status = PlanStatus.RETURNED
    plan.save(update_fields=["status"])


@transaction.atomic
def meet(goal: TrainingGoal, note: str, *, by: User, at: datetime) -> None:
    require(by, "capacity.plan")
    goal = TrainingGoal.objects.select_for_update(of=("self",)).select_related("plan").get(
        pk=goal.pk
    )  # fmt: skip
    if by.organisation_id not in {goal.plan.owner_org_id, goal.plan.organisation_id}:
        raise PermissionDenied("capacity.plan")
    refuse_if(
        rules.reasons_not_to_meet(
            status=goal.plan.status, is_met=goal.met_on is not None, note=note
        )
    )
    goal.met_on, goal.met_note = timezone.localdate(at), note.strip()
    goal.save(update_fields=["met_on", "met_note"])
    tasks.end(TaskKind.MEET_TRAINING_GOAL, goal.pk, at=at)


def _own(plan: TrainingPlan, by: User) -> TrainingPlan:
    require(by, "capacity.plan")
    # First: of another's, the policies would let nobody lock the row.
    if plan.owner_org_id != by.organisation_id:
        raise PermissionDenied("capacity.plan")
    return TrainingPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _own_draft(plan: TrainingPlan, by: User) -> TrainingPlan:
    plan = _own(plan, by)
    if plan.status not in OPEN:
        raise Refused(Reason.NOT_A_DRAFT)
    return plan


def _to_decide(plan: TrainingPlan, by: User) -> TrainingPlan:
    require(by, "capacity.plan")
    plan = TrainingPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    refuse_if(
        rules.reasons_not_to_approve(
            status=plan.status,
            is_partner=plan.organisation_id == by.organisation_id,
            is_writer=plan.written_by_id == by.pk,
        )
    )
    return plan
