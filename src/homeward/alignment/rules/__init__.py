"""Pure comparisons: facts of programmes in, arrays out."""

from homeward.alignment.rules.arrays import has
from homeward.alignment.rules.compare import Comparison, compare
from homeward.alignment.rules.facts import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.alignment.rules.reasons import evidence, of_aspect, reasons_in, verdict

__all__ = [
    "ENDED",
    "PLANNED",
    "RUNNING",
    "Comparison",
    "ProgrammeFacts",
    "compare",
    "evidence",
    "has",
    "of_aspect",
    "reasons_in",
    "verdict",
]
