"""Drafting a plan and sending it to a commission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.plans import queries, rules
from homeward.plans.actions.copying import copy_content
from homeward.plans.actions.moving import (
    changed,
    locked,
    locked_draft,
    move,
    of_the_case,
    of_the_plan,
)
from homeward.plans.choices import Dimension, Horizon, LineKind, LineStatus, PlanStatus, Reason
from homeward.plans.models import Goal, Plan, PlanLine, Session
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks import queries as waits
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Part:
    """An instalment as it is planned on a line."""

    amount: Decimal
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A plan line as its page gives it. A public service has no cost."""

    dimension: Dimension
    kind: LineKind
    title: str
    horizon: Horizon = Horizon.SHORT
    goal: Goal | None = None
    quantity: int = 1
    cost: Decimal | None = None
    currency: str = ""
    parts: Sequence[Part] = ()
    supplier_wish: str = ""
    own_amount: Decimal | None = None
    own_in_kind: str = ""
    due_on: date | None = None
    beneficiary: Person | None = None
    service: Service | None = None


@transaction.atomic
def draft(
    case: Case,
    *,
    goal: str = "",
    why: str = "",
    commission: Organisation | None = None,
    by: User,
    at: datetime,
) -> Plan:
    """A first plan, or the next version with the content of the one that was not approved."""
    require(by, "plans.draft")
    refuse_if(rules.reasons_not_to_draft(queries.drafting_facts(case, by=by)))
    return _begin(case, goal=goal, why=why, commission=commission, by=by, at=at)


@transaction.atomic
def fall_back(case: Case, *, why: str = "", by: User, at: datetime) -> Plan:
    """The next plan of the same case, on the way that the approved one named for this.

    What is under way goes on in the approved plan; what has not begun is taken along.
    """
    require(by, "plans.draft")
    before = queries.of_case(case)
    if not queries.is_to_fall_back_on(before) or before is None:
        raise Refused(Reason.NO_FALLBACK)
    refuse_if(rules.reasons_not_to_draft(queries.drafting_facts(case, by=by, falls_back=True)))
    return _begin(
        case, why=why, follows=before, route=before.fallback, fallback="", by=by, at=at
    )  # fmt: skip


def _begin(
    case: Case,
    *,
    goal: str = "",
    commission: Organisation | None = None,
    by: User,
    at: datetime,
    **fields: Any,
) -> Plan:
    before = queries.of_case(case)
    plan = Plan(
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
        for name in ("route", "fallback", "fallback_when", "longer_need", "longer_why", "follows"):
            setattr(plan, name, getattr(before, name))
    for name, value in fields.items():
        setattr(plan, name, value)
    plan.save(force_insert=True)
    if before:
        copy_content(before, plan, at=at)
    _wait_for_drafter(plan, at=at)
    tasks.end(TaskKind.MEND_PLAN, case.pk, at=at)
    return plan


@transaction.atomic
def change_plan(plan: Plan, *, by: User, at: datetime, **said: str) -> Plan:
    """The plan as a whole: goal, ways, help for longer, urgency."""
    require(by, "plans.draft")
    plan = locked_draft(plan)
    for name, value in said.items():
        setattr(plan, name, value)
    changed(plan, *said)
    return plan


def change_goal(plan: Plan, goal: str, *, by: User, at: datetime) -> Plan:
    return change_plan(plan, goal=goal, by=by, at=at)


@transaction.atomic
def add_line(plan: Plan, line: Line, *, by: User, at: datetime) -> PlanLine:
    require(by, "plans.draft")
    plan = locked_draft(plan)
    refuse_if(_reasons_not_to_keep(plan, line, at=at))
    changed(plan)
    return new_line(plan, line)


def new_line(plan: Plan, line: Line, **more: Any) -> PlanLine:
    """The line at the end of the plan; the caller holds the plan's lock."""
    last = plan.lines.order_by("-position").first()
    position = last.position + 1 if last else 1
    return PlanLine.objects.create(
        position=position, **of_the_plan(plan), **_fields(line), **more
    )  # fmt: skip


@transaction.atomic
def change_line(kept: PlanLine, line: Line, *, by: User, at: datetime) -> PlanLine:
    require(by, "plans.draft")
    plan = locked_draft(kept.plan)
    refuse_if(_reasons_not_to_keep(plan, line, at=at, instead_of=kept))
    fields = _fields(line)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    changed(plan)
    return kept


@transaction.atomic
def remove_line(line: PlanLine, *, by: User, at: datetime) -> None:
    require(by, "plans.draft")
    plan = locked_draft(line.plan)
    line.delete()
    changed(plan)


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
    if session:
        # So that two plans don't both take the last place of its agenda; always before the plan's.
        session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    plan = locked(plan)
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
    wait_for_commission(plan, session, at=at)
    return plan


def wait_for_commission(plan: Plan, session: Session, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.DECIDE_PLAN,
        plan.pk,
        holder_org=session.commission_id,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        due_on=session.held_on,
        **of_the_case(plan),
    )


def _wait_for_drafter(plan: Plan, *, at: datetime) -> None:
    """The time for a first plan runs from the return, not from the day of its first word."""
    case = plan.case
    since = case.arrived_on if plan.version == 1 and case.arrived_on else timezone.localdate(at)
    tasks.begin(
        TaskKind.DRAFT_PLAN,
        plan.case_id,
        holder_org=plan.owner_org_id,
        holder=plan.drafted_by,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        due_on=waits.due_on(TaskKind.DRAFT_PLAN, programme_id=plan.programme_id, start=since),
        **of_the_case(plan),
    )


def _reasons_not_to_keep(
    plan: Plan, line: Line, *, at: datetime, instead_of: PlanLine | None = None
) -> list[Reason]:
    expected = queries.currency_of(plan.case, plan, on=at.date())
    if instead_of and queries.package_of(plan.case, on=at.date()) is None:
        others = plan.lines.exclude(currency="").exclude(pk=instead_of.pk).first()
        expected = others.currency if others else ""
    facts = rules.LineFacts(
        kind=line.kind,
        cost=line.cost,
        currency=line.currency,
        expected_currency=expected,
        instalments=[part.amount for part in line.parts],
    )
    return rules.reasons_not_to_keep_line(facts)


def _fields(line: Line) -> dict[str, Any]:
    costed = line.kind != LineKind.PUBLIC_SERVICE
    return {
        "dimension": line.dimension,
        "kind": line.kind,
        "title": line.title,
        "horizon": line.horizon,
        "goal": line.goal,
        "quantity": line.quantity,
        "cost": line.cost if costed else None,
        # An own contribution is counted in the plan's currency too.
        "currency": line.currency if costed or line.own_amount else "",
        "planned_parts": [_part(part) for part in line.parts] if costed else [],
        "supplier_wish": line.supplier_wish,
        "own_amount": line.own_amount,
        "own_in_kind": line.own_in_kind,
        "due_on": line.due_on,
        "beneficiary": line.beneficiary,
        "service": line.service,
    }


def _part(part: Part) -> dict[str, str]:
    return {
        "amount": f"{part.amount:.2f}",
        "due_on": part.due_on.isoformat() if part.due_on else "",
    }
