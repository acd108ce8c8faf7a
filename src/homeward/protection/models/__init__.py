"""Rows of protection, in the parts by which they are read."""

from homeward.protection.models.care import CareConfirmation, CareHandover, HealthNeed
from homeward.protection.models.flags import DepartureHold, Flag, FlagRule
from homeward.protection.models.incidents import Incident, Measure
from homeward.protection.models.legal import LegalNote, LegalNoteReader
from homeward.protection.models.pathways import (
    BestInterest,
    Guardian,
    Pathway,
    PathwayStep,
    PathwayTemplate,
    PathwayTemplateStep,
    Tracing,
)
from homeward.protection.models.risks import Factor, RiskAssessment
from homeward.protection.models.screening import Screening
from homeward.protection.models.terms import Term

__all__ = [
    "BestInterest",
    "CareConfirmation",
    "CareHandover",
    "DepartureHold",
    "Factor",
    "Flag",
    "FlagRule",
    "Guardian",
    "HealthNeed",
    "Incident",
    "LegalNote",
    "LegalNoteReader",
    "Measure",
    "Pathway",
    "PathwayStep",
    "PathwayTemplate",
    "PathwayTemplateStep",
    "RiskAssessment",
    "Screening",
    "Term",
    "Tracing",
]
