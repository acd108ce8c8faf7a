"""Every write on comparisons."""

from homeward.crossmatches.actions.asking import ask, cancel, decline, join
from homeward.crossmatches.actions.comparing import compare_waiting, forget
from homeward.crossmatches.actions.deciding import decide, note_reached, take_back
from homeward.crossmatches.actions.letters import outgoing, take_in

__all__ = [
    "ask",
    "cancel",
    "compare_waiting",
    "decide",
    "decline",
    "forget",
    "join",
    "note_reached",
    "outgoing",
    "take_back",
    "take_in",
]
