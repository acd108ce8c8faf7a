"""Reads of budgets and their books, of donors, rates, registers, and requests to a reserve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.cases.models import Case
from homeward.funds import rules
from homeward.funds.choices import BudgetKind, Need, RequestStatus, Vulnerability
from homeward.funds.models import (
    Budget,
    BudgetShare,
    CheckRule,
    ExchangeRate,
    Instalment,
    LineShare,
    Payment,
    Reservation,
    ReserveReach,
    ReserveRequest,
    ReserveRule,
    StockItem,
    Supplier,
)
from homeward.ledger.models import Book, Posting
from homeward.plans import queries as plans
from homeward.plans.choices import PlanStatus
from homeward.plans.models import Plan
from homeward.programmes.models import Package

UNDECIDED = {PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.ADJOURNED, PlanStatus.NO_SHOW}


@dataclass(frozen=True)
class Given:
    """What a donor gave through one budget, all in the budget's currency."""

    budget: Budget
    spent: Decimal
    received: Decimal

    @property
    def due(self) -> Decimal:
        """What the donor still owes for what was spent; less than nothing: paid ahead."""
        return self.spent - self.received


@dataclass(frozen=True)
class InForce:
    """What the package in force gives a case, beside what its plan asks."""

    package: Package
    on: date
    since_arrival: bool
    rows: list[rules.Entitlement]

    @property
    def over(self) -> Decimal:
        return sum((row.over for row in self.rows), Decimal(0))


def budgets(*, fund_org_id: int | None = None) -> QuerySet[Budget]:
    found = Budget.objects.select_related("programme", "fund_org").order_by("-valid_from", "name")
    return found.filter(fund_org=fund_org_id) if fund_org_id else found


def budgets_in_force(*, on: date) -> QuerySet[Budget]:
    return budgets().filter(valid_from__lte=on, valid_until__gte=on).order_by("name")


def budgets_for(plan: Plan, *, currency: str, on: date) -> QuerySet[Budget]:
    """What could pay a plan on a day, the one that ends first before the others."""
    return Budget.objects.filter(
        programme=plan.programme_id,
        kind=BudgetKind.ORDINARY,
        currency=currency,
        valid_from__lte=on,
        valid_until__gte=on,
    ).order_by("valid_until", "pk")


def left(budget: Budget) -> Decimal:
    return budget.amount - budget.reserved


def cash_book(budget: Budget) -> Book:
    return Book.objects.get(pk=budget.cash_book_id or UUID(int=0))


def of_book(book: Book) -> Budget | None:
    """Whose book it is; another feature's books are of no budget."""
    of = Q(commitment_book=book) | Q(cash_book=book)
    return Budget.objects.filter(of).select_related("programme", "fund_org").first()


def shares_of(instalment: Instalment) -> dict[Actor, Decimal]:
    """Donor -> percent, in one order: those of the line where it has its own, or the budget's."""
    of_line = LineShare.objects.filter(line=instalment.line_id, budget=instalment.budget_id)
    found: list[LineShare | BudgetShare] = list(of_line.select_related("donor").order_by("donor"))
    if not found:
        of_budget = BudgetShare.objects.filter(budget=instalment.budget_id)
        found = list(of_budget.select_related("donor").order_by("donor"))
    return {share.donor: share.percent for share in found}


def donors() -> list[Actor]:
    """Who has a share of a budget of the reader's office, by name."""
    named = BudgetShare.objects.values("donor")
    of_lines = LineShare.objects.values("donor")
    return list(Actor.objects.filter(Q(pk__in=named) | Q(pk__in=of_lines)).order_by("name"))


