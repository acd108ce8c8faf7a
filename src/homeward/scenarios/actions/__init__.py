"""Every write of scenarios."""

from homeward.scenarios.actions.assuming import assume, change, take_up, unchange
from homeward.scenarios.actions.making import Given, make, share
from homeward.scenarios.actions.playing import (
    Stopped,
    ask,
    begin,
    fingerprint,
    give_up,
    keep,
    play_out,
    stop,
    tell,
)
from homeward.scenarios.actions.reading import ask_for_history, read_waiting

__all__ = [
    "Given",
    "Stopped",
    "ask",
    "ask_for_history",
    "assume",
    "begin",
    "change",
    "fingerprint",
    "give_up",
    "keep",
    "make",
    "play_out",
    "read_waiting",
    "share",
    "stop",
    "take_up",
    "tell",
    "unchange",
]
