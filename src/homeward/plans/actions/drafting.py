"""Drafting a plan and sending it to a commission."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.plans import queries, rules
from homeward.plans.actions.moving import move
from homeward.plans.choices import Dimension, LineKind, LineStatus, PlanStatus, Reason
from homeward.plans.models import Plan, PlanLine, Session
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Line:
    """A plan line as its page gives it. A public service has no cost."""

    dimension: Dimension
    kind: LineKind
    title: str
    cost: Decimal | None = None
    currency: str = ""
    due_on: date | None = None
    beneficiary: Person | None = None
    service: Service | None = None


@transaction.atomic
def draft(
    case: Case, *, goal: str = "", commission: Organisation | None = None, by: User, at: datetime
) -> Plan:
    """A first plan, or the next version with the lines of the one that was not approved."""
    require(by, "plans.draft")
    refuse_if(rules.reasons_not_to_draft(queries.drafting_facts(case, by=by)))
    before = queries.of_case(case)
    plan = Plan.objects.create(
        case=case,
        version=before.version + 1 if before else 1,
        goal=goal or (before.goal if before else ""),
        commission=commission or (before.commission if before else None),
        drafted_at=at,
        drafted_by=by,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
    )
    if before:
        for line in queries.lines(before):
            _copy(line, plan)
    _wait_for_drafter(TaskKind.DRAFT_PLAN, plan, at=at)
    tasks.end(TaskKind.MEND_PLAN, case.pk, at=at)
    return plan


def _copy(line: PlanLine, plan: Plan) -> None:
    PlanLine.objects.create(
        plan=plan,
        position=line.position,
        dimension=line.dimension,
        kind=line.kind,
        title=line.title,
        beneficiary_id=line.beneficiary_id,
        service_id=line.service_id,
        cost=line.cost,
        currency=line.currency,
        due_on=line.due_on,
        person_id=plan.person_id,
        programme_id=plan.programme_id,
        owner_org_id=plan.owner_org_id,
    )


@transaction.atomic
def change_goal(plan: Plan, goal: str, *, by: User, at: datetime) -> Plan:
    require(by, "plans.draft")
    plan = _locked_draft(plan)
    plan.goal = goal
    plan.save(update_fields=["goal"])
    return plan


@transaction.atomic
def add_line(plan: Plan, line: Line, *, by: User, at: datetime) -> PlanLine:
    require(by, "plans.draft")
    plan = _locked_draft(plan)
    refuse_if(_reasons_not_to_keep(plan, line, at=at))
    last = plan.lines.order_by("-position").first()
    return PlanLine.objects.create(
        plan=plan,
        position=last.position + 1 if last else 1,
        person_id=plan.person_id,
        programme_id=plan.programme_id,
        owner_org_id=plan.owner_org_id,
        **_fields(line),
    )


@transaction.atomic
def change_line(kept: PlanLine, line: Line, *, by: User, at: datetime) -> PlanLine:
    require(by, "plans.draft")
    plan = _locked_draft(kept.plan)
    refuse_if(_reasons_not_to_keep(plan, line, at=at, instead_of=kept))
    fields = _fields(line)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    return kept


@transaction.atomic
def remove_line(line: PlanLine, *, by: User, at: datetime) -> None:
    require(by, "plans.draft")
    _locked_draft(line.plan)
    line.delete()


@transaction.atomic
def mark_line(line: PlanLine, status: LineStatus, *, by: User, at: datetime) -> PlanLine:
    """How far a line of an approved plan is. Referrals and funds tell it through this too."""
    require(by, "plans.draft")
    if line.plan.status != PlanStatus.APPROVED:
        raise Refused(Reason.WRONG_STATUS)
    line.status = status
    line.save(update_fields=["status"])
    return line


@transaction.atomic
def submit(plan: Plan, session: Session | None, *, by: User, at: datetime) -> Plan:
    """Sends the plan to a commission's session. From here on it stays as it was sent."""
    require(by, "plans.submit")
    plan = _locked(plan)
    refuse_if(rules.reasons_not_to_submit(queries.submitting_facts(plan, session, on=at.date())))
    if session is None:
        raise Refused(Reason.NO_SESSION)
    plan.session, plan.commission, plan.submitted_at = session, session.commission, at
    if most := queries.ceiling(plan.case, on=at.date()):
        plan.package = most.package
        plan.ceilings = {kind: str(amount) for kind, amount in most.amounts.items()}
    also = ("session", "commission", "submitted_at", "package", "ceilings")
    move(plan, PlanStatus.SUBMITTED, also=also)
    for kind in (TaskKind.CONFIRM_FACTS, TaskKind.DRAFT_PLAN, TaskKind.MEND_PLAN):
        tasks.end(kind, plan.case_id, at=at)
    _wait_for_commission(plan, session, at=at)
    return plan


def _wait_for_commission(plan: Plan, session: Session, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.DECIDE_PLAN,
        plan.pk,
        holder_org=session.commission_id,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        programme_id=plan.programme_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        reference=plan.case.reference,
        due_on=session.held_on,
    )


def _wait_for_drafter(kind: TaskKind, plan: Plan, *, at: datetime) -> None:
    tasks.begin(
        kind,
        plan.case_id,
        holder_org=plan.owner_org_id,
        holder=plan.drafted_by,
        waiter_org=plan.case.accountable_org_id,
        waiter=plan.case.worker,
        at=at,
        programme_id=plan.programme_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        reference=plan.case.reference,
    )


def _reasons_not_to_keep(
    plan: Plan, line: Line, *, at: datetime, instead_of: PlanLine | None = None
) -> list[Reason]:
    expected = queries.currency_of(plan.case, plan, on=at.date())
    if instead_of and queries.package_of(plan.case, on=at.date()) is None:
        others = plan.lines.exclude(currency="").exclude(pk=instead_of.pk).first()
        expected = others.currency if others else ""
    facts = rules.LineFacts(
        kind=line.kind, cost=line.cost, currency=line.currency, expected_currency=expected
    )
    return rules.reasons_not_to_keep_line(facts)


def _fields(line: Line) -> dict[str, object]:
    costed = line.kind != LineKind.PUBLIC_SERVICE
    return {
        "dimension": line.dimension,
        "kind": line.kind,
        "title": line.title,
        "cost": line.cost if costed else None,
        "currency": line.currency if costed else "",
        "due_on": line.due_on,
        "beneficiary": line.beneficiary,
        "service": line.service,
    }


def _locked_draft(plan: Plan) -> Plan:
    plan = _locked(plan)
    reasons = rules.reasons_not_to_change(status=PlanStatus(plan.status), is_open=plan.case.is_open)
    refuse_if(reasons)
    return plan


def _locked(plan: Plan) -> Plan:
    """Read again under a lock: the page may be old, and two workers may click at once."""
    return Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
