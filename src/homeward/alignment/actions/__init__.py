"""Every write on findings, decisions, mends, judgements and openings."""

from homeward.alignment.actions.comparing import compare, compare_if_changed
from homeward.alignment.actions.deciding import answer, decide, decide_opening, judge, propose
from homeward.alignment.actions.territory import raise_openings

__all__ = [
    "answer",
    "compare",
    "compare_if_changed",
    "decide",
    "decide_opening",
    "judge",
    "propose",
    "raise_openings",
]
