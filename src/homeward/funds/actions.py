"""Every write on money: budgets, reservations, instalments, proofs and payments."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import translation

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused, refuse_if
from homeward.files import actions as files
from homeward.funds import queries, rules
from homeward.funds.choices import InstalmentStatus, Reason
from homeward.funds.models import Budget, Instalment, Payment, Proof, ProofCheck, Reservation
from homeward.plans import actions as plan_actions
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind, LineStatus
from homeward.plans.models import Plan, PlanLine
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def open_budget(
    programme: Programme,
    *,
    name: str,
    amount: Decimal,
    currency: str,
    valid_from: date,
    valid_until: date,
    by: User,
    at: datetime,
) -> Budget:
    """Money of the actor's fund office for one programme."""
    require(by, "funds.open_budget")
    checks = [
        (amount > 0 and bool(currency), Reason.NO_AMOUNT),
        (valid_from <= valid_until, Reason.ENDS_BEFORE_IT_BEGINS),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return Budget.objects.create(
        programme=programme,
        fund_org=by.organisation_of_rows,
        name=name,
        amount=amount,
        currency=currency,
        valid_from=valid_from,
        valid_until=valid_until,
    )


@transaction.atomic
def reserve(plan: Plan, *, by: User, at: datetime) -> None:
    """Sets aside what an approved plan costs, or refuses. Part of the commission's approval."""
    require(by, "plans.decide")
    costed = [line for line in plans.lines(plan) if line.cost is not None]
    if not costed:
        return
    total = sum((line.cost or Decimal(0) for line in costed), Decimal(0))
    # Locked one after another in the same order, so that two approvals never share an amount.
    fitting = queries.budgets_for(plan, currency=costed[0].currency, on=at.date())
    budget = next(
        (b for b in fitting.select_for_update() if queries.left(b) >= total),
        None,
    )
    if budget is None:
        raise Refused(Reason.NO_BUDGET)
    with connection.cursor() as cursor:
        cursor.execute("select funds_reserve(%s, %s, %s)", [plan.pk, budget.pk, at])


@transaction.atomic
def plan_instalments(
    line: PlanLine, parts: Sequence[tuple[Decimal, date | None]], *, by: User, at: datetime
) -> list[Instalment]:
    """In how many parts a funded line is paid: (amount, due on) pairs, in their order."""
    require(by, "funds.plan_instalments")
    line = (
        PlanLine.objects.select_for_update(of=("self",))
        .select_related("plan__case")
        .get(pk=line.pk)
    )
    amounts = [amount for amount, _due_on in parts]
    refuse_if(rules.reasons_not_to_plan(queries.planning_facts(line, amounts)))
    budget = Reservation.objects.select_related("budget").get(plan=line.plan_id).budget
    last = line.instalments.aggregate(Max("number"))["number__max"] or 0
    planned = [
        Instalment.objects.create(
            case=line.plan.case,
            line=line,
            budget=budget,
            fund_org_id=budget.fund_org_id,
            number=last + position,
            amount=amount,
            currency=line.currency,
            due_on=due_on,
            planned_by=by,
            planned_at=at,
            person_id=line.person_id,
            programme_id=line.programme_id,
            owner_org=by.organisation_of_rows,
        )
        for position, (amount, due_on) in enumerate(parts, start=1)
    ]
    for instalment in planned:
        _wait_for_proof(instalment, at=at)
    _is_under_way(line, by=by, at=at)
    return planned


def _is_under_way(line: PlanLine, *, by: User, at: datetime) -> None:
    if line.status == LineStatus.PLANNED:
        plan_actions.mark_line(line, LineStatus.UNDER_WAY, by=by, at=at)
    # A plan without any public service begins with its money, not with a referral.
    if not line.plan.lines.filter(kind=LineKind.PUBLIC_SERVICE).exists():
        tasks.end(TaskKind.START_SUPPORT, line.plan.case_id, at=at)


@transaction.atomic
def bring_proof(
    instalment: Instalment, content: bytes, name: str, *, by: User, at: datetime
) -> Proof:
    """Stores the paper; from here on the fund office holds the next step."""
    require(by, "funds.bring_proof")
    instalment = _locked(instalment)
    refuse_if(rules.reasons_not_to_bring(InstalmentStatus(instalment.status)))
    file = files.store(
        content,
        name,
        person_id=instalment.person_id,
        programme_id=instalment.programme_id,
        data_class=DataClass.FINANCE,
        by=by,
    )
    proof = Proof.objects.create(
        instalment=instalment, file=file, brought_by=by, at=at, **_belongs(instalment, by)
    )
    _move(instalment, InstalmentStatus.PROVEN)
    tasks.end(TaskKind.BRING_PROOF, instalment.pk, at=at)
    _wait(TaskKind.PAY_INSTALMENT, instalment, holder_org_id=instalment.fund_org_id, at=at)
    return proof


@transaction.atomic
def refuse_proof(proof: Proof, reason: str, *, by: User, at: datetime) -> ProofCheck:
    """The fund office sends the paper back with its reason; another one may be brought."""
    require(by, "funds.check_proof")
    instalment = _locked(proof.instalment)
    last = queries.last_proof(instalment)
    status = InstalmentStatus(instalment.status)
    if last is None or last.pk != proof.pk:
        raise Refused(Reason.WRONG_STATUS)
    reasons = rules.reasons_not_to_refuse(
        status=status,
        reason=reason,
        by_another_than_brought_it=proof.brought_by_id != by.pk,
        is_the_fund=instalment.fund_org_id == by.organisation_id,
    )
    refuse_if(reasons)
    check = ProofCheck.objects.create(
        proof=proof, reason=reason, at=at, by=by, **_belongs(instalment, by)
    )
    _move(instalment, InstalmentStatus.REFUSED)
    tasks.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)
    with translation.override(instalment.planned_by.language):
        _wait_for_proof(instalment, at=at, note=reason)
    return check


