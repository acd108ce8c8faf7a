"""Checks, vouchers, goods and stock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access import gate
from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.funds import actions
from homeward.funds.choices import Check, Movement, ProofRefusal, Reason, Way
from homeward.funds.models import CheckMade, StockItem, StockMovement
from homeward.tasks.models import Task


def reasons(refused: Any) -> list[Any]:
    return list(refused.value.reasons)


def test_an_instalment_is_paid_when_every_check_asked_for_was_made(till: Any) -> None:
    cast, today = till.cast, till.cast.now.date()
    colleague = cast.user("colleague", cast.fund, Role.FINANCE_OFFICER)
    till.ask_for(Check.INVOICE_MATCHES)
    till.ask_for(Check.VISIT_DONE, way=Way.SERVICE)
    till.ask_for(Check.SECOND_PERSON, from_amount=Decimal(1000))
    till.ask_for(Check.PHOTO_SEEN, way=Way.GOODS)
    till.ask_for(Check.RECEIPT_SIGNED, valid_from=today + timedelta(days=1))
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert reasons(refused) == [Reason.NO_INVOICE_CHECK, Reason.NO_VISIT, Reason.NO_SECOND_PERSON]
    till.officer(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    till.partner(actions.make_check, instalment, Check.VISIT_DONE, on=today)
    # Who pays is no second person.
    till.officer(actions.make_check, instalment, Check.SECOND_PERSON, on=today)
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert reasons(refused) == [Reason.NO_SECOND_PERSON]
    till.officer(actions.pay, instalment, today, by=colleague)


def test_a_check_is_made_once_by_its_own_side_where_it_is_asked(till: Any) -> None:
    today = till.cast.now.date()
    till.ask_for(Check.INVOICE_MATCHES)
    (instalment,) = till.plan_parts("1200")
    with pytest.raises(Refused) as refused:
        till.officer(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    assert reasons(refused) == [Reason.NO_PROOF]
    till.bring(instalment)
    with pytest.raises(PermissionDenied):
        till.partner(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    with pytest.raises(Refused) as refused:
        till.officer(actions.make_check, instalment, Check.PHOTO_SEEN, on=today)
    assert reasons(refused) == [Reason.NOT_ASKED_FOR]
    till.officer(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    with pytest.raises(Refused) as refused:
        till.officer(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    assert reasons(refused) == [Reason.DONE_ALREADY]


def test_a_proof_after_a_refusal_is_checked_anew(till: Any) -> None:
    today = till.cast.now.date()
    till.ask_for(Check.INVOICE_MATCHES)
    (instalment,) = till.plan_parts("1200")
    proof = till.bring(instalment)
    till.officer(actions.make_check, instalment, Check.INVOICE_MATCHES, on=today)
    till.refuse(proof, ProofRefusal.NOT_DATED)
    till.bring(instalment)
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert reasons(refused) == [Reason.NO_INVOICE_CHECK]
    till.officer(
        actions.make_check, instalment, Check.INVOICE_MATCHES, on=today,
        content=b"%PDF-1.4 a note", name="note.pdf",
    )  # fmt: skip
    till.pay(instalment)
    assert CheckMade.objects.exclude(file=None).count() == 1


def test_a_rule_that_ended_asks_for_nothing(till: Any) -> None:
    rule = till.ask_for(Check.INVOICE_MATCHES)
    till.officer(actions.end_check_rule, rule, on=till.cast.now.date() - timedelta(days=1))
    (instalment,) = till.plan_parts("1200")
    till.bring(instalment)
    till.pay(instalment)


@pytest.fixture
def supplier(till: Any) -> Any:
    return till.partner(actions.keep_supplier, None, name="Accra Tools", what="Tools")


def test_a_voucher_is_redeemed_by_its_supplier_in_time(till: Any, supplier: Any) -> None:
    today = till.cast.now.date()
    (instalment,) = till.plan_parts("1200", way=Way.VOUCHER)
    with pytest.raises(Refused) as refused:
        till.bring(instalment)
    assert reasons(refused) == [Reason.NO_VOUCHER]
    voucher = till.partner(actions.issue_voucher, instalment, supplier, expires_on=today)
    assert len(voucher.number) == len("ABCD-EFGH-JKMN")
    with pytest.raises(Refused) as refused:
        till.partner(actions.issue_voucher, instalment, supplier, expires_on=today)
    assert reasons(refused) == [Reason.DONE_ALREADY]
    till.bring(instalment, redeemed_on=today + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        till.pay(instalment)
    assert reasons(refused) == [Reason.VOUCHER_EXPIRED]
    till.refuse(instalment.proofs.get(), ProofRefusal.NOT_DATED)
    till.bring(instalment, redeemed_on=today)
    till.pay(instalment)
    # What is owed to the supplier was paid in the same breath.
    assert till.balances("cash") == {
        "expense:voucher EUR": Decimal(1200), "bank EUR": Decimal(-1200),
    }  # fmt: skip


@pytest.fixture
def saws(till: Any) -> StockItem:
    item = till.partner(actions.keep_item, name="Saw", unit="piece")
    move(till, item, Movement.IN, "3")
    return item


def move(till: Any, item: StockItem, kind: Movement, quantity: str) -> StockMovement:
    on = till.cast.now.date()
    return till.partner(actions.move_stock, item, kind, Decimal(quantity), on=on)


def test_goods_are_there_told_of_and_handed_out(till: Any, saws: StockItem) -> None:
    today = till.cast.now.date()
    (instalment,) = till.plan_parts("1200", way=Way.GOODS)
    with pytest.raises(Refused) as refused:
        till.partner(actions.hand_out, instalment, on=today)
    assert reasons(refused) == [Reason.NOT_THERE]
    till.partner(actions.goods_are_there, instalment, item=saws, quantity=Decimal(2), on=today)
    saws.refresh_from_db()
    assert saws.held == 1
    task = Task.objects.get(kind="tell_goods", done_at__isnull=True)
    assert (task.holder, task.due_on) == (till.cast.partner, three_working_days(today))
    till.partner(actions.tell_goods, instalment, on=today)
    assert not Task.objects.filter(kind="tell_goods", done_at__isnull=True).exists()
    with pytest.raises(Refused) as refused:
        till.bring(instalment)
    assert reasons(refused) == [Reason.NOT_HANDED_OUT]
    till.partner(actions.hand_out, instalment, on=today)
    with pytest.raises(Refused) as refused:
        till.partner(actions.hand_out, instalment, on=today)
    assert reasons(refused) == [Reason.DONE_ALREADY]
    till.bring(instalment)
    till.pay(instalment)


def three_working_days(start: Any) -> Any:
    on, left = start, 3
    while left:
        on += timedelta(days=1)
        left -= on.weekday() < 5
    return on


def test_a_stock_is_counted_and_never_below_nothing(till: Any, saws: StockItem) -> None:
    move(till, saws, Movement.LOST, "1")
    move(till, saws, Movement.COUNTED, "5")
    saws.refresh_from_db()
    assert saws.held == 5
    with pytest.raises(Refused) as refused:
        move(till, saws, Movement.LOST, "6")
    assert reasons(refused) == [Reason.NOT_IN_STOCK]
    with pytest.raises(DatabaseError, match="movements alone"), transaction.atomic():
        StockItem.objects.filter(pk=saws.pk).update(held=99)


def test_two_who_take_the_last_one_at_once_get_it_once(own_database: None, cast: Any) -> None:
    with cast.as_app(cast.partner):
        item = actions.keep_item(name="Saw", unit="piece", by=cast.partner, at=cast.now)
        actions.move_stock(
            item, Movement.IN, Decimal(1), on=cast.now.date(), by=cast.partner, at=cast.now
        )
    together = Barrier(2)

    def take(_number: int) -> str:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"set local role {settings.APP_ROLE}")
                with gate.acting_user(cast.partner.pk, Purpose.CASEWORK):
                    together.wait(timeout=20)
                    actions.move_stock(
                        item, Movement.LOST, Decimal(1), on=cast.now.date(), by=cast.partner,
                        at=cast.now,
                    )  # fmt: skip
            return "taken"
        except Refused as refused:
            return str(refused.reasons[0].value)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(take, range(2))) == ["not_in_stock", "taken"]


def test_registers_are_an_office_s_own(till: Any, supplier: Any, saws: StockItem) -> None:
    cast = till.cast
    for user, seen in ((cast.partner, 1), (cast.finance, 0), (cast.stranger, 0)):
        with cast.as_app(user):
            assert StockItem.objects.count() == seen
            assert type(supplier).objects.count() == seen
    # Whoever pays the instalment sees who is paid.
    till.plan_parts("1200", supplier=supplier)
    with cast.as_app(cast.finance, Purpose.FINANCE):
        assert type(supplier).objects.get() == supplier
    with cast.as_app(cast.stranger), pytest.raises(Refused):
        actions.keep_supplier(supplier, name="X", what="Y", by=cast.stranger, at=cast.now)
