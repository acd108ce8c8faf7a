"""Pages on how programmes fit together."""

from homeward.alignment.views.comparing import compare, index
from homeward.alignment.views.flows import funding, judge, sides
from homeward.alignment.views.mending import answer, decide, mend, pair, pairs, propose
from homeward.alignment.views.programmes import programmes, widening
from homeward.alignment.views.territory import (
    calendar,
    gaps,
    opening,
    raise_openings,
)

__all__ = [
    "answer",
    "calendar",
    "compare",
    "decide",
    "funding",
    "gaps",
    "index",
    "judge",
    "mend",
    "opening",
    "pair",
    "pairs",
    "programmes",
    "propose",
    "raise_openings",
    "sides",
    "widening",
]
