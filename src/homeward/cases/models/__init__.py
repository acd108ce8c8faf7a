"""A case and what belongs to it. All rows are person-level, under the principal person."""

from homeward.cases.models.accountability import Accountability, Transfer
from homeward.cases.models.applications import Application, CaseException
from homeward.cases.models.files import (
    Arrival,
    Case,
    CaseProcedure,
    CaseRow,
    CaseStep,
    Confirmation,
    Fact,
    Note,
    Reassignment,
    SecurityAlert,
    SecurityReading,
    StageChange,
    WorkerChange,
)
from homeward.cases.models.leaving import LeavingAgain
from homeward.cases.models.returns import HostConfirmation, Joining

__all__ = [
    "Accountability",
    "Application",
    "Arrival",
    "Case",
    "CaseException",
    "CaseProcedure",
    "CaseRow",
    "CaseStep",
    "Confirmation",
    "Fact",
    "HostConfirmation",
    "Joining",
    "LeavingAgain",
    "Note",
    "Reassignment",
    "SecurityAlert",
    "SecurityReading",
    "StageChange",
    "Transfer",
    "WorkerChange",
]
