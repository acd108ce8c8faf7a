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
from homeward.cases.actions.arrivals import announce_arrival, confirm_arrival, prepare
from homeward.cases.actions.files import (
    Opening,
    close,
    ensure_next_step,
    note,
    open_case,
    open_household,
    take,
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
    assign_worker,
    decline_transfer,
    read_transfer,
    withdraw_transfer,
)

__all__ = [
    "Opening",
    "Said",
    "accept_transfer",
    "alert",
    "announce_arrival",
    "answer_host",
    "apply",
    "ask_case_exception",
    "ask_for_more",
    "ask_host",
    "ask_transfer",
    "assign_worker",
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
    "expire_confirmations",
    "finish_intake",
    "join_person",
    "move_on",
    "name_person",
    "note",
    "open_again",
    "open_case",
    "open_household",
    "prepare",
    "read_decision",
    "read_security",
    "read_transfer",
    "record_consent",
    "record_fact",
    "record_facts",
    "skip_step",
    "take",
    "take_intake",
    "undo_joining",
    "withdraw_transfer",
]
