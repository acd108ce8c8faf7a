"""Every write on businesses: planning, running, coaching, credit, groups, and what is known."""

from homeward.business.actions.ground import (
    StepKnown,
    TaxKnown,
    add_check_rule,
    add_step,
    add_tax,
    end_step,
    end_tax,
)
from homeward.business.actions.groups import (
    close_group,
    hold_group_meeting,
    join,
    leave_group,
    open_group,
)
from homeward.business.actions.lending import ask_credit, move_credit
from homeward.business.actions.planning import (
    Planned,
    add_cost,
    begin,
    change,
    new_version,
    remove_cost,
    review,
    send,
)
from homeward.business.actions.running import (
    Found,
    Visited,
    add_check,
    answer_check,
    mark_step,
    start,
    stop,
    take_up_steps,
    visit,
)

__all__ = [
    "Found",
    "Planned",
    "StepKnown",
    "TaxKnown",
    "Visited",
    "add_check",
    "add_check_rule",
    "add_cost",
    "add_step",
    "add_tax",
    "answer_check",
    "ask_credit",
    "begin",
    "change",
    "close_group",
    "end_step",
    "end_tax",
    "hold_group_meeting",
    "join",
    "leave_group",
    "mark_step",
    "move_credit",
    "new_version",
    "open_group",
    "remove_cost",
    "review",
    "send",
    "start",
    "stop",
    "take_up_steps",
    "visit",
]
