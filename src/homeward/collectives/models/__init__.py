"""Projects of groups and communities.

Project, season, log, assets and meetings name no person: they are their organisation's, and a
partner under agreement reads them. Members, what they put in and what they are paid are
person-level rows.
"""

from homeward.collectives.models.effects import Output, Photo, Reach, Training
from homeward.collectives.models.members import Contribution, Exit, FinanceRow, Membership, Payout
from homeward.collectives.models.projects import (
    Asset,
    LogEntry,
    Meeting,
    PayoutRun,
    Project,
    ProjectPartner,
    Season,
)

__all__ = [
    "Asset",
    "Contribution",
    "Exit",
    "FinanceRow",
    "LogEntry",
    "Meeting",
    "Membership",
    "Output",
    "Payout",
    "PayoutRun",
    "Photo",
    "Project",
    "ProjectPartner",
    "Reach",
    "Season",
    "Training",
]
