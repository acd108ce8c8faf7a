from dataclasses import replace
from decimal import Decimal

import pytest

from homeward.files import rules as files
from homeward.files.choices import Reason as FileReason
from homeward.funds.choices import InstalmentStatus, Reason
from homeward.funds.rules import (
    PayingFacts,
    PlanningFacts,
    reasons_not_to_bring,
    reasons_not_to_pay,
    reasons_not_to_plan,
    reasons_not_to_refuse,
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
        ({"status": InstalmentStatus.PAID, "has_proof": False}, Reason.PAID_ALREADY),
    ],
)
def test_each_fact_alone_stops_the_payment(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_pay(PAYABLE) == []
    assert reasons_not_to_pay(replace(PAYABLE, **changed)) == [reason]


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
