from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.business.choices import (
    BusinessState,
    CreditState,
    PlanState,
    Reason,
    StepState,
    Verdict,
)
from homeward.business.rules import (
    NEXT_CREDIT,
    Figures,
    SendingFacts,
    months_after,
    reasons_not_to_mark,
    reasons_not_to_move_credit,
    reasons_not_to_review,
    reasons_not_to_send,
    reasons_not_to_start,
    reasons_not_to_stop,
)

TODAY = date(2026, 3, 4)
SHOP = Figures(
    start=Decimal(2400), monthly=Decimal(360), sales=Decimal(1500), goods_share=Decimal(40),
    own_money=Decimal(300), support=Decimal(1200), loan=Decimal(500),
)  # fmt: skip
READY = SendingFacts(
    case_is_open=True, is_draft=True, has_activity=True, has_sales=True, has_costs=True,
    has_margin=True,
)  # fmt: skip


def test_break_even_is_monthly_costs_over_what_is_left_of_sales() -> None:
    assert SHOP.margin == 60
    assert SHOP.break_even == 600
    # At that amount a month leaves nothing.
    assert replace(SHOP, sales=SHOP.break_even).surplus == 0


def test_surplus_pays_the_start_back_in_whole_months() -> None:
    assert SHOP.surplus == 540
    assert SHOP.months_to_pay_back == 5
    assert replace(SHOP, sales=Decimal(600)).months_to_pay_back is None


def test_what_is_missing_of_the_start_is_told() -> None:
    assert (SHOP.means, SHOP.gap) == (2000, 400)
    assert replace(SHOP, loan=Decimal(5000)).gap == 0


def test_goods_that_cost_all_of_a_sale_never_break_even() -> None:
    assert replace(SHOP, goods_share=Decimal(100)).break_even is None
    assert replace(SHOP, sales=None).surplus is None


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("case_is_open", Reason.CASE_CLOSED),
        ("is_draft", Reason.NOT_A_DRAFT),
        ("has_activity", Reason.NO_ACTIVITY),
        ("has_sales", Reason.NO_SALES),
        ("has_costs", Reason.NO_COSTS),
        ("has_margin", Reason.NO_BREAK_EVEN),
    ],
)
def test_each_missing_fact_alone_stops_the_sending(missing: str, reason: Reason) -> None:
    assert reasons_not_to_send(READY) == []
    assert reasons_not_to_send(replace(READY, **{missing: False})) == [reason]


def test_a_plan_is_reviewed_by_somebody_else_and_sent_back_with_words() -> None:
    review = {"state": PlanState.IN_REVIEW, "is_drafter": False, "comment": ""}
    assert reasons_not_to_review(**review, verdict=Verdict.AGREE) == []  # type: ignore[arg-type]
    assert reasons_not_to_review(**review, verdict=Verdict.MEND) == [Reason.NO_COMMENT]  # type: ignore[arg-type]
    own = {**review, "is_drafter": True}
    assert reasons_not_to_review(**own, verdict=Verdict.AGREE) == [Reason.OWN_PLAN]  # type: ignore[arg-type]


def test_it_begins_under_an_agreed_plan_and_stops_with_a_reason() -> None:
    assert reasons_not_to_start(
        state=BusinessState.PLANNED, is_agreed=False, on=TODAY, today=TODAY
    ) == [Reason.NOT_AGREED]
    assert reasons_not_to_stop(
        state=BusinessState.RUNNING, started_on=TODAY, reason="", on=date(2026, 3, 3), today=TODAY
    ) == [Reason.NO_REASON, Reason.BEFORE_START]


def test_a_step_that_is_done_has_something_that_shows_it() -> None:
    facts = {"note": "", "has_paper": False, "on": None, "today": TODAY}
    assert reasons_not_to_mark(state=StepState.DONE, **facts) == [Reason.NO_EVIDENCE]  # type: ignore[arg-type]
    assert reasons_not_to_mark(state=StepState.NOT_NEEDED, **facts) == [Reason.NO_REASON]  # type: ignore[arg-type]
    assert reasons_not_to_mark(state=StepState.UNDER_WAY, **facts) == []  # type: ignore[arg-type]


def test_a_loan_is_granted_with_an_amount_and_refused_with_a_reason() -> None:
    asked = {
        "now": CreditState.ASKED, "granted": None, "refusal": "", "on": TODAY, "since": TODAY,
        "today": TODAY,
    }  # fmt: skip
    assert reasons_not_to_move_credit(to=CreditState.GRANTED, **asked) == [Reason.NO_AMOUNT]  # type: ignore[arg-type]
    assert reasons_not_to_move_credit(to=CreditState.REFUSED, **asked) == [Reason.NO_REASON]  # type: ignore[arg-type]
    assert reasons_not_to_move_credit(to=CreditState.REPAID, **asked) == [Reason.WRONG_STATE]  # type: ignore[arg-type]
    assert set(NEXT_CREDIT) == set(CreditState)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
    ],
)
def test_months_later_is_the_same_day_or_that_month_s_last(
    start: date, months: int, end: date
) -> None:
    assert months_after(start, months) == end
