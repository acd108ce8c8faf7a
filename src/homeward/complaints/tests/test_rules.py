"""What may be done with a complaint, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from homeward.complaints.choices import Kind, Reason, State
from homeward.complaints.rules import (
    NEXT,
    AnswerFacts,
    NamingFacts,
    WhoFacts,
    answered_in_time,
    new_code,
    new_reference,
    plain,
    reasons_not_to_answer,
    reasons_not_to_close,
    reasons_not_to_handle,
    reasons_not_to_name,
    reasons_not_to_state,
)

TODAY = date(2026, 5, 10)
MAY = WhoFacts(handles=2, is_sensitive=True, is_about_them=False, is_their_case=False)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"handles": 1, "is_sensitive": False}, []),
        ({"handles": 1}, [Reason.NOT_FOR_SENSITIVE]),
        ({"handles": 0}, [Reason.NOT_A_HANDLER]),
        ({"is_about_them": True, "is_their_case": True}, [Reason.NAMES_THEM, Reason.OWN_CASE]),
        ({"is_of_team": False}, [Reason.OUTSIDE_TEAM]),
    ],
)
def test_who_may_look_into_one(changed: dict[str, object], reasons: list[Reason]) -> None:
    assert reasons_not_to_handle(replace(MAY, **changed)) == reasons


def test_an_answer_is_its_handler_s_and_of_a_complaint_that_is_looked_into() -> None:
    facts = AnswerFacts(
        kind=Kind.QUESTION, state=State.ACKNOWLEDGED, handler=1, by=1, text="At nine.", outcome=""
    )
    assert reasons_not_to_answer(facts) == []
    assert reasons_not_to_answer(replace(facts, kind=Kind.COMPLAINT)) == [Reason.NO_OUTCOME]
    assert reasons_not_to_answer(replace(facts, by=2)) == [Reason.NOT_THEIRS]
    assert reasons_not_to_answer(replace(facts, state=State.RECEIVED, handler=None)) == [
        Reason.WRONG_STATE,
        Reason.NO_HANDLER,
    ]


def test_every_state_has_an_end() -> None:
    ends = {State.CLOSED, State.PASSED_ON, State.WITHDRAWN}
    assert set(NEXT) | ends == set(State)
    assert not set(NEXT) & ends


def test_it_is_closed_once_the_days_are_over_or_everybody_agrees() -> None:
    held = {"state": State.ANSWERED, "until": date(2026, 5, 10), "today": TODAY}
    assert reasons_not_to_close(**held, agrees=False) == [Reason.TERM_RUNS]
    assert reasons_not_to_close(**held, agrees=True) == []
    later = held | {"today": date(2026, 5, 11)}
    assert reasons_not_to_close(**later, agrees=False) == []


def test_nobody_names_themselves_for_sensitive_matters() -> None:
    facts = NamingFacts(is_colleague=True, is_oneself=True, is_sensitive=True, is_named=False)
    assert reasons_not_to_name(facts) == [Reason.NAMES_ONESELF]
    assert reasons_not_to_name(replace(facts, is_sensitive=False)) == []


def test_days_are_stated_with_a_source_and_for_what_is_to_come() -> None:
    reasons = reasons_not_to_state(
        source=" ", valid_from=date(2026, 5, 9), today=TODAY, is_stated=True
    )
    assert reasons == [Reason.NO_SOURCE, Reason.BEGINS_IN_THE_PAST, Reason.STATED_ALREADY]


@pytest.mark.parametrize(
    ("answered", "until", "found"),
    [
        (date(2026, 5, 1), date(2026, 5, 1), "in_time"),
        (date(2026, 5, 2), date(2026, 5, 1), "late"),
        (None, date(2026, 5, 9), "late"),
        (None, date(2026, 5, 10), "open"),
    ],
)
def test_in_time_is_up_to_its_day(answered: date | None, until: date, found: str) -> None:
    assert answered_in_time(answered_on=answered, answer_by=until, today=TODAY) == found


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert plain(code) == plain(code.lower().replace("-", " ")) == code.replace("-", "")
    assert len({new_code() for _n in range(100)}) == 100
    assert len(new_reference()) == 8
