"""Every write on cases, their facts and their arrival."""

from homeward.cases.actions.arrivals import (
    Unannounced,
    announce_arrival,
    confirm_arrival,
    expect_again,
    not_arrived,
    open_unannounced,
    prepare,
)
from homeward.cases.actions.files import (
    close,
    ensure_next_step,
    note,
    open_case,
    open_household,
    take,
)
from homeward.cases.actions.handing import (
    assign,
    hand_out,
    hand_out_evenly,
    take_back,
    works_on_cases,
)
from homeward.cases.actions.intake import (
    Said,
    confirm_fact,
    consent_recorded,
    correct_fact,
    finish_intake,
    record_consent,
    record_fact,
    record_facts,
    take_intake,
)
from homeward.cases.actions.security import alert, read_security
from homeward.cases.actions.steps import begin_steps, do_step, skip_step

__all__ = [
    "Said",
    "Unannounced",
    "alert",
    "announce_arrival",
    "assign",
    "begin_steps",
    "close",
    "confirm_arrival",
    "confirm_fact",
    "consent_recorded",
    "correct_fact",
    "do_step",
    "ensure_next_step",
    "expect_again",
    "finish_intake",
    "hand_out",
    "hand_out_evenly",
    "not_arrived",
    "note",
    "open_case",
    "open_household",
    "open_unannounced",
    "prepare",
    "read_security",
    "record_consent",
    "record_fact",
    "record_facts",
    "skip_step",
    "take",
    "take_back",
    "take_intake",
    "works_on_cases",
]
