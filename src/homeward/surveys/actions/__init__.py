"""Every write on surveys. `receive` is the one that keeps answers, whatever way they came."""

from homeward.surveys.actions.base import stop_waiting, wait_for_next
from homeward.surveys.actions.instruments import Upload, begin, publish, upload
from homeward.surveys.actions.planning import assign, plan_of, plan_recalled
from homeward.surveys.actions.receive import About, receive, submit
from homeward.surveys.actions.waves import (
    end_without_answers,
    plan_waves,
    save_draft,
)
from homeward.surveys.queries import RSS

__all__ = [
    "RSS",
    "About",
    "Upload",
    "assign",
    "begin",
    "end_without_answers",
    "plan_of",
    "plan_recalled",
    "plan_waves",
    "publish",
    "receive",
    "save_draft",
    "stop_waiting",
    "submit",
    "upload",
    "wait_for_next",
]
