"""Every write on capacity: assessments, plans of training, courses, ownership."""

from homeward.capacity.actions.courses import (
    ModuleGiven,
    ask_to_train_again,
    cancel,
    enrol,
    forget,
    keep_course,
    plan_session,
    record,
    state_module,
)
from homeward.capacity.actions.institutions import Said, answer, begin, finish
from homeward.capacity.actions.ownership import compute, state_formula
from homeward.capacity.actions.plans import (
    GoalGiven,
    add_goal,
    approve,
    draft,
    meet,
    propose,
    remove_goal,
    send_back,
)

__all__ = [
    "GoalGiven",
    "ModuleGiven",
    "Said",
    "add_goal",
    "answer",
    "approve",
    "ask_to_train_again",
    "begin",
    "cancel",
    "compute",
    "draft",
    "enrol",
    "finish",
    "forget",
    "keep_course",
    "meet",
    "plan_session",
    "propose",
    "record",
    "remove_goal",
    "send_back",
    "state_formula",
    "state_module",
]
