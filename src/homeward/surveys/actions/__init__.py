"""Every write on surveys. `receive` is the one that keeps answers, whatever way they came."""

from homeward.surveys.actions.instruments import Upload, begin, publish, upload
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
    "Upload",
    "begin",
    "end_without_answers",
    "plan_waves",
    "publish",
    "receive",
    "save_draft",
    "submit",
    "upload",
]
