"""Every write on plans: `drafting` up to the submission, `deciding` in the commission and after."""

from homeward.plans.actions.deciding import (
    ConditionText,
    close_session,
    decide,
    meet_condition,
    open_session,
)
from homeward.plans.actions.drafting import (
    Line,
    add_line,
    change_goal,
    change_line,
    draft,
    mark_line,
    remove_line,
    submit,
)

__all__ = [
    "ConditionText",
    "Line",
    "add_line",
    "change_goal",
    "change_line",
    "close_session",
    "decide",
    "draft",
    "mark_line",
    "meet_condition",
    "open_session",
    "remove_line",
    "submit",
]
