from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.countries.choices import Change, Freshness, Reason, SheetKind
from homeward.countries.rules import (
    Written,
    freshness,
    is_whole,
    reasons_not_to_begin,
    reasons_not_to_change,
    reasons_not_to_publish,
    reasons_not_to_state_fact,
    security_change,
    words_changed,
)

TODAY = date(2026, 3, 10)
READY = Written(
    kind=SheetKind.SECURITY,
    texts={"en": ("Roads", "The road is open.")},
    source="District assembly",
    source_date=TODAY,
    valid_until=TODAY,
    severity=2,
)


def test_what_is_whole_is_published() -> None:
    assert reasons_not_to_publish(READY, is_owner=True, on=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"texts": {}}, Reason.NO_TEXT),
        ({"texts": {"en": ("", "Text")}}, Reason.TITLE_OR_TEXT_MISSING),
        ({"texts": {"en": ("Title", "")}}, Reason.TITLE_OR_TEXT_MISSING),
        ({"source": ""}, Reason.NO_SOURCE),
        ({"source_date": None}, Reason.NO_SOURCE_DATE),
        ({"source_date": TODAY + timedelta(days=1)}, Reason.SOURCE_IN_FUTURE),
        ({"valid_until": None}, Reason.NO_END),
        ({"valid_until": TODAY - timedelta(days=1)}, Reason.ENDED_ALREADY),
        ({"severity": None}, Reason.NO_SEVERITY),
    ],
)
def test_each_missing_fact_alone_stops_it(changed: dict[str, Any], reason: Reason) -> None:
    assert reasons_not_to_publish(replace(READY, **changed), is_owner=True, on=TODAY) == [reason]


def test_all_that_is_missing_is_told_at_once() -> None:
    nothing = replace(READY, texts={}, source="", source_date=None, valid_until=None, severity=None)
    assert len(reasons_not_to_publish(nothing, is_owner=False, on=TODAY)) == 6


def test_only_security_asks_for_a_severity() -> None:
    market = replace(READY, kind=SheetKind.MARKET, severity=None)
    assert reasons_not_to_publish(market, is_owner=True, on=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"has_community": True}, Reason.NO_COMMUNITY),
        ({"area_in_country": False}, Reason.OTHER_COUNTRY),
        ({"is_free": False}, Reason.SHEET_THERE),
    ],
)
def test_what_stops_a_sheet_from_being_begun(changed: dict[str, bool], reason: Reason) -> None:
    ready = {"has_community": False, "area_in_country": True, "is_free": True}
    assert reasons_not_to_begin(kind=SheetKind.HEALTH, **ready) == []
    assert reasons_not_to_begin(kind=SheetKind.HEALTH, **{**ready, **changed}) == [reason]


def test_a_draft_of_ones_own_is_changed_and_nothing_else() -> None:
    assert reasons_not_to_change(is_owner=True, is_draft=True) == []
    assert reasons_not_to_change(is_owner=False, is_draft=False) == [
        Reason.NOT_OURS,
        Reason.PUBLISHED_ALREADY,
    ]


@pytest.mark.parametrize(
    ("days", "fresh"),
    [
        (-1, Freshness.OUT_OF_DATE),
        (0, Freshness.ENDS_SOON),
        (14, Freshness.ENDS_SOON),
        (15, Freshness.VALID),
    ],
)
def test_a_sheet_holds_through_the_day_that_it_names(days: int, fresh: Freshness) -> None:
    assert freshness(TODAY + timedelta(days=days), on=TODAY) == fresh


@pytest.mark.parametrize(
    ("changed", "change"),
    [
        ({}, None),
        ({"source": "Somebody else"}, None),
        ({"valid_until": TODAY + timedelta(days=30)}, None),
        ({"severity": 3}, Change.SEVERITY),
        ({"texts": {"en": ("Roads", "The road is closed.")}}, Change.TEXT),
        ({"texts": {}, "severity": 1}, Change.SEVERITY),
    ],
)
def test_what_is_news_of_security(changed: dict[str, Any], change: Change | None) -> None:
    assert security_change(READY, replace(READY, **changed)) == change


def test_the_first_security_sheet_is_news() -> None:
    assert security_change(None, READY) == Change.FIRST


def test_two_texts_differ_word_by_word() -> None:
    pieces = words_changed("The road is open by day.", "The road is closed by day.")
    assert [(piece.state, piece.text) for piece in pieces] == [
        ("kept", "The road is "),
        ("removed", "open "),
        ("added", "closed "),
        ("kept", "by day.\n"),
    ]


words = st.lists(st.sampled_from(["road", "open", "closed", "the", "الطريق"])).map(" ".join)


@given(words, words)
def test_the_pieces_joined_are_both_texts_again(before: str, now: str) -> None:
    pieces = words_changed(before, now)
    old = "".join(piece.text for piece in pieces if piece.state != "added")
    new = "".join(piece.text for piece in pieces if piece.state != "removed")
    assert (old.split(), new.split()) == (before.split(), now.split())


FACT: dict[str, Any] = {
    "occupation": "Tailor", "sector": "", "wage_from": Decimal(10), "wage_to": Decimal(20),
    "currency": "GHS", "period": "day", "area_in_country": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"occupation": ""}, Reason.NO_OCCUPATION),
        ({"wage_to": Decimal(9)}, Reason.WAGE_UPSIDE_DOWN),
        ({"currency": ""}, Reason.WAGE_WITHOUT_CURRENCY),
        ({"period": ""}, Reason.WAGE_WITHOUT_CURRENCY),
        ({"area_in_country": False}, Reason.OTHER_COUNTRY),
    ],
)
def test_what_stops_a_fact(changed: dict[str, Any], reason: Reason) -> None:
    assert reasons_not_to_state_fact(**FACT) == []
    assert reasons_not_to_state_fact(**{**FACT, **changed}) == [reason]


def test_a_fact_without_a_wage_needs_no_currency() -> None:
    none = {"wage_from": None, "wage_to": None, "currency": "", "period": ""}
    assert reasons_not_to_state_fact(**{**FACT, **none}) == []


@pytest.mark.parametrize(
    ("years", "whole"), [([], True), ([2020], True), ([2020, 2021], True), ([2019, 2021], False)]
)
def test_a_year_without_a_figure_is_a_gap(years: list[int], whole: bool) -> None:
    assert is_whole(years) is whole
