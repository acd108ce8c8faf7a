"""Every write on cases, their facts and their arrival."""

from homeward.cases.actions.applications import (
    apply,
    ask_case_exception,
    ask_for_more,
    complete_application,
    decide_application,
    decide_case_exception,
    read_decision,
)
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
    Opening,
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
from homeward.cases.actions.leaving import Left, record_leaving, take_back_leaving
from homeward.cases.actions.naming import join_person, name_person, undo_joining
from homeward.cases.actions.returns import (
    answer_host,
    ask_host,
    expire_confirmations,
    open_again,
)
from homeward.cases.actions.security import alert, read_security
from homeward.cases.actions.stages import move_on
from homeward.cases.actions.steps import begin_steps, do_step, skip_step
from homeward.cases.actions.transfers import (
    accept_transfer,
    ask_transfer,
    decline_transfer,
    read_transfer,
    withdraw_transfer,
)

__all__ = [
    "Left",
    "Opening",
    "Said",
    "Unannounced",
    "accept_transfer",
    "alert",
    "announce_arrival",
    "answer_host",
    "apply",
    "ask_case_exception",
    "ask_for_more",
    "ask_host",
    "ask_transfer",
    "assign",
    "begin_steps",
    "close",
    "complete_application",
    "confirm_arrival",
    "confirm_fact",
    "consent_recorded",
    "correct_fact",
    "decide_application",
    "decide_case_exception",
    "decline_transfer",
    "do_step",
    "ensure_next_step",
    "expect_again",
    "expire_confirmations",
    "finish_intake",
    "hand_out",
    "hand_out_evenly",
    "join_person",
    "move_on",
    "name_person",
    "not_arrived",
    "note",
    "open_again",
    "open_case",
    "open_household",
    "open_unannounced",
    "prepare",
    "read_decision",
    "read_security",
    "read_transfer",
    "record_consent",
    "record_fact",
    "record_facts",
    "record_leaving",
    "skip_step",
    "take",
    "take_back",
    "take_back_leaving",
    "take_intake",
    "undo_joining",
    "withdraw_transfer",
    "works_on_cases",
]
