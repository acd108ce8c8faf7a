"""Institutions assessed, training planned and held, ownership counted."""

from homeward.capacity.models.institutions import (
    CapacityAnswer,
    CapacityAssessment,
    CapacityDomain,
    CapacitySheet,
    in_words,
)
from homeward.capacity.models.ownership import OwnershipFigure, OwnershipFormula
from homeward.capacity.models.training import (
    Attendance,
    Course,
    CourseSession,
    Module,
    StaffCertificate,
    Trainee,
    TrainingGoal,
    TrainingPlan,
)

__all__ = [
    "Attendance",
    "CapacityAnswer",
    "CapacityAssessment",
    "CapacityDomain",
    "CapacitySheet",
    "Course",
    "CourseSession",
    "Module",
    "OwnershipFigure",
    "OwnershipFormula",
    "StaffCertificate",
    "Trainee",
    "TrainingGoal",
    "TrainingPlan",
    "in_words",
]
