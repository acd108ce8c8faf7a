"""Every write on pools."""

from homeward.pools.actions.keeping import (
    commit,
    confirm_year,
    earmark,
    move_year,
    open_pool,
    receive,
    release_year,
)
from homeward.pools.actions.rounds import LineSaid, approve, draw_up, drop
from homeward.pools.actions.terms import (
    approve_beforehand,
    end_criterion,
    end_procedure,
    report,
    state_criterion,
    state_procedure,
)

__all__ = [
    "LineSaid",
    "approve",
    "approve_beforehand",
    "commit",
    "confirm_year",
    "draw_up",
    "drop",
    "earmark",
    "end_criterion",
    "end_procedure",
    "move_year",
    "open_pool",
    "receive",
    "release_year",
    "report",
    "state_criterion",
    "state_procedure",
]
