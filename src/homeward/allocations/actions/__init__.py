"""Every write on rounds, their floors and proposals."""

from homeward.allocations.actions.deciding import accept, change, set_aside, take_back
from homeward.allocations.actions.keeping import (
    add_offer,
    close,
    consider,
    consider_caseload,
    forbid,
    leave_out,
    lift_rule,
    lock,
    open_round,
    remove_floor,
    remove_offer,
    set_floor,
)
from homeward.allocations.actions.proposing import ask, begin, give_up, keep, stop, work_out

__all__ = [
    "accept",
    "add_offer",
    "ask",
    "begin",
    "change",
    "close",
    "consider",
    "consider_caseload",
    "forbid",
    "give_up",
    "keep",
    "leave_out",
    "lift_rule",
    "lock",
    "open_round",
    "remove_floor",
    "remove_offer",
    "set_aside",
    "set_floor",
    "stop",
    "take_back",
    "work_out",
]
