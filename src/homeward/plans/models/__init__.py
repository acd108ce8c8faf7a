"""Plans, commissions and their decisions. What tells of a person is person-level."""

from homeward.plans.models.commission import (
    AgendaMove,
    Appeal,
    Attendance,
    CommissionRules,
    Condition,
    ConditionMet,
    Decision,
    Member,
    Recusal,
    Seat,
    Session,
    TakeOver,
    Vote,
)
from homeward.plans.models.plan import Comment, Goal, NeedAnswer, PersonAnswer, Plan, PlanLine
from homeward.plans.models.templates import (
    FeasibilityCriterion,
    FeasibilityGrid,
    FeasibilityRating,
    PlanTemplate,
    TemplateGoal,
    TemplateLine,
)

__all__ = [
    "AgendaMove",
    "Appeal",
    "Attendance",
    "Comment",
    "CommissionRules",
    "Condition",
    "ConditionMet",
    "Decision",
    "FeasibilityCriterion",
    "FeasibilityGrid",
    "FeasibilityRating",
    "Goal",
    "Member",
    "NeedAnswer",
    "PersonAnswer",
    "Plan",
    "PlanLine",
    "PlanTemplate",
    "Recusal",
    "Seat",
    "Session",
    "TakeOver",
    "TemplateGoal",
    "TemplateLine",
    "Vote",
]
