"""Asking a reserve for what a package or a budget does not give, and the second person's answer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.funds import queries, rules, signals
from homeward.funds.choices import Need, Reason, RequestStatus, Vulnerability
from homeward.funds.models import Budget, Reservation, ReserveRequest
from homeward.plans.models import Plan
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask_reserve(
    plan: Plan,
    budget: Budget,
    *,
    need: Need,
    vulnerability: Vulnerability,
    amount: Decimal,
    reason: str,
    needed_by: date | None = None,
    by: User,
    at: datetime,
) -> ReserveRequest:
    """Asks for money beyond the package or the budget, for a plan that is not decided yet."""
    require(by, "funds.ask_reserve")
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    facts = queries.asking_facts(
        plan, budget, need=need, vulnerability=vulnerability, amount=amount, reason=reason,
        by=by, on=at.date(),
    )  # fmt: skip
    refuse_if(rules.reasons_not_to_ask(facts))
    request = ReserveRequest.objects.create(
        case=plan.case,
        plan=plan,
        budget=budget,
        need=need,
        vulnerability=vulnerability,
        amount=amount,
        currency=budget.currency,
        reason=reason,
        asked_at=at,
        asked_by=by,
        owner_org=by.organisation_of_rows,
        programme_id=plan.programme_id,
        person_id=plan.person_id,
    )
    tasks.begin(
        TaskKind.DECIDE_RESERVE,
        request.pk,
        holder_org=budget.fund_org_id,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=plan.programme_id,
        case_id=plan.case_id,
        person_id=plan.person_id,
        reference=plan.case.reference,
        note=need,
        due_on=needed_by,
    )
    return request


@transaction.atomic
def grant(request: ReserveRequest, text: str, *, by: User, at: datetime) -> Reservation:
    """The money is reserved at once; the approval of the plan takes it over."""
    request = _to_decide(request, text, by=by, at=at, granting=True)
    with connection.cursor() as cursor:
        cursor.execute("select funds_grant(%s, %s)", [request.pk, at])
        reservation_id = cursor.fetchone()[0]
    _decided(request, RequestStatus.GRANTED, text, by=by, at=at, reservation_id=reservation_id)
    return Reservation.objects.get(pk=reservation_id)


@transaction.atomic
def refuse_request(request: ReserveRequest, text: str, *, by: User, at: datetime) -> ReserveRequest:
    request = _to_decide(request, text, by=by, at=at, granting=False)
    return _decided(request, RequestStatus.REFUSED, text, by=by, at=at)


def _to_decide(
    request: ReserveRequest, text: str, *, by: User, at: datetime, granting: bool
) -> ReserveRequest:
    require(by, "funds.decide_reserve")
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=request.budget_id)
    found = (
        ReserveRequest.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(pk=request.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_THE_FUND)
    reasons: list[Any] = rules.reasons_not_to_decide(
        status=RequestStatus(found.status),
        is_the_fund=budget.fund_org_id == by.organisation_id,
        by_another_than_asked=found.asked_by_id != by.pk,
        has_reason=bool(text.strip()),
        enough_left=not granting or found.amount <= queries.left(budget),
    )
    if granting and found.status == RequestStatus.WAITING:
        told = signals.granting.send(ReserveRequest, request=found, budget=budget, by=by, at=at)
        reasons += [reason for _receiver, against in told for reason in against or ()]
    refuse_if(reasons)
    return found


def _decided(
    request: ReserveRequest,
    status: RequestStatus,
    text: str,
    *,
    by: User,
    at: datetime,
    reservation_id: object = None,
) -> ReserveRequest:
    request.status, request.decision_text = status, text
    request.decided_at, request.decided_by = at, by
    if reservation_id:
        request.reservation_id = reservation_id  # type: ignore[assignment] # as the database made it
    request.save(
        update_fields=["status", "decision_text", "decided_at", "decided_by", "reservation"]
    )
    tasks.end(TaskKind.DECIDE_RESERVE, request.pk, at=at)
    cases.ensure_next_step(request.case_id, by=by, at=at)
    return request
