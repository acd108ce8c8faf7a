from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from homeward.careers import languages
from homeward.careers.choices import Reason
from homeward.careers.profile import Held
from homeward.careers.rules import (
    CaseFacts,
    CertificateFacts,
    Period,
    added_up,
    reasons_not_to_add_work,
    reasons_not_to_keep_certificate,
    reasons_not_to_review,
    reasons_not_to_wish,
    years_of,
)

TODAY = date(2026, 5, 4)
OPEN = CaseFacts(is_open=True, of_household=True)
WORK = Period(occupation_id=7, years=Decimal(3), from_on=date(2020, 1, 1), to_on=date(2023, 1, 1))
PAPER = CertificateFacts(
    has_title=True, issued_on=date(2020, 1, 1), ends_on=date(2030, 1, 1), is_https=True,
    says_who_recognises=True, is_their_paper=True,
)  # fmt: skip


def test_years_are_those_said_else_those_between_the_days() -> None:
    assert years_of(WORK, today=TODAY) == 3
    assert years_of(replace(WORK, years=None), today=TODAY) == Decimal("3.0")
    assert years_of(replace(WORK, years=None, to_on=None), today=TODAY) is None
    now = replace(WORK, years=None, to_on=None, is_current=True)
    assert years_of(now, today=TODAY) == Decimal("6.3")


def test_all_times_in_one_occupation_are_one_line_the_longest_first() -> None:
    held = added_up(
        [
            Period(occupation_id=1, years=Decimal(2), to_on=date(2019, 1, 1)),
            WORK,
            Period(occupation_id=7, years=Decimal("1.5"), is_current=True),
            Period(occupation_id=7),
            Period(occupation_id=9),
        ],
        today=TODAY,
    )
    assert held == (
        Held(occupation_id=7, years=Decimal("4.5"), last_on=TODAY),
        Held(occupation_id=1, years=Decimal(2), last_on=date(2019, 1, 1)),
        Held(occupation_id=9),
    )


def test_work_that_is_whole_is_kept() -> None:
    assert reasons_not_to_add_work(OPEN, WORK, is_named=True, is_new=True, today=TODAY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"case": CaseFacts(is_open=False, of_household=True)}, Reason.CLOSED),
        ({"case": CaseFacts(is_open=True, of_household=False)}, Reason.NOT_OF_CASE),
        ({"is_named": False}, Reason.NOTHING_SAID),
        ({"is_new": False}, Reason.ANSWERED_ALREADY),
        ({"period": replace(WORK, to_on=date(2019, 1, 1))}, Reason.ENDS_BEFORE_IT_BEGINS),
        ({"period": replace(WORK, to_on=date(2027, 1, 1))}, Reason.IN_FUTURE),
        ({"period": replace(WORK, years=Decimal(9))}, Reason.TOO_MANY_YEARS),
    ],
)
def test_each_fault_alone_stops_work(changed: dict, reason: Reason) -> None:
    given = {"case": OPEN, "period": WORK, "is_named": True, "is_new": True, "today": TODAY}
    given |= changed
    assert reasons_not_to_add_work(given.pop("case"), given.pop("period"), **given) == [reason]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"has_title": False}, Reason.NO_TITLE),
        ({"issued_on": date(2026, 5, 5)}, Reason.IN_FUTURE),
        ({"ends_on": date(2019, 1, 1)}, Reason.ENDS_BEFORE_ISSUE),
        ({"is_https": False}, Reason.NOT_HTTPS),
        ({"says_who_recognises": False}, Reason.NOT_RECOGNISED_BY),
        ({"is_their_paper": False}, Reason.NOT_THEIR_PAPER),
        ({"is_new": False}, Reason.ANSWERED_ALREADY),
    ],
)
def test_each_fault_alone_stops_a_certificate(changed: dict, reason: Reason) -> None:
    assert reasons_not_to_keep_certificate(OPEN, PAPER, today=TODAY) == []
    facts = replace(PAPER, **changed)
    assert reasons_not_to_keep_certificate(OPEN, facts, today=TODAY) == [reason]


def test_a_wish_says_something_and_its_wage_a_currency() -> None:
    assert reasons_not_to_wish(
        OPEN, says_something=False, has_currency=False, review_on=TODAY, today=TODAY
    ) == [Reason.NOTHING_WISHED, Reason.NO_CURRENCY, Reason.NOT_LATER]


def test_a_search_that_goes_on_has_a_day_to_look_again() -> None:
    assert reasons_not_to_review(OPEN, ends=False, has_words=True, next_on=None, today=TODAY) == [
        Reason.NO_NEXT_DAY
    ]
    assert reasons_not_to_review(OPEN, ends=True, has_words=True, next_on=None, today=TODAY) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Twi, English, some Dutch", ["tw", "en", "nl"]),
        ("Le français et l'anglais", ["fr", "en"]),
        ("العربية والفرنسية", ["ar"]),
        ("reads a little", []),
        ("", []),
    ],
)
def test_languages_are_found_by_their_names(text: str, codes: list[str]) -> None:
    assert languages.named_in(text)[: len(codes) or 1] == codes
