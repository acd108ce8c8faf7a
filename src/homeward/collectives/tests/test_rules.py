from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.collectives.choices import EntryKind, ExitRule, ProjectStatus, Reason
from homeward.collectives.rules import (
    NEXT,
    JoiningFacts,
    LoggingFacts,
    PayingFacts,
    Result,
    on_leaving,
    reasons_not_to_join,
    reasons_not_to_leave,
    reasons_not_to_log,
    reasons_not_to_pay_out,
    shown,
    told,
)

TODAY = date(2026, 3, 4)
JOINS = JoiningFacts(
    is_ours=True, is_open=True, has_members=True, not_yet_a_member=True, person_fits_case=True,
    has_agreed=True, on=TODAY, today=TODAY,
)  # fmt: skip
SELLS = LoggingFacts(
    kind=EntryKind.SALE, is_ours=True, season_open=True, in_season=True, today=TODAY, on=TODAY,
    what="Maize", quantity=Decimal(5), unit="bag", amount=Decimal(10), in_store=Decimal(5),
    cash=Decimal(0),
)  # fmt: skip
PAYS = PayingFacts(
    is_ours=True, season_open=True, is_next=True, amount=Decimal(5), left=Decimal(5),
    cash=Decimal(5), weights=Decimal(1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_ours", Reason.NOT_OURS),
        ("is_open", Reason.HAS_ENDED),
        ("has_members", Reason.HAS_NO_MEMBERS),
        ("not_yet_a_member", Reason.MEMBER_ALREADY),
        ("person_fits_case", Reason.CASE_NOT_OF_PERSON),
        ("has_agreed", Reason.NOT_AGREED),
    ],
)
def test_each_missing_fact_alone_keeps_somebody_out(missing: str, reason: Reason) -> None:
    assert reasons_not_to_join(JOINS) == []
    assert reasons_not_to_join(replace(JOINS, **{missing: False})) == [reason]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"season_open": False}, Reason.SEASON_CLOSED),
        ({"in_season": False}, Reason.OUTSIDE_SEASON),
        ({"on": date(2026, 3, 5)}, Reason.IN_THE_FUTURE),
        ({"what": " "}, Reason.NO_WHAT),
        ({"quantity": None}, Reason.NO_QUANTITY),
        ({"amount": None}, Reason.NO_AMOUNT),
        ({"quantity": Decimal(6)}, Reason.NOT_IN_STORE),
        ({"kind": EntryKind.PURCHASE}, Reason.NOT_IN_CASH),
    ],
)
def test_a_sale_needs_its_goods_and_a_purchase_its_money(
    change: dict[str, object], reason: Reason
) -> None:
    assert reasons_not_to_log(SELLS) == []
    assert reasons_not_to_log(replace(SELLS, **change)) == [reason]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"season_open": False}, Reason.SEASON_CLOSED),
        ({"is_next": False}, Reason.PAID_ALREADY),
        ({"amount": Decimal(0)}, Reason.NO_AMOUNT),
        ({"left": Decimal(4)}, Reason.MORE_THAN_RESULT),
        ({"cash": Decimal(4)}, Reason.NOT_IN_CASH),
        ({"weights": Decimal(0)}, Reason.NO_WEIGHT),
    ],
)
def test_a_payout_is_of_what_was_earned_and_is_there(
    change: dict[str, object], reason: Reason
) -> None:
    assert reasons_not_to_pay_out(PAYS) == []
    assert reasons_not_to_pay_out(replace(PAYS, **change)) == [reason]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "capital", "part"),
    [
        (ExitRule.NOTHING, "0", "0"),
        (ExitRule.CONTRIBUTION, "50", "0"),
        (ExitRule.PART, "50", "33.33"),
    ],
)
def test_who_leaves_takes_what_the_group_s_rule_says(
    rule: ExitRule, capital: str, part: str
) -> None:
    taken = on_leaving(
        rule, put_in=Decimal(50), left=Decimal(100), weight=Decimal(1), weights=Decimal(3)
    )
    assert (taken.capital, taken.part) == (Decimal(capital), Decimal(part))


def test_of_a_loss_nobody_takes_a_part() -> None:
    taken = on_leaving(
        ExitRule.PART, put_in=Decimal(5), left=Decimal(-9), weight=Decimal(1), weights=Decimal(2)
    )
    assert (taken.part, taken.amount) == (0, 5)


def test_somebody_leaves_once_and_not_before_joining() -> None:
    facts = {"is_ours": True, "is_member": True, "on": TODAY, "joined_on": TODAY, "today": TODAY}
    assert reasons_not_to_leave(**facts) == []  # type: ignore[arg-type]
    assert reasons_not_to_leave(**{**facts, "is_member": False}) == [Reason.HAS_LEFT]  # type: ignore[arg-type]
    assert reasons_not_to_leave(**{**facts, "joined_on": date(2026, 3, 5)}) == [  # type: ignore[arg-type]
        Reason.JOINS_LATER
    ]


def test_a_result_is_sales_less_inputs_and_costs() -> None:
    found = Result(
        sales=Decimal(90), inputs=Decimal(30), costs=Decimal(10), paid=Decimal(20),
        to_leavers=Decimal(5),
    )  # fmt: skip
    assert (found.earned, found.to_members, found.left) == (50, 25, 25)


def test_a_small_count_is_hidden_from_others_with_the_one_that_would_tell_it() -> None:
    counts = {"returnees": 30, "residents": 4}
    assert told(counts, smallest=10, is_own=True) == {"returnees": "30", "residents": "4"}
    assert told(counts, smallest=10, is_own=False) == {"returnees": "", "residents": "<10"}
    assert told({"returnees": 30, "residents": 0}, smallest=10, is_own=False) == {
        "returnees": "30", "residents": "0",
    }  # fmt: skip
    assert [shown(n, smallest=10, is_own=False) for n in (0, 9, 10)] == ["0", "<10", "10"]


@pytest.mark.parametrize("status", list(ProjectStatus))
def test_every_state_goes_on_or_is_the_end(status: ProjectStatus) -> None:
    assert (status == ProjectStatus.ENDED) == (NEXT[status] == set())
