"""Standards, checks of services, and figures on the quality of what is written down.

None of it names a person of a case but `CheckedReferral`, which is person-level.
"""

from homeward.quality.models.data import DataFigure, InterviewEffect, InterviewerFigure, Limit
from homeward.quality.models.standards import (
    Adoption,
    Check,
    CheckDraw,
    CheckedItem,
    CheckedReferral,
    Improvement,
    Standard,
    StandardItem,
    StandardVersion,
)

__all__ = [
    "Adoption",
    "Check",
    "CheckDraw",
    "CheckedItem",
    "CheckedReferral",
    "DataFigure",
    "Improvement",
    "InterviewEffect",
    "InterviewerFigure",
    "Limit",
    "Standard",
    "StandardItem",
    "StandardVersion",
]
