from dataclasses import replace
from datetime import date

import pytest

from homeward.services.choices import Reason
from homeward.services.rules import (
    ConfirmingFacts,
    fold,
    reasons_not_to_confirm,
    search_words,
    tsquery,
)

TODAY = date(2026, 11, 24)
READY = ConfirmingFacts(places=3, places_total=18, on=TODAY, today=TODAY, last_confirmed_on=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إربد", "اربد"),
        ("عمّان", "عمان"),
        ("فاطمة", "فاطمه"),
        ("مبنى", "مبني"),
        ("Électricité", "electricite"),
        ("STRAẞE", "strasse"),
        ("تعـليم", "تعليم"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_arabic_words_lose_their_article_but_short_ones_keep_it() -> None:
    assert search_words("التعليم والصحة") == ["تعليم", "صحه"]
    assert search_words("الى") == ["الي"]


def test_nothing_that_is_typed_can_be_an_operator() -> None:
    assert tsquery("o'hara | !x & (y):*") == "'o':* & 'hara':* & 'x':* & 'y':*"
    assert tsquery(" ,;'\\ ") == ""


def test_places_that_fit_are_confirmed() -> None:
    assert reasons_not_to_confirm(READY) == []


def test_that_nobody_knows_can_be_confirmed_too() -> None:
    assert reasons_not_to_confirm(replace(READY, places=None)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"places": -1}, Reason.NEGATIVE_PLACES),
        ({"places": 19}, Reason.MORE_THAN_ALL),
        ({"on": date(2026, 11, 25)}, Reason.CONFIRMED_IN_FUTURE),
        ({"on": date(2026, 11, 1), "last_confirmed_on": TODAY}, Reason.CONFIRMED_LATER_ALREADY),
    ],
)
def test_each_fault_alone_stops_it(changed: dict[str, object], reason: Reason) -> None:
    assert reasons_not_to_confirm(replace(READY, **changed)) == [reason]
