"""Employers and their vacancies; a person's search, candidacies, placement, and what came of it.

A candidacy and what hangs on it are rows of the case. An employer is an organisation: what is known
of it names nobody of a case.
"""

from homeward.employment.models.candidacies import (
    Candidacy,
    CandidateFact,
    Interview,
    JobSearch,
    Placement,
    RetentionCheck,
)
from homeward.employment.models.employers import (
    Employer,
    EmployerLink,
    MatchingRule,
    Outreach,
    Speaking,
    Subsidy,
    WageFloor,
)

__all__ = [
    "Candidacy",
    "CandidateFact",
    "Employer",
    "EmployerLink",
    "Interview",
    "JobSearch",
    "MatchingRule",
    "Outreach",
    "Placement",
    "RetentionCheck",
    "Speaking",
    "Subsidy",
    "WageFloor",
]
