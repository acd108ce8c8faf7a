"""Every write on markets, pathways, employers and events."""

from homeward.pathways.actions.employers import (
    EventGiven,
    finish,
    invitation,
    invite_lists,
    log,
    move_lead,
    open_lead,
    plan_event,
    report,
)
from homeward.pathways.actions.markets import (
    SUBJECT,
    remove_interest,
    state_interest,
    state_rule,
    watch,
)
from homeward.pathways.actions.requirements import ask_for, ask_no_more, ask_otherwise
from homeward.pathways.actions.ways import (
    PathwayGiven,
    keep_pathway,
    tie,
    untie,
    verify,
)

__all__ = [
    "SUBJECT",
    "EventGiven",
    "PathwayGiven",
    "ask_for",
    "ask_no_more",
    "ask_otherwise",
    "finish",
    "invitation",
    "invite_lists",
    "keep_pathway",
    "log",
    "move_lead",
    "open_lead",
    "plan_event",
    "remove_interest",
    "report",
    "state_interest",
    "state_rule",
    "tie",
    "untie",
    "verify",
    "watch",
]