@transaction.atomic
def pay(instalment: Instalment, paid_on: date, *, by: User, at: datetime) -> Payment:
    """Pays one instalment once, on its checked proof."""
    require(by, "funds.pay")
    instalment = _locked(instalment)
    budget = Budget.objects.select_for_update().get(pk=instalment.budget_id)
    facts = queries.paying_facts(instalment, budget, paid_on=paid_on, by=by, on=at.date())
    refuse_if(rules.reasons_not_to_pay(facts))
    payment = Payment.objects.create(
        instalment=instalment,
        amount=instalment.amount,
        currency=instalment.currency,
        paid_on=paid_on,
        at=at,
        by=by,
        **_belongs(instalment, by),
    )
    Budget.objects.filter(pk=budget.pk).update(paid=F("paid") + instalment.amount)
    _move(instalment, InstalmentStatus.PAID)
    tasks.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)
    cases.ensure_next_step(instalment.case_id, by=by, at=at)
    return payment


@transaction.atomic
def cancel_instalment(instalment: Instalment, *, by: User, at: datetime) -> Instalment:
    """It will not be paid. Its amount is free again for other instalments of the line."""
    require(by, "funds.cancel_instalment")
    instalment = _locked(instalment)
    _move(instalment, InstalmentStatus.CANCELLED)
    tasks.end(TaskKind.BRING_PROOF, instalment.pk, at=at)
    cases.ensure_next_step(instalment.case_id, by=by, at=at)
    return instalment


def _move(instalment: Instalment, to: InstalmentStatus) -> None:
    """The only code that writes Instalment.status."""
    if to not in rules.NEXT[InstalmentStatus(instalment.status)]:
        raise Refused(Reason.WRONG_STATUS)
    instalment.status = to
    instalment.save(update_fields=["status"])


def _wait_for_proof(instalment: Instalment, *, at: datetime, note: str = "") -> None:
    _wait(
        TaskKind.BRING_PROOF,
        instalment,
        holder_org_id=instalment.owner_org_id,
        holder=instalment.planned_by,
        due_on=instalment.due_on,
        note=note,
        at=at,
    )


def _wait(
    kind: TaskKind,
    instalment: Instalment,
    *,
    holder_org_id: int,
    holder: User | None = None,
    due_on: date | None = None,
    note: str = "",
    at: datetime,
) -> None:
    """Whoever planned the instalment waits for it."""
    tasks.begin(
        kind,
        instalment.pk,
        holder_org=holder_org_id,
        holder=holder,
        waiter_org=instalment.owner_org_id,
        waiter=instalment.planned_by,
        at=at,
        programme_id=instalment.programme_id,
        case_id=instalment.case_id,
        person_id=instalment.person_id,
        reference=instalment.case.reference,
        note=note,
        due_on=due_on,
    )


def _belongs(instalment: Instalment, by: User) -> dict[str, object]:
    return {
        "owner_org": by.organisation_of_rows,
        "programme_id": instalment.programme_id,
        "person_id": instalment.person_id,
    }


def _locked(instalment: Instalment) -> Instalment:
    """Read again under a lock: two officers may click at once. Seen but not to be written: none."""
    found = (
        Instalment.objects.select_for_update(of=("self",))
        .select_related("case", "planned_by")
        .filter(pk=instalment.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_THE_FUND)
    return found
