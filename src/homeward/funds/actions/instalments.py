"""Reserving an approved plan's money, and planning in how many parts a line is paid."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.funds import queries, rules
from homeward.funds.actions.moving import locked, move, wait_for_proof
from homeward.funds.choices import InstalmentStatus, Reason, Way
from homeward.funds.models import Budget, Instalment, Reservation, Supplier
from homeward.plans import actions as plan_actions
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind, LineStatus
from homeward.plans.models import Plan, PlanLine
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# A line that says cash is given so; of any other kind it is asked.
WAY_OF = {LineKind.CASH: Way.CASH}


@transaction.atomic
def reserve(plan: Plan, *, by: User, at: datetime) -> None:
    """Sets aside what an approved plan costs, or refuses. Part of the commission's approval.

    What a reserve granted before is taken over; the rest is one budget's.
    """
    require(by, "plans.decide")
    costed = [line for line in plans.lines(plan) if line.cost is not None]
    if not costed:
        return
    total = sum((line.cost or Decimal(0) for line in costed), Decimal(0))
    rest = total - _granted(plan)
    budget = _with_room(plan, rest, currency=costed[0].currency, on=at.date()) if rest > 0 else None
    if rest > 0 and budget is None:
        raise Refused(Reason.NO_BUDGET)
    with connection.cursor() as cursor:
        cursor.execute(
            "select funds_reserve(%s, %s, %s)", [plan.pk, budget.pk if budget else None, at]
        )


def _granted(plan: Plan) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute("select funds_granted(%s)", [plan.pk])
        return Decimal(cursor.fetchone()[0])


def _with_room(plan: Plan, amount: Decimal, *, currency: str, on: date) -> Budget | None:
    # Locked one after another in the same order, so that two approvals never share an amount.
    fitting = queries.budgets_for(plan, currency=currency, on=on)
    return next((b for b in fitting.select_for_update() if queries.left(b) >= amount), None)


@transaction.atomic
def plan_instalments(
    line: PlanLine,
    parts: Sequence[tuple[Decimal, date | None]],
    *,
    way: Way | None = None,
    supplier: Supplier | None = None,
    by: User,
    at: datetime,
) -> list[Instalment]:
    """In how many parts a funded line is paid: (amount, due on) pairs, in their order."""
    require(by, "funds.plan_instalments")
    line = (
        PlanLine.objects.select_for_update(of=("self",))
        .select_related("plan__case")
        .get(pk=line.pk)
    )
    # Instalments of other lines are drawn from the same reservations.
    reservations = list(
        Reservation.objects.select_for_update(of=("self",))
        .filter(plan=line.plan_id)
        .select_related("budget")
        .order_by("budget__kind", "at")
    )
    pots = [rules.Pot(budget=r.budget, left=queries.left_to_plan(r)) for r in reservations]
    amounts = [amount for amount, _due_on in parts]
    refuse_if(rules.reasons_not_to_plan(queries.planning_facts(line, amounts, pots)))
    given = way or WAY_OF.get(LineKind(line.kind), Way.SERVICE)
    last = line.instalments.aggregate(Max("number"))["number__max"] or 0
    planned = [
        Instalment.objects.create(
            case=line.plan.case,
            line=line,
            budget=draw.budget,
            fund_org_id=draw.budget.fund_org_id,
            number=last + position,
            way=given,
            supplier=supplier,
            amount=draw.amount,
            currency=line.currency,
            due_on=parts[draw.part][1],
            planned_by=by,
            planned_at=at,
            person_id=line.person_id,
            programme_id=line.programme_id,
            owner_org=by.organisation_of_rows,
        )
        for position, draw in enumerate(rules.drawn(amounts, pots), start=1)
    ]
    for instalment in planned:
        wait_for_proof(instalment, at=at)
    _is_under_way(line, by=by, at=at)
    return planned


def _is_under_way(line: PlanLine, *, by: User, at: datetime) -> None:
    if line.status == LineStatus.PLANNED:
        plan_actions.mark_line(line, LineStatus.UNDER_WAY, by=by, at=at)
    # A plan without any public service begins with its money, not with a referral.
    if not line.plan.lines.filter(kind=LineKind.PUBLIC_SERVICE).exists():
        tasks.end(TaskKind.START_SUPPORT, line.plan.case_id, at=at)


@transaction.atomic
def cancel_instalment(instalment: Instalment, *, by: User, at: datetime) -> Instalment:
    """It will not be paid. Its amount is free again for other instalments of the line."""
    require(by, "funds.cancel_instalment")
    instalment = locked(instalment)
    move(instalment, InstalmentStatus.CANCELLED)
    tasks.end(TaskKind.BRING_PROOF, instalment.pk, at=at)
    tasks.end(TaskKind.TELL_GOODS, instalment.pk, at=at)
    cases.ensure_next_step(instalment.case_id, by=by, at=at)
    return instalment
