"""Every write on handovers."""

from homeward.handovers.actions.asking import ask
from homeward.handovers.actions.criteria import drop, judge, state
from homeward.handovers.actions.drafting import (
    decide,
    draft,
    offer,
    plan,
    take_back,
    take_out,
)
from homeward.handovers.actions.running import begin, rehearse, run
from homeward.handovers.actions.signing import decline, sign

__all__ = [
    "ask",
    "begin",
    "decide",
    "decline",
    "draft",
    "drop",
    "judge",
    "offer",
    "plan",
    "rehearse",
    "run",
    "sign",
    "state",
    "take_back",
    "take_out",
]
