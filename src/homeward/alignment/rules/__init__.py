"""Pure comparisons: facts of programmes in, arrays out."""

from homeward.alignment.rules.arrays import Comparison, compare
from homeward.alignment.rules.facts import ProgrammeFacts
from homeward.alignment.rules.reasons import reasons_in

__all__ = ["Comparison", "ProgrammeFacts", "compare", "reasons_in"]
