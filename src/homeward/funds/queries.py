"""Reads of budgets, instalments and payments, and the facts that their rules ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.queries import name_users
from homeward.cases.models import Case
from homeward.core.timeline import Entry
from homeward.funds import rules
from homeward.funds.choices import InstalmentStatus
from homeward.funds.models import Budget, Instalment, Payment, Proof, ProofCheck, Reservation
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind, PlanStatus
from homeward.plans.models import Plan, PlanLine


@dataclass(frozen=True)
class FundedLine:
    """A funded line of the approved plan with what is planned and paid of it."""

    line: PlanLine
    instalments: list[Instalment]

    @property
    def planned(self) -> Decimal:
        return _sum(i for i in self.instalments if i.status != InstalmentStatus.CANCELLED)

    @property
    def paid(self) -> Decimal:
        return _sum(i for i in self.instalments if i.status == InstalmentStatus.PAID)

    @property
    def left(self) -> Decimal:
        return (self.line.cost or Decimal(0)) - self.planned


def _sum(instalments: Iterable[Instalment]) -> Decimal:
    return sum((instalment.amount for instalment in instalments), Decimal(0))


def budgets(*, fund_org_id: int | None = None) -> QuerySet[Budget]:
    found = Budget.objects.select_related("programme", "fund_org").order_by("-valid_from", "name")
    return found.filter(fund_org=fund_org_id) if fund_org_id else found


def budgets_for(plan: Plan, *, currency: str, on: date) -> QuerySet[Budget]:
    """What could pay a plan on a day, the one that ends first before the others."""
    return Budget.objects.filter(
        programme=plan.programme_id, currency=currency, valid_from__lte=on, valid_until__gte=on
    ).order_by("valid_until", "pk")


def left(budget: Budget) -> Decimal:
    return budget.amount - budget.reserved


def of_case(case: Case) -> list[Instalment]:
    return list(_instalments().filter(case=case).order_by("line__position", "number"))


def shown_on_case(case: Case) -> list[Instalment]:
    """As `of_case`, with no more than the case page shows of each."""
    return list(
        Instalment.objects.filter(case=case)
        .select_related("line", "fund_org")
        .order_by("line__position", "number")
    )


def funded_lines(case: Case) -> list[FundedLine]:
    plan = plans.approved_plan(case)
    if plan is None:
        return []
    by_line: dict[object, list[Instalment]] = {}
    for instalment in of_case(case):
        by_line.setdefault(instalment.line_id, []).append(instalment)
    return [
        FundedLine(line, by_line.get(line.pk, []))
        for line in plans.lines(plan)
        if line.kind != LineKind.PUBLIC_SERVICE
    ]


def waiting(*statuses: InstalmentStatus) -> QuerySet[Instalment]:
    """Instalments in these states, the one due first before the others."""
    return _instalments().filter(status__in=statuses).order_by("due_on", "planned_at")


def _instalments() -> QuerySet[Instalment]:
    return Instalment.objects.select_related(
        "case", "line__plan", "budget", "fund_org", "planned_by"
    )


def proofs(instalment: Instalment) -> list[Proof]:
    """What was brought, the latest first. The files' bytes are left where they are."""
    return list(
        instalment.proofs.select_related("brought_by", "file", "refusal__by")
        .defer("file__content")
        .order_by("-at")
    )


def last_proof(instalment: Instalment) -> Proof | None:
    """The proof that waits for its check; a refused one counts no more."""
    return instalment.proofs.filter(refusal__isnull=True).order_by("at").last()


def payment_of(instalment: Instalment) -> Payment | None:
    return Payment.objects.filter(instalment=instalment).select_related("by", "owner_org").first()


def planning_facts(line: PlanLine, amounts: list[Decimal]) -> rules.PlanningFacts:
    standing = Instalment.objects.filter(line=line).exclude(status=InstalmentStatus.CANCELLED)
    return rules.PlanningFacts(
        plan_approved=line.plan.status == PlanStatus.APPROVED,
        line_funded=line.kind != LineKind.PUBLIC_SERVICE,
        money_reserved=Reservation.objects.filter(plan=line.plan_id).exists(),
        cost=line.cost or Decimal(0),
        planned=standing.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        amounts=amounts,
    )


def paying_facts(
    instalment: Instalment, budget: Budget, *, paid_on: date, by: User, on: date
) -> rules.PayingFacts:
    proof = last_proof(instalment)
    return rules.PayingFacts(
        status=InstalmentStatus(instalment.status),
        has_proof=proof is not None,
        by_another_than_brought_it=proof is None or proof.brought_by_id != by.pk,
        is_the_fund=instalment.fund_org_id == by.organisation_id,
        left_in_reserve=budget.reserved - budget.paid,
        amount=instalment.amount,
        in_future=paid_on > on,
    )


def unpaid(case: Case) -> bool:
    return Instalment.objects.filter(case=case).exclude(status__in=rules.SETTLED).exists()


def history(instalments: Sequence[Instalment]) -> list[Entry]:
    """The money's part of "What happened", of instalments that the page has read already."""
    moved = [i.pk for i in instalments if i.status != InstalmentStatus.PLANNED]
    if not moved:
        return []
    number = {instalment.pk: instalment.number for instalment in instalments}
    brought = list(Proof.objects.filter(instalment__in=moved).select_related("refusal"))
    refused = [proof.refusal for proof in brought if hasattr(proof, "refusal")]
    paid = list(Payment.objects.filter(instalment__in=moved))
    name_users(brought_by=brought, by=[*refused, *paid])
    return [
        *[_brought(proof, number[proof.instalment_id]) for proof in brought],
        *[_refused(check) for check in refused],
        *[_paid(payment, number[payment.instalment_id]) for payment in paid],
    ]


def _brought(proof: Proof, number: int) -> Entry:
    return Entry(
        at=proof.at,
        text=_("Proof brought for instalment %(number)s") % {"number": number},
        detail=str(proof.brought_by),
        icon="receipt",
    )


def _refused(check: ProofCheck) -> Entry:
    return Entry(
        at=check.at,
        text=_("Proof refused: %(reason)s") % {"reason": check.get_reason_display()},
        detail=f"{check.by}, {check.by.organisation}",
        icon="circle-x",
        tone="no",
    )


def _paid(payment: Payment, number: int) -> Entry:
    said = {
        "number": number,
        "amount": amount_text(payment.amount),
        "currency": payment.currency,
    }
    return Entry(
        at=payment.at,
        text=_("Instalment %(number)s paid on proof, %(amount)s %(currency)s") % said,
        detail=f"{payment.by}, {payment.by.organisation}",
        icon="coins",
        tone="ok",
    )


def amount_text(amount: Decimal) -> str:
    return str(floatformat(amount, "-2g"))
