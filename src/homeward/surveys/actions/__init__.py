"""Every write on surveys. `receive` is the one that keeps answers, whatever way they came."""

from homeward.surveys.actions.receive import About, receive, submit
from homeward.surveys.actions.waves import (
    RSS,
    end_without_answers,
    plan_waves,
    save_draft,
)

__all__ = [
    "RSS",
    "About",
    "end_without_answers",
    "plan_waves",
    "receive",
    "save_draft",
    "submit",
]
