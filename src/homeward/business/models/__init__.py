"""A returnee's business, as rows of the case; and what is known of registering and taxes there.

The figures of a plan are class Case, as the costs of a reintegration plan are. What a lender
granted, and what became of it, is class Finance.
"""

from homeward.business.models.businesses import (
    Business,
    BusinessPlan,
    CoachingVisit,
    CostLine,
    Credit,
    GroupMember,
    Review,
    StepOfBusiness,
    SurvivalCheck,
)
from homeward.business.models.ground import (
    CheckRule,
    Ground,
    GroupMeeting,
    RegistrationStep,
    SectorGroup,
    TaxNote,
)

__all__ = [
    "Business",
    "BusinessPlan",
    "CheckRule",
    "CoachingVisit",
    "CostLine",
    "Credit",
    "Ground",
    "GroupMeeting",
    "GroupMember",
    "RegistrationStep",
    "Review",
    "SectorGroup",
    "StepOfBusiness",
    "SurvivalCheck",
    "TaxNote",
]
