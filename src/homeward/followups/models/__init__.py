"""Follow-ups after arrival, tries to reach people, those who help to find them, and samples.

Rules of a programme, samples, relays and named bodies tell of no person of a case; all else is
person-level.
"""

from homeward.followups.models.contacts import (
    ContactLoss,
    ContactRow,
    ContactWish,
    Draw,
    Errand,
    FollowUp,
    Monitoring,
    SurveyRow,
    Try,
)
from homeward.followups.models.planning import Days, NamedBody, PlanStep, Relay, Sample

__all__ = [
    "ContactLoss",
    "ContactRow",
    "ContactWish",
    "Days",
    "Draw",
    "Errand",
    "FollowUp",
    "Monitoring",
    "NamedBody",
    "PlanStep",
    "Relay",
    "Sample",
    "SurveyRow",
    "Try",
]
