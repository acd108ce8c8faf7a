"""The one way in which a plan's status changes, and what every write on a plan begins with."""

from datetime import datetime
from typing import Any

from homeward.access.models import User
from homeward.core.refusals import Refused, refuse_if
from homeward.plans import rules
from homeward.plans.choices import PlanStatus, Reason
from homeward.plans.models import Plan
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def move(plan: Plan, to: PlanStatus, *, also: tuple[str, ...] = ()) -> None:
    """The only code that writes Plan.status; `also` names fields that are written with it."""
    if to not in rules.NEXT[PlanStatus(plan.status)]:
        raise Refused(Reason.WRONG_STATUS)
    plan.status = to
    plan.save(update_fields=["status", *also])


def changed(plan: Plan, *also: str) -> None:
    """The content is another one: what the person agreed to before is not this plan."""
    plan.revision += 1
    plan.save(update_fields=["revision", *also])


def locked(plan: Plan) -> Plan:
    """Read again under a lock: the page may be old, and two workers may click at once.

    A commission that may read the plan but not write on it locks no row of it.
    """
    found = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("case", "drafted_by", "owner_org")
        .filter(pk=plan.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NO_AGREEMENT)
    return found


def locked_draft(plan: Plan) -> Plan:
    plan = locked(plan)
    refuse_if(
        rules.reasons_not_to_change(status=PlanStatus(plan.status), is_open=plan.case.is_open)
    )
    return plan


def of_the_plan(plan: Plan) -> dict[str, Any]:
    """What a part of the plan has from it."""
    return {
        "plan": plan,
        "person_id": plan.person_id,
        "programme_id": plan.programme_id,
        "owner_org_id": plan.owner_org_id,
    }


def own_row(plan: Plan, by: User) -> dict[str, Any]:
    """What a row about the plan has that belongs to the actor's organisation."""
    return {**of_the_plan(plan), "owner_org_id": by.organisation_of_rows.pk}


def of_the_case(plan: Plan) -> dict[str, Any]:
    """What a wait on the plan says of its case."""
    return {
        "programme_id": plan.programme_id,
        "case_id": plan.case_id,
        "person_id": plan.person_id,
        "reference": plan.case.reference,
    }


def wait_for_drafter(kind: TaskKind, plan: Plan, *, at: datetime, note: str = "") -> None:
    tasks.begin(
        kind,
        plan.case_id,
        holder_org=plan.owner_org_id,
        holder=plan.drafted_by,
        waiter_org=plan.owner_org_id,
        waiter=plan.drafted_by,
        at=at,
        note=note,
        **of_the_case(plan),
    )
