"""Every write of protection, by what it is about."""

from homeward.protection.actions.care import (
    add_need,
    bridge_gap,
    confirm_care,
    draft_handover,
    send_handover,
    settle_need,
    take_back_uncovered,
)
from homeward.protection.actions.flags import (
    About,
    Observation,
    decide_flag,
    raise_flag,
    set_follow_up,
)
from homeward.protection.actions.incidents import (
    close_incident,
    log_incident,
    plan_measure,
    take_measure,
)
from homeward.protection.actions.legal import name_reader, remove_reader, write_legal_note
from homeward.protection.actions.pathways import (
    answer_tracing,
    ask_tracing,
    begin_pathway,
    do_step,
    end_pathway,
    name_guardian,
    record_best_interest,
)
from homeward.protection.actions.risks import assess_risk, see_factors
from homeward.protection.actions.screening import Asked, keep_screening, raise_from

__all__ = [
    "About",
    "Asked",
    "Observation",
    "add_need",
    "answer_tracing",
    "ask_tracing",
    "assess_risk",
    "begin_pathway",
    "bridge_gap",
    "close_incident",
    "confirm_care",
    "decide_flag",
    "do_step",
    "draft_handover",
    "end_pathway",
    "keep_screening",
    "log_incident",
    "name_guardian",
    "name_reader",
    "plan_measure",
    "raise_flag",
    "raise_from",
    "record_best_interest",
    "remove_reader",
    "see_factors",
    "send_handover",
    "set_follow_up",
    "settle_need",
    "take_back_uncovered",
    "take_measure",
    "write_legal_note",
]
