"""Every write on indicators."""

from homeward.indicators.actions.computing import Done, ask_to_compute, compute_all
from homeward.indicators.actions.defining import (
    Stated,
    agree,
    begin,
    discard,
    facts_of,
    publish,
    revise,
    state,
    write,
)

__all__ = [
    "Done",
    "Stated",
    "agree",
    "ask_to_compute",
    "begin",
    "compute_all",
    "discard",
    "facts_of",
    "publish",
    "revise",
    "state",
    "write",
]
