"""Pure: facts in, reasons and figures out."""

from homeward.employment.rules.candidacies import (
    NEXT,
    OVER,
    SHOWN,
    ShortlistFacts,
    reasons_not_to_move,
    reasons_not_to_place,
    reasons_not_to_refuse,
    reasons_not_to_shortlist,
)
from homeward.employment.rules.decency import Check, wage_check
from homeward.employment.rules.money import subsidy_parts
from homeward.employment.rules.times import months_after

__all__ = [
    "NEXT",
    "OVER",
    "SHOWN",
    "Check",
    "ShortlistFacts",
    "months_after",
    "reasons_not_to_move",
    "reasons_not_to_place",
    "reasons_not_to_refuse",
    "reasons_not_to_shortlist",
    "subsidy_parts",
    "wage_check",
]
