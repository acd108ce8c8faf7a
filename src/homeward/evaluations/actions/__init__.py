"""Every write on evaluations."""

from homeward.evaluations.actions.extracts import ask, forget, freeze, take
from homeward.evaluations.actions.lessons import come_of_it, take_up, write_lesson
from homeward.evaluations.actions.results import compute, run_again
from homeward.evaluations.actions.steps import (
    begin,
    declare,
    publish,
    reply,
    report,
    state,
    take_back,
)

__all__ = [
    "ask",
    "begin",
    "come_of_it",
    "compute",
    "declare",
    "forget",
    "freeze",
    "publish",
    "reply",
    "report",
    "run_again",
    "state",
    "take",
    "take_back",
    "take_up",
    "write_lesson",
]
