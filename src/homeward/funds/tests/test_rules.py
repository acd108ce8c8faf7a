from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.files import rules as files
from homeward.files.choices import Reason as FileReason
from homeward.funds.choices import (
    Check,
    InstalmentStatus,
    Reason,
    Vulnerability,
    Way,
)
from homeward.funds.rules import (
    AskingFacts,
    BankLine,
    CheckAsked,
    CheckFacts,
    Outgoing,
    PayingFacts,
    PlanningFacts,
    Pot,
    Share,
    checks_asked,
    converted,
    drawn,
    over_package,
    reasons_not_to_ask,
    reasons_not_to_bring,
    reasons_not_to_check,
    reasons_not_to_pay,
    reasons_not_to_plan,
    reasons_not_to_refuse,
    reasons_not_to_share,
    reconciled,
)

PLANNABLE = PlanningFacts(
    plan_approved=True,
    line_funded=True,
    money_reserved=True,
    cost=Decimal(1200),
    planned=Decimal(700),
    amounts=[Decimal(500)],
)
PAYABLE = PayingFacts(
    status=InstalmentStatus.PROVEN,
    has_proof=True,
    by_another_than_brought_it=True,
    is_the_fund=True,
    left_in_reserve=Decimal(500),
    amount=Decimal(500),
    in_future=False,
)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"plan_approved": False}, Reason.PLAN_NOT_APPROVED),
        ({"line_funded": False}, Reason.LINE_NOT_FUNDED),
        ({"money_reserved": False}, Reason.NOTHING_RESERVED),
        ({"amounts": []}, Reason.NO_AMOUNT),
        ({"amounts": [Decimal(0)]}, Reason.NO_AMOUNT),
        ({"amounts": [Decimal("500.01")]}, Reason.OVER_LINE),
        ({"left": Decimal(499)}, Reason.NO_BUDGET),
    ],
)
def test_each_fact_alone_stops_the_planning(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_plan(PLANNABLE) == []
    assert reasons_not_to_plan(replace(PLANNABLE, **changed)) == [reason]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"has_proof": False}, Reason.NO_PROOF),
        ({"status": InstalmentStatus.PLANNED}, Reason.NO_PROOF),
        ({"status": InstalmentStatus.CANCELLED}, Reason.WRONG_STATUS),
        ({"by_another_than_brought_it": False}, Reason.SAME_PERSON),
        ({"is_the_fund": False}, Reason.NOT_THE_FUND),
        ({"left_in_reserve": Decimal(499)}, Reason.NO_BUDGET),
        ({"in_future": True}, Reason.PAID_IN_FUTURE),
        ({"rate_known": False}, Reason.NO_RATE),
        ({"way": Way.VOUCHER, "has_voucher": False}, Reason.NO_VOUCHER),
        ({"way": Way.VOUCHER, "voucher_in_time": False}, Reason.VOUCHER_EXPIRED),
        ({"way": Way.GOODS, "handed_out": False}, Reason.NOT_HANDED_OUT),
        ({"missing": frozenset({Check.INVOICE_MATCHES})}, Reason.NO_INVOICE_CHECK),
        ({"missing": frozenset({Check.SECOND_PERSON})}, Reason.NO_SECOND_PERSON),
        ({"status": InstalmentStatus.PAID, "has_proof": False}, Reason.PAID_ALREADY),
    ],
)
def test_each_fact_alone_stops_the_payment(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_pay(PAYABLE) == []
    assert reasons_not_to_pay(replace(PAYABLE, **changed)) == [reason]


def test_every_missing_check_is_named_at_once() -> None:
    missing = frozenset({Check.SECOND_PERSON, Check.INVOICE_MATCHES, Check.PHOTO_SEEN})
    assert reasons_not_to_pay(replace(PAYABLE, missing=missing, in_future=True)) == [
        Reason.PAID_IN_FUTURE,
        Reason.NO_INVOICE_CHECK,
        Reason.NO_PHOTO_CHECK,
        Reason.NO_SECOND_PERSON,
    ]


def test_a_check_is_asked_from_its_amount_on() -> None:
    asked = [
        CheckAsked(check=Check.INVOICE_MATCHES, from_amount=None),
        CheckAsked(check=Check.SECOND_PERSON, from_amount=Decimal(1000)),
    ]
    assert checks_asked(asked, Decimal("999.99")) == {Check.INVOICE_MATCHES}
    assert checks_asked(asked, Decimal(1000)) == {Check.INVOICE_MATCHES, Check.SECOND_PERSON}


CHECKABLE = CheckFacts(
    asked=True, has_proof=True, by_another_than_brought_it=True, is_its_side=True, made=False,
    settled=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"asked": False}, Reason.NOT_ASKED_FOR),
        ({"has_proof": False}, Reason.NO_PROOF),
        ({"by_another_than_brought_it": False}, Reason.SAME_PERSON),
        ({"is_its_side": False}, Reason.NOT_THE_FUND),
        ({"made": True}, Reason.DONE_ALREADY),
        ({"settled": True}, Reason.WRONG_STATUS),
    ],
)
def test_each_fact_alone_stops_a_check(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_check(CHECKABLE) == []
    assert reasons_not_to_check(replace(CHECKABLE, **changed)) == [reason]


ASKABLE = AskingFacts(
    plan_open=True, amount=Decimal(300), ceiling=Decimal(500), granted=Decimal(200),
    asks_vulnerability=True, vulnerability=Vulnerability.MET, has_reason=True, asked_already=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"plan_open": False}, Reason.PLAN_DECIDED),
        ({"amount": Decimal(0)}, Reason.NO_AMOUNT),
        ({"ceiling": None}, Reason.NO_RESERVE),
        ({"granted": Decimal("200.01")}, Reason.OVER_RESERVE_CEILING),
        ({"vulnerability": Vulnerability.UNKNOWN}, Reason.VULNERABILITY_UNKNOWN),
        ({"has_reason": False}, Reason.NO_REASON),
        ({"asked_already": True}, Reason.ASKED_ALREADY),
    ],
)
def test_each_fact_alone_keeps_a_reserve_from_being_asked(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_ask(ASKABLE) == []
    assert reasons_not_to_ask(replace(ASKABLE, **changed)) == [reason]


def test_a_part_comes_from_one_budget_where_one_holds_it_whole() -> None:
    pots = [Pot(budget="ordinary", left=Decimal(900)), Pot(budget="reserve", left=Decimal(300))]
    draws = drawn([Decimal(800), Decimal(400)], pots)
    assert [(d.part, d.budget, d.amount) for d in draws] == [
        (0, "ordinary", Decimal(800)),
        (1, "ordinary", Decimal(100)),
        (1, "reserve", Decimal(300)),
    ]
    assert [d.budget for d in drawn([Decimal(300), Decimal(900)], pots[::-1])] == [
        "reserve",
        "ordinary",
    ]


@pytest.mark.parametrize(
    ("shares", "reasons"),
    [
        ([], []),
        ([("a", "60"), ("b", "40")], []),
        ([("a", "60"), ("b", "39.99")], [Reason.NOT_100_PERCENT]),
        ([("a", "60"), ("a", "40")], [Reason.DONOR_TWICE]),
        ([("a", "110"), ("b", "-10")], [Reason.NOT_100_PERCENT]),
    ],
)
def test_donors_share_the_whole(shares: list, reasons: list[Reason]) -> None:
    said = [Share(donor=donor, percent=Decimal(percent)) for donor, percent in shares]
    assert reasons_not_to_share(said) == reasons


def test_an_amount_is_converted_to_the_cent() -> None:
    assert converted(Decimal(700), Decimal("14.3375")) == Decimal("10036.25")
    assert converted(Decimal("0.05"), Decimal("0.1")) == Decimal("0.00")


def test_what_is_over_the_package_is_summed_by_kind() -> None:
    given = {"in_kind": Decimal(1000), "cash": Decimal(200)}
    asked = {"in_kind": Decimal(1200), "cash": Decimal(100)}
    assert over_package(given, asked) == Decimal(200)
    assert over_package(None, asked) == 0


def test_a_bank_s_lines_find_their_payments_once() -> None:
    def line(amount: int, reference: str) -> BankLine:
        return BankLine(on=date(2026, 5, 1), amount=Decimal(amount), reference=reference)

    def paid(key: str, amount: int) -> Outgoing:
        return Outgoing(key=key, amount=Decimal(amount), references=(key, ""))

    lines = [line(700, "Transfer h-1 Accra"), line(700, ""), line(500, "Rent"), line(90, "x")]
    found = reconciled(lines, [paid("H-1", 700), paid("H-2", 700), paid("H-3", 500)])
    assert [(each.amount, out.key) for each, out in found.pairs] == [
        (700, "H-1"), (700, "H-2"), (500, "H-3"),
    ]  # fmt: skip
    assert found.lines_left == [lines[3]]
    assert found.paid_left == []
    # Two of one amount and no reference: a person looks.
    doubt = reconciled([line(700, ""), line(700, "")], [paid("H-1", 700), paid("H-2", 700)])
    assert doubt.pairs == []


def test_a_proof_is_brought_while_none_waits() -> None:
    assert reasons_not_to_bring(InstalmentStatus.PLANNED) == []
    assert reasons_not_to_bring(InstalmentStatus.REFUSED) == []
    assert reasons_not_to_bring(InstalmentStatus.PROVEN) == [Reason.WRONG_STATUS]
    assert reasons_not_to_bring(InstalmentStatus.PAID) == [Reason.WRONG_STATUS]


def test_a_refusal_has_a_reason_and_another_pair_of_eyes() -> None:
    reasons = reasons_not_to_refuse(
        status=InstalmentStatus.PROVEN,
        reason="",
        by_another_than_brought_it=False,
        is_the_fund=True,
    )
    assert reasons == [Reason.NO_REASON, Reason.SAME_PERSON]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n0", "image/png"),
        (b"<html>", None),
        (b"MZ\x90\x00", None),
    ],
)
def test_a_file_is_what_its_bytes_say(content: bytes, kind: str | None) -> None:
    assert files.type_of(content) == kind


def test_a_file_is_refused_clearly() -> None:
    assert files.reasons_not_to_store(b"") == [FileReason.EMPTY]
    assert files.reasons_not_to_store(b"<svg/>") == [FileReason.WRONG_TYPE]
    large = b"%PDF-" + bytes(files.MOST_BYTES)
    assert files.reasons_not_to_store(large) == [FileReason.TOO_LARGE]
