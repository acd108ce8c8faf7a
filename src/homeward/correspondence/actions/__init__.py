"""Every write on messages with persons."""

from homeward.correspondence.actions.agreeing import (
    Agreed,
    agree,
    agree_own,
    end_opt_in,
    end_own,
    hold_back,
    let_through,
)
from homeward.correspondence.actions.reminding import end_rule, remind, state_rule
from homeward.correspondence.actions.sorting import assign, sort_incoming, throw_away
from homeward.correspondence.actions.writing import (
    Wrote,
    mark_read,
    send_in,
    settle,
    write,
)

__all__ = [
    "Agreed",
    "Wrote",
    "agree",
    "agree_own",
    "assign",
    "end_opt_in",
    "end_own",
    "end_rule",
    "hold_back",
    "let_through",
    "mark_read",
    "remind",
    "send_in",
    "settle",
    "sort_incoming",
    "state_rule",
    "throw_away",
    "write",
]
