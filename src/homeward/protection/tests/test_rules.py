from dataclasses import replace
from datetime import date

import pytest

from homeward.protection import rules
from homeward.protection.choices import BestInterestKind, FlagKind, FlagState, Reason

DECIDING = rules.BestInterestFacts(
    kind=BestInterestKind.DETERMINATION, is_open=True, has_guardian=True, assessed=True, panel=2,
    held_on=date(2026, 5, 1), today=date(2026, 5, 2), review_given=True,
)  # fmt: skip
SENDING = rules.SendingFacts(
    is_draft=True, has_receiver=True, described=True, agreement=True, consent=True
)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"is_open": False}, Reason.WRONG_STATE),
        ({"has_guardian": False}, Reason.NO_GUARDIAN),
        ({"assessed": False}, Reason.NO_ASSESSMENT),
        ({"panel": 1}, Reason.NO_PANEL),
        ({"held_on": date(2026, 5, 3)}, Reason.IN_THE_FUTURE),
        ({"review_given": False}, Reason.NO_REVIEW),
    ],
)
def test_each_missing_fact_alone_stops_a_determination(changed: dict, reason: Reason) -> None:
    assert rules.reasons_not_to_record_best_interest(replace(DECIDING, **changed)) == [reason]


def test_an_assessment_needs_neither_guardian_nor_panel() -> None:
    facts = replace(
        DECIDING, kind=BestInterestKind.ASSESSMENT, has_guardian=False, assessed=False, panel=0,
        review_given=False,
    )  # fmt: skip
    assert rules.reasons_not_to_record_best_interest(facts) == []


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_draft", Reason.SENT_ALREADY),
        ("has_receiver", Reason.NO_RECEIVER),
        ("described", Reason.NO_CONDITION),
        ("agreement", Reason.NO_AGREEMENT),
        ("consent", Reason.NO_CONSENT),
    ],
)
def test_each_missing_fact_alone_stops_the_hand_over(missing: str, reason: Reason) -> None:
    assert rules.reasons_not_to_send(replace(SENDING, **{missing: False})) == [reason]


def test_all_that_is_missing_is_said_at_once() -> None:
    assert rules.reasons_not_to_decide(FlagState.CLOSED, FlagState.CONFIRMED, why=" ") == [
        Reason.WRONG_STATE,
        Reason.NO_WORDS,
    ]


def test_who_is_named_twice_sits_once() -> None:
    assert rules.panel_of("Ama\n\n Kofi \nAma") == ["Ama", "Kofi"]


@pytest.mark.parametrize(
    ("supply", "seen", "days"),
    [
        (date(2026, 5, 1), date(2026, 5, 9), 8),
        (date(2026, 5, 9), date(2026, 5, 1), 0),
        (None, date(2026, 5, 1), None),
        (date(2026, 5, 1), None, None),
    ],
)
def test_days_without_medicine_are_unknown_where_a_day_is(
    supply: date | None, seen: date | None, days: int | None
) -> None:
    assert rules.gap_in_supply(supply, seen) == days


def test_a_category_is_met_or_unknown_and_never_denied() -> None:
    found = rules.categories(
        [
            (FlagKind.TRAFFICKING, FlagState.CONFIRMED),
            (FlagKind.DISABILITY, FlagState.SUSPECTED),
            (FlagKind.GENDER_VIOLENCE, FlagState.EXCLUDED),
            (FlagKind.EXCLUSION, FlagState.CONFIRMED),
        ]
    )
    assert found == {"trafficking": True}
