"""The two ledgers follow what happens to the money, and always say the same as the counters."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from homeward.actors.models import Actor
from homeward.core.refusals import Refused
from homeward.funds import actions, queries
from homeward.funds.choices import InstalmentStatus, Reason, ReturnReason, Way
from homeward.funds.models import Budget, Payment, Reservation
from homeward.ledger import queries as ledger
from homeward.ledger.choices import Reason as LedgerReason


def faults() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select * from funds_faults()")
        return [*ledger.faults(), *cursor.fetchall()]


def D(text: str) -> Decimal:  # noqa: N802 - an amount, in one letter
    return Decimal(text)


def test_each_step_moves_the_commitment_ledger(till: Any) -> None:
    assert till.balances() == {
        "granted EUR": D("-5000"), "available EUR": D("3800"), "reserved EUR": D("1200"),
    }  # fmt: skip
    first, second = till.plan_parts("700", "500")
    assert till.balances()["committed EUR"] == D("1200")
    till.partner(actions.cancel_instalment, second)
    assert till.balances()["reserved EUR"] == D("500")
    till.bring(first)
    till.pay(first)
    assert till.balances() == {
        "granted EUR": D("-5000"), "available EUR": D("3800"), "reserved EUR": D("500"),
        "paid EUR": D("700"),
    }  # fmt: skip
    assert faults() == []


def test_a_payment_is_an_expense_out_of_the_bank(till: Any) -> None:
    (instalment,) = till.plan_parts("1200", way=Way.CASH)
    till.bring(instalment)
    till.pay(instalment)
    assert till.balances("cash") == {"expense:cash EUR": D("1200"), "bank EUR": D("-1200")}
    assert faults() == []


def test_money_that_came_back_frees_the_line(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    payment = till.pay(instalment)
    today = till.cast.now.date()
    with pytest.raises(Refused) as refused:
        till.officer(actions.give_back, payment, "", on=today + timedelta(days=1))
    assert refused.value.reasons == [Reason.NO_REASON, Reason.PAID_IN_FUTURE]
    till.officer(actions.give_back, payment, ReturnReason.BOUNCED, on=today)
    with pytest.raises(Refused) as refused:
        till.officer(actions.give_back, payment, ReturnReason.BOUNCED, on=today)
    assert refused.value.reasons == [Reason.NOT_PAID]
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert refused.value.reasons == [Reason.PAID_ALREADY]
    instalment.refresh_from_db()
    assert instalment.status == InstalmentStatus.RETURNED
    assert Budget.objects.get().paid == 0
    assert till.balances("cash") == {}
    assert till.balances()["reserved EUR"] == D("1200")
    assert [i.number for i in till.plan_parts("1200")] == [2]
    assert faults() == []


def test_what_no_instalment_holds_goes_back_to_the_budget(till: Any) -> None:
    till.plan_parts("700")
    reservation = Reservation.objects.get()
    till.officer(actions.release, reservation)
    assert till.balances()["available EUR"] == D("4300")
    assert Budget.objects.get().reserved == D("700")
    with pytest.raises(Refused) as refused:
        till.officer(actions.release, reservation)
    assert refused.value.reasons == [Reason.NOTHING_TO_RELEASE]
    with pytest.raises(Refused) as refused:
        till.plan_parts("1")
    assert refused.value.reasons == [Reason.NO_BUDGET]
    assert faults() == []


@pytest.fixture
def donors(till: Any) -> tuple[Actor, Actor, Actor]:
    a, b, c = (Actor.objects.create(name=f"Donor {letter}") for letter in "ABC")
    return a, b, c


def test_each_payment_is_shared_out_to_the_cent(till: Any, donors: Any) -> None:
    a, b, c = donors
    thirds = [(a, D("33.33")), (b, D("33.33")), (c, D("33.34"))]
    till.officer(actions.share_budget, till.budget, thirds)
    till.officer(actions.receive, till.budget, a, D("300"), on=till.cast.now.date(), key="k")
    (instalment, second) = till.plan_parts("100.01", "99.99")
    for each in (instalment, second):
        till.bring(each)
        till.pay(each)
    with till.cast.as_app(till.cast.finance):
        (given,) = queries.given_by(a, fund_org_id=till.cast.fund.pk)
        parts = [queries.given_by(d, fund_org_id=till.cast.fund.pk)[0].spent for d in donors]
    assert (given.spent, given.received, given.due) == (D("66.66"), D("300"), D("-233.34"))
    assert parts == [D("66.66"), D("66.66"), D("66.68")]
    assert sum(parts) == D("200")
    assert faults() == []


def test_a_line_s_own_donors_come_before_the_budget_s(till: Any, donors: Any) -> None:
    a, b, _c = donors
    till.officer(actions.share_budget, till.budget, [(a, D("100"))])
    till.officer(actions.share_line, till.line, till.budget, [(a, D("25")), (b, D("75"))])
    (instalment,) = till.plan_parts("10.02")
    till.bring(instalment)
    till.pay(instalment)
    cash = till.balances("cash")
    # Two and a half cents and seven and a half: of equal remainders the first named gets the cent.
    assert cash[f"donor:{a.pk} EUR"] == D("-2.51")
    assert cash[f"donor:{b.pk} EUR"] == D("-7.51")


@pytest.mark.parametrize(
    ("percents", "reason"),
    [(["60", "39.99"], Reason.NOT_100_PERCENT), (["100", "0"], Reason.NOT_100_PERCENT)],
)
def test_shares_are_a_hundred_percent(
    till: Any, donors: Any, percents: list[str], reason: Reason
) -> None:
    shares = [(donor, D(percent)) for donor, percent in zip(donors, percents, strict=False)]
    with pytest.raises(Refused) as refused:
        till.officer(actions.share_budget, till.budget, shares)
    assert refused.value.reasons == [reason]


@transaction.atomic
def spoil(budget: Budget) -> None:
    budget.shares.update(percent=60)
    faults()


def test_the_database_keeps_shares_whole(till: Any, donors: Any) -> None:
    till.officer(actions.share_budget, till.budget, [(donors[0], D("100"))])
    with pytest.raises(IntegrityError, match="shares are 60"):
        spoil(till.budget)


def test_the_same_receipt_is_booked_once(till: Any) -> None:
    said = {"on": till.cast.now.date(), "key": "form-1"}
    till.officer(actions.receive, till.budget, None, D("100"), **said)
    with pytest.raises(Refused) as refused:
        till.officer(actions.receive, till.budget, None, D("100"), **said)
    assert refused.value.reasons == [LedgerReason.POSTED_ALREADY]
    assert till.balances("cash") == {"bank EUR": D("100"), "own EUR": D("-100")}


def test_a_payment_in_another_currency_keeps_its_rate(till: Any) -> None:
    today = till.cast.now.date()
    (first, second) = till.plan_parts("700", "500")
    till.bring(first)
    with pytest.raises(Refused) as refused:
        till.pay(first, currency="GHS")
    assert refused.value.reasons == [Reason.NO_RATE]
    for days, rate in ((9, "13"), (2, "14.3375")):
        on = today - timedelta(days=days)
        till.officer(actions.enter_rate, "EUR", "GHS", D(rate), on=on, source="Bank of Ghana")
    payment = till.pay(first, currency="GHS")
    assert (payment.paid_amount, payment.paid_currency) == (D("10036.25"), "GHS")
    assert (payment.rate, payment.rate_on) == (D("14.3375"), today - timedelta(days=2))
    assert payment.rate_source == "Bank of Ghana"
    till.bring(second)
    till.pay(second, paid_on=today - timedelta(days=5), currency="GHS")
    assert till.balances("cash") == {
        "expense:service EUR": D("1200"), "exchange EUR": D("-1200"),
        "exchange GHS": D("16536.25"), "bank GHS": D("-16536.25"),
    }  # fmt: skip
    assert faults() == []


def test_a_known_rate_is_not_written_over(till: Any) -> None:
    said = {"on": till.cast.now.date(), "source": "Bank of Ghana"}
    till.officer(actions.enter_rate, "EUR", "GHS", D("14"), **said)
    till.officer(actions.enter_rate, "EUR", "GHS", D("14"), **said)
    with pytest.raises(Refused) as refused:
        till.officer(actions.enter_rate, "EUR", "GHS", D("15"), **said)
    assert refused.value.reasons == [Reason.RATE_KNOWN]


def test_rows_loaded_past_the_books_are_booked_once(till: Any) -> None:
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    till.pay(instalment)
    before = till.balances(), till.balances("cash")
    with connection.cursor() as cursor:
        cursor.execute("select funds_rebook()")
    assert (till.balances(), till.balances("cash")) == before
    Budget.objects.update(amount=6000)
    assert till.balances()["available EUR"] == D("4800")
    assert faults() == []


def test_check_names_a_budget_whose_counters_differ(till: Any) -> None:
    Budget.objects.update(paid=1)
    assert faults() == [(till.budget.name,)]
    assert Payment.objects.count() == 0
