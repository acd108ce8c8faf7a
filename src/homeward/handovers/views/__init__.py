"""Pages of handovers: criteria, the act, its stages, and who is still to be asked."""

from homeward.handovers.views.act import (
    decide,
    decline,
    detail,
    document,
    index,
    new,
    offer,
    plan,
    sign,
    take_back,
    to_sign,
)
from homeward.handovers.views.asking import ask, to_ask
from homeward.handovers.views.criteria import drop, judge, readiness, state
from homeward.handovers.views.stages import begin, rehearse, report, stage, take_out

__all__ = [
    "ask",
    "begin",
    "decide",
    "decline",
    "detail",
    "document",
    "drop",
    "index",
    "judge",
    "new",
    "offer",
    "plan",
    "readiness",
    "rehearse",
    "report",
    "sign",
    "stage",
    "state",
    "take_back",
    "take_out",
    "to_ask",
    "to_sign",
]