def given_by(donor: Actor, *, fund_org_id: int) -> list[Given]:
    """Budget by budget, from the books: nothing here is counted twice."""
    found = []
    for budget in budgets(fund_org_id=fund_org_id):
        lines = Posting.objects.filter(book=budget.cash_book_id, currency=budget.currency)
        spent = lines.filter(account__code=f"donor:{donor.pk}")
        received = lines.filter(account__code=f"due:{donor.pk}", transaction__memo="received")
        sums = [
            -Decimal(part.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"])
            for part in (spent, received)
        ]
        if any(sums) or budget.shares.filter(donor=donor).exists():
            found.append(Given(budget, *sums))
    return found


def rate_on(base: str, quote: str, *, on: date, org_id: int | None) -> ExchangeRate | None:
    """The latest rate of the office on or before a day."""
    if not quote:
        return None
    return (
        ExchangeRate.objects.filter(base=base, quote=quote, on__lte=on, entered_by_org=org_id)
        .order_by("-on")
        .first()
    )


def rates(*, org_id: int | None) -> QuerySet[ExchangeRate]:
    return ExchangeRate.objects.filter(entered_by_org=org_id).order_by("-on", "base", "quote")


def suppliers(*, org_id: int | None, active: bool = True) -> QuerySet[Supplier]:
    found = Supplier.objects.filter(owner_org=org_id)
    return found.filter(is_active=True) if active else found


def stock() -> QuerySet[StockItem]:
    return StockItem.objects.order_by("name")


def all_check_rules(*, fund_org_id: int | None) -> QuerySet[CheckRule]:
    return CheckRule.objects.filter(fund_org=fund_org_id).select_related("programme")


# Entitlements and reserves ------------------------------------------------------------------


def entitlements(case: Case, plan: Plan | None, *, on: date) -> InForce | None:
    """The package in force on the right date, as the plan was sent with it or as it stands now."""
    if plan is not None and plan.package_id and plan.submitted_at and plan.package:
        package, given = plan.package, plans.ceilings_kept(plan)
        day = case.arrived_on or plan.submitted_at.date()
    elif most := plans.ceiling(case, on=on):
        package, given, day = most.package, most.amounts, case.arrived_on or on
    else:
        return None
    asked = plans.asked(plans.lines(plan)) if plan else {}
    return InForce(package, day, case.arrived_on is not None, rules.entitlements(given, asked))


def outgoing(budget: Budget, *, first: date, last: date, currency: str) -> list[rules.Outgoing]:
    """What left the bank for a budget in these days; what came back is left out."""
    found = (
        Payment.objects.filter(
            instalment__budget=budget, paid_on__gte=first, paid_on__lte=last, returned=None
        )
        .select_related("instalment__case", "instalment__voucher")
        .order_by("paid_on", "at")
    )
    left_in = [(p, p.paid_amount or p.amount, p.paid_currency or p.currency) for p in found]
    return [
        rules.Outgoing(key=payment, amount=amount, references=_known_by(payment))
        for payment, amount, unit in left_in
        if unit == currency
    ]


def _known_by(payment: Payment) -> tuple[str, ...]:
    voucher = getattr(payment.instalment, "voucher", None)
    return (payment.instalment.case.reference, voucher.number if voucher else "")


def reserves_for(case: Case, *, currency: str, on: date) -> QuerySet[Budget]:
    """Of the case's programme, and of a region where that reaches it."""
    reaching = ReserveReach.objects.filter(programme=case.programme_id, since_on__lte=on)
    return Budget.objects.filter(
        Q(programme=case.programme_id) | Q(pk__in=reaching.values("budget")),
        kind=BudgetKind.RESERVE,
        currency=currency,
        valid_from__lte=on,
        valid_until__gte=on,
    ).order_by("valid_until", "pk")


def reserve_rule(budget: Budget, need: str, *, by: User, on: date) -> ReserveRule | None:
    """The rule that takes this need from one of the actor's roles; of several, the latest."""
    return (
        ReserveRule.objects.filter(
            budget=budget, need=need, roles__overlap=list(by.roles), valid_from__lte=on
        )
        .exclude(valid_until__lt=on)
        .order_by("-valid_from", "-pk")
        .first()
    )


def granted(plan: Plan, *, needs: Iterable[str] = ()) -> Decimal:
    """What reserves granted for the case's plan and no approval used yet."""
    found = ReserveRequest.objects.filter(
        case=plan.case_id, status=RequestStatus.GRANTED, reservation__isnull=False
    ).exclude(reservation__plan__status=PlanStatus.APPROVED)
    if needs:
        found = found.filter(need__in=needs)
    left_of = F("reservation__amount") - F("reservation__released")
    return Decimal(found.aggregate(sum=Sum(left_of, default=Decimal(0)))["sum"])


def asking_facts(
    plan: Plan,
    budget: Budget,
    *,
    need: Need,
    vulnerability: Vulnerability,
    amount: Decimal,
    reason: str,
    by: User,
    on: date,
) -> rules.AskingFacts:
    rule = reserve_rule(budget, need, by=by, on=on)
    asked = ReserveRequest.objects.filter(case=plan.case_id, budget=budget)
    before = Reservation.objects.filter(plan__case=plan.case_id, budget=budget)
    left_of = F("amount") - F("released")
    return rules.AskingFacts(
        plan_open=plan.status in UNDECIDED,
        amount=amount,
        ceiling=rule.ceiling if rule else None,
        granted=Decimal(before.aggregate(sum=Sum(left_of, default=Decimal(0)))["sum"]),
        asks_vulnerability=bool(rule and rule.asks_vulnerability),
        vulnerability=vulnerability,
        has_reason=bool(reason.strip()),
        asked_already=asked.filter(status=RequestStatus.WAITING).exists(),
    )


def requests(*, status: str = "") -> QuerySet[ReserveRequest]:
    found = ReserveRequest.objects.select_related("case", "budget", "asked_by", "decided_by")
    return found.filter(status=status) if status else found


def requests_of(case: Case) -> list[ReserveRequest]:
    return list(requests().filter(case=case))


def rule_of(request: ReserveRequest) -> ReserveRule | None:
    """The rule by which it was asked."""
    return reserve_rule(
        request.budget, request.need, by=request.asked_by, on=request.asked_at.date()
    )


def reservations_from(budget: Budget) -> QuerySet[Reservation]:
    """What plans hold of a budget, the latest first; given back in full, it is left out."""
    return (
        Reservation.objects.filter(budget=budget, amount__gt=F("released"))
        .select_related("plan__case", "budget")
        .order_by("-at")
    )


def reservations_of(plan_ids: Iterable[UUID]) -> list[Reservation]:
    found = Reservation.objects.filter(plan__in=list(plan_ids)).select_related("budget__fund_org")
    return list(found.order_by("budget__kind", "at"))
