"""Payments and their return, each posted to the cash ledger in the same transaction."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import refuse_if
from homeward.funds import queries, rules, signals
from homeward.funds.actions.moving import belongs, locked, move
from homeward.funds.choices import InstalmentStatus, Reason
from homeward.funds.models import Budget, ExchangeRate, Instalment, Payment, PaymentReturn
from homeward.ledger import actions as ledger
from homeward.ledger import queries as books
from homeward.ledger import rules as sharing
from homeward.ledger.choices import AccountKind
from homeward.ledger.models import Account, Book
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def pay(
    instalment: Instalment, paid_on: date, *, currency: str = "", by: User, at: datetime
) -> Payment:
    """Pays one instalment once, on its checked proof; in another currency at the day's rate."""
    require(by, "funds.pay")
    instalment = locked(instalment)
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=instalment.budget_id)
    other = currency if currency and currency != instalment.currency else ""
    rate = queries.rate_on(instalment.currency, other, on=paid_on, org_id=by.organisation_id)
    facts = queries.paying_facts(
        instalment, budget, paid_on=paid_on, by=by, on=at.date(), rate_known=not other or bool(rate)
    )
    reasons: list[Any] = [*rules.reasons_not_to_pay(facts)]
    if Reason.PAID_ALREADY not in reasons:
        told = signals.paying.send(Instalment, instalment=instalment, budget=budget, by=by, at=at)
        reasons += [reason for _receiver, against in told for reason in against or ()]
    refuse_if(reasons)
    payment = Payment.objects.create(
        instalment=instalment,
        amount=instalment.amount,
        currency=instalment.currency,
        paid_on=paid_on,
        at=at,
        by=by,
        **_at_rate(instalment.amount, rate),
        **belongs(instalment, by),
    )
    Budget.objects.filter(pk=budget.pk).update(paid=F("paid") + instalment.amount)
    _post(payment, instalment, budget, by=by, at=at)
    move(instalment, InstalmentStatus.PAID)
    tasks.end(TaskKind.PAY_INSTALMENT, instalment.pk, at=at)
    cases.ensure_next_step(instalment.case_id, by=by, at=at)
    return payment


def _at_rate(amount: Decimal, rate: ExchangeRate | None) -> dict[str, object]:
    """The rate used is kept with the payment: what is entered later does not change it."""
    if rate is None:
        return {}
    return {
        "paid_amount": rules.converted(amount, rate.rate),
        "paid_currency": rate.quote,
        "rate": rate.rate,
        "rate_on": rate.on,
        "rate_source": rate.source,
    }


def _post(
    payment: Payment, instalment: Instalment, budget: Budget, *, by: User, at: datetime
) -> None:
    """Expense and debt, the debt paid, and each donor's part of it."""
    book, amount, unit = queries.cash_book(budget), payment.amount, payment.currency
    payee = instalment.supplier
    payable = ledger.open_account(
        book,
        f"payable:{payee.pk}" if payee else "payable:person",
        AccountKind.LIABILITY,
        unit,
        name=payee.name if payee else "",
    )
    spent = ledger.open_account(book, f"expense:{instalment.way}", AccountKind.EXPENSE, unit)
    lines = [
        ledger.Line(spent, amount),
        ledger.Line(payable, -amount),
        ledger.Line(payable, amount),
        *_out_of_the_bank(book, payment),
    ]
    if shares := queries.shares_of(instalment):
        for donor, part in sharing.shared_out(amount, shares).items():
            lines += _of_donor(book, donor.pk, str(donor), unit, part) if part else []
    ledger.post(
        book, lines, key=f"payment:{payment.pk}", on=payment.paid_on, at=at, by=by,
        memo="paid", subject=instalment.pk,
    )  # fmt: skip


def _out_of_the_bank(book: Book, payment: Payment) -> list[ledger.Line]:
    """Of another currency both sides pass through the accounts of exchange."""
    unit, other = payment.currency, payment.paid_currency
    bank = ledger.open_account(book, "bank", AccountKind.ASSET, other or unit)
    if payment.paid_amount is None:
        return [ledger.Line(bank, -payment.amount)]
    return [
        ledger.Line(_exchange(book, unit), -payment.amount),
        ledger.Line(_exchange(book, other), payment.paid_amount),
        ledger.Line(bank, -payment.paid_amount),
    ]


def _exchange(book: Book, currency: str) -> Account:
    return ledger.open_account(book, "exchange", AccountKind.EXCHANGE, currency)


def _of_donor(book: Book, donor: int, name: str, currency: str, part: Decimal) -> list[ledger.Line]:
    due = ledger.open_account(book, f"due:{donor}", AccountKind.ASSET, currency, name=name)
    given = ledger.open_account(book, f"donor:{donor}", AccountKind.INCOME, currency, name=name)
    return [ledger.Line(due, part), ledger.Line(given, -part)]


@transaction.atomic
def give_back(payment: Payment, reason: str, *, on: date, by: User, at: datetime) -> PaymentReturn:
    """Money came back: the payment stands, its opposite is posted, the line's amount is free."""
    require(by, "funds.return_payment")
    instalment = locked(payment.instalment)
    reasons = rules.reasons_not_to_return(
        status=InstalmentStatus(instalment.status),
        reason=reason,
        is_the_fund=instalment.fund_org_id == by.organisation_id,
        in_future=on > at.date(),
    )
    refuse_if(reasons)
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=instalment.budget_id)
    returned = PaymentReturn.objects.create(
        payment=payment, reason=reason, on=on, at=at, by=by, **belongs(instalment, by)
    )
    Budget.objects.filter(pk=budget.pk).update(paid=F("paid") - payment.amount)
    posted = books.posted(queries.cash_book(budget), f"payment:{payment.pk}")
    if posted is None:
        raise ValueError(f"payment {payment.pk} was never posted")
    ledger.reverse(posted, key=f"return:{payment.pk}", on=on, at=at, by=by)
    move(instalment, InstalmentStatus.RETURNED)
    cases.ensure_next_step(instalment.case_id, by=by, at=at)
    return returned
