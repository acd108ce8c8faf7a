"""Programmes, whom they serve, where, with what: dated data, never code."""

from homeward.programmes.models.criteria import CriteriaVersion, CriterionException
from homeward.programmes.models.entitlements import ResidentEntitlement
from homeward.programmes.models.history import ProgrammeEvent
from homeward.programmes.models.mapping import Coverage, Participation, Presence, ProgrammeSector
from homeward.programmes.models.money import Budget, Transaction
from homeward.programmes.models.packages import Package, PackageLine
from homeward.programmes.models.policies import Policy, PolicyAdoption
from homeward.programmes.models.programme import Corridor, Programme
from homeward.programmes.models.published import Publication
from homeward.programmes.models.scoping import DesignChoice, Finding, ScopingRecord
from homeward.programmes.models.vocabulary import Code, Sector, TargetGroup
from homeward.programmes.models.ways import Way, WayStage

__all__ = [
    "Budget",
    "Code",
    "Corridor",
    "Coverage",
    "CriteriaVersion",
    "CriterionException",
    "DesignChoice",
    "Finding",
    "Package",
    "PackageLine",
    "Participation",
    "Policy",
    "PolicyAdoption",
    "Presence",
    "Programme",
    "ProgrammeEvent",
    "ProgrammeSector",
    "Publication",
    "ResidentEntitlement",
    "ScopingRecord",
    "Sector",
    "TargetGroup",
    "Transaction",
    "Way",
    "WayStage",
]
