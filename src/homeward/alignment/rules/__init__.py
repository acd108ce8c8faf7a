"""Pure comparisons: facts of programmes in, arrays out."""

from homeward.alignment.rules.arrays import has
from homeward.alignment.rules.compare import Comparison, compare
from homeward.alignment.rules.facts import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.alignment.rules.reasons import evidence, of_aspect, reasons_in, verdict
from homeward.alignment.rules.refusals import (
    reasons_not_to_answer,
    reasons_not_to_decide,
    reasons_not_to_judge,
    reasons_not_to_propose,
)
from homeward.programmes.rules.criteria import Bounds

__all__ = [
    "ENDED",
    "PLANNED",
    "RUNNING",
    "Bounds",
    "Comparison",
    "ProgrammeFacts",
    "compare",
    "evidence",
    "has",
    "of_aspect",
    "reasons_in",
    "reasons_not_to_answer",
    "reasons_not_to_decide",
    "reasons_not_to_judge",
    "reasons_not_to_propose",
    "verdict",
]
