"""Reads of budgets, instalments and payments, and the facts that their rules ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.queries import name_users
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.timeline import Entry
from homeward.funds import rules
from homeward.funds.choices import Check, InstalmentStatus, Way
from homeward.funds.models import (
    Budget,
    CheckMade,
    CheckRule,
    Delivery,
    Instalment,
    Payment,
    PaymentReturn,
    Proof,
    ProofCheck,
    Receipt,
    Reservation,
    Voucher,
)
from homeward.plans import queries as plans
from homeward.plans.choices import LineKind, PlanStatus
from homeward.plans.models import PlanLine


@dataclass(frozen=True)
class FundedLine:
    """A funded line of the approved plan with what is planned and paid of it."""

    line: PlanLine
    instalments: list[Instalment]

    @property
    def planned(self) -> Decimal:
        return _sum(i for i in self.instalments if i.status not in rules.FREED)

    @property
    def paid(self) -> Decimal:
        return _sum(i for i in self.instalments if i.status == InstalmentStatus.PAID)

    @property
    def left(self) -> Decimal:
        return (self.line.cost or Decimal(0)) - self.planned


def _sum(instalments: Iterable[Instalment]) -> Decimal:
    return sum((instalment.amount for instalment in instalments), Decimal(0))


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


def among(ids: Iterable[UUID]) -> QuerySet[Instalment]:
    """Those of these that the reader sees."""
    return _instalments().filter(pk__in=list(ids))


def _instalments() -> QuerySet[Instalment]:
    return Instalment.objects.select_related(
        "case", "line__plan", "budget", "fund_org", "planned_by", "supplier"
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
    found = Payment.objects.filter(instalment=instalment)
    return found.select_related("by", "owner_org", "returned__by").first()


def left_to_plan(reservation: Reservation) -> Decimal:
    """What a reservation holds for no instalment yet."""
    standing = Instalment.objects.filter(
        line__plan=reservation.plan_id, budget=reservation.budget_id
    ).exclude(status__in=rules.FREED)
    taken = standing.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]
    return Decimal(reservation.amount - reservation.released - taken)


def planning_facts(
    line: PlanLine, amounts: list[Decimal], pots: Sequence[rules.Pot[Budget]]
) -> rules.PlanningFacts:
    standing = Instalment.objects.filter(line=line).exclude(status__in=rules.FREED)
    return rules.PlanningFacts(
        plan_approved=line.plan.status == PlanStatus.APPROVED,
        line_funded=line.kind != LineKind.PUBLIC_SERVICE,
        money_reserved=bool(pots),
        cost=line.cost or Decimal(0),
        planned=standing.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        amounts=amounts,
        left=sum((pot.left for pot in pots), Decimal(0)),
    )


def voucher_of(instalment: Instalment) -> Voucher | None:
    found = Voucher.objects.filter(instalment=instalment).select_related("supplier", "issued_by")
    return found.first()


def delivery_of(instalment: Instalment) -> Delivery | None:
    return Delivery.objects.filter(instalment=instalment).select_related("item", "by").first()


def is_handed_out(instalment: Instalment) -> bool:
    return Delivery.objects.filter(instalment=instalment, handed_on__isnull=False).exists()


def check_rules(instalment: Instalment, *, on: date) -> list[CheckRule]:
    """The rules that the fund office has in force for an instalment on a day."""
    return list(
        CheckRule.objects.filter(
            fund_org=instalment.fund_org_id,
            programme=instalment.programme_id,
            way__in=["", instalment.way],
            valid_from__lte=on,
        ).exclude(valid_until__lt=on)
    )


def checks_asked(instalment: Instalment, *, on: date) -> frozenset[Check]:
    asked = [
        rules.CheckAsked(check=Check(rule.check_code), from_amount=rule.from_amount)
        for rule in check_rules(instalment, on=on)
    ]
    return rules.checks_asked(asked, instalment.amount)


def checks_made(instalment: Instalment, proof: Proof | None) -> list[CheckMade]:
    """Those of the proof that waits, and those of the thing itself."""
    made = CheckMade.objects.filter(instalment=instalment).select_related("by", "by__organisation")
    return [check for check in made if check.proof_id in {None, proof.pk if proof else None}]


def paying_facts(
    instalment: Instalment,
    budget: Budget,
    *,
    paid_on: date,
    by: User,
    on: date,
    rate_known: bool = True,
) -> rules.PayingFacts:
    proof = last_proof(instalment)
    made = checks_made(instalment, proof)
    # A second person is somebody else than who pays.
    agreed = {
        Check(check.check_code)
        for check in made
        if check.check_code != Check.SECOND_PERSON or check.by_id != by.pk
    }
    voucher = voucher_of(instalment)
    return rules.PayingFacts(
        status=InstalmentStatus(instalment.status),
        has_proof=proof is not None,
        by_another_than_brought_it=proof is None or proof.brought_by_id != by.pk,
        is_the_fund=instalment.fund_org_id == by.organisation_id,
        left_in_reserve=budget.reserved - budget.paid,
        amount=instalment.amount,
        in_future=paid_on > on,
        missing=checks_asked(instalment, on=on) - agreed,
        rate_known=rate_known,
        way=Way(instalment.way),
        has_voucher=voucher is not None,
        voucher_in_time=voucher is None or _in_time(voucher),
        handed_out=is_handed_out(instalment),
    )


def _in_time(voucher: Voucher) -> bool:
    return voucher.redeemed_on is None or voucher.redeemed_on <= voucher.expires_on


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
    paid = list(Payment.objects.filter(instalment__in=moved).select_related("returned"))
    back = [payment.returned for payment in paid if hasattr(payment, "returned")]
    words = list(Receipt.objects.filter(payment__in=[p.pk for p in paid])) if paid else []
    number_of = {payment.pk: number[payment.instalment_id] for payment in paid}
    name_users(brought_by=brought, by=[*refused, *paid, *back])
    return [
        *[_brought(proof, number[proof.instalment_id]) for proof in brought],
        *[_refused(check) for check in refused],
        *[_paid(payment, number[payment.instalment_id]) for payment in paid],
        *[_came_back(returned) for returned in back],
        *[_said(word, number_of[word.payment_id]) for word in words],
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
        detail=enumerated([check.by, check.by.organisation]),
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
        detail=enumerated([payment.by, payment.by.organisation]),
        icon="coins",
        tone="ok",
    )


def _came_back(returned: PaymentReturn) -> Entry:
    return Entry(
        at=returned.at,
        text=_("Money came back: %(reason)s") % {"reason": returned.get_reason_display()},
        detail=str(returned.by),
        icon="arrow-back-up",
        tone="no",
    )


def _said(word: Receipt, number: int) -> Entry:
    told = (
        _("The person says: instalment %(number)s has come")
        if word.has_come
        else _("The person says: instalment %(number)s has not come")
    )
    return Entry(
        at=word.at,
        text=told % {"number": number},
        detail=str(word.text),
        icon="message",
        tone="ok" if word.has_come else "no",
    )


def amount_text(amount: Decimal) -> str:
    return str(floatformat(amount, "-2g"))


@dataclass(frozen=True, kw_only=True)
class OwnPayment:
    """One instalment as the person reads it, with their own last word on it."""

    instalment: Instalment
    payment: Payment | None
    said: Receipt | None
    kind: str

    @property
    def may_say(self) -> bool:
        return (
            self.payment is not None
            and self.instalment.status == InstalmentStatus.PAID
            and (self.said is None or not self.said.has_come)
        )


MARKS = {
    InstalmentStatus.PLANNED: "wait",
    InstalmentStatus.PROVEN: "wait",
    InstalmentStatus.REFUSED: "no",
    InstalmentStatus.PAID: "ok",
    InstalmentStatus.CANCELLED: "shut",
    InstalmentStatus.RETURNED: "no",
}


def own_payments(case: Case) -> list[OwnPayment]:
    instalments = of_case(case)
    paid = {p.instalment_id: p for p in Payment.objects.filter(instalment__in=instalments)}
    words: dict[UUID, Receipt] = {}
    for word in Receipt.objects.filter(payment__in=paid.values()).order_by("at"):
        words[word.payment_id] = word
    return [
        OwnPayment(
            instalment=one,
            payment=(payment := paid.get(one.pk)),
            said=words.get(payment.pk) if payment else None,
            kind=MARKS[InstalmentStatus(one.status)],
        )
        for one in instalments
    ]
