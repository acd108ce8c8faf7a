"""Every write on a person's skills, work and wishes."""

from homeward.careers.actions.keeping import (
    Shown,
    Source,
    Work,
    add_skills,
    add_work,
    change_recognition,
    dismiss,
    keep_certificate,
    set_aside,
)
from homeward.careers.actions.training import ask_to_talk, talk_over
from homeward.careers.actions.wishing import Wished, review_search, wish, wish_own

__all__ = [
    "Shown",
    "Source",
    "Wished",
    "Work",
    "add_skills",
    "add_work",
    "ask_to_talk",
    "change_recognition",
    "dismiss",
    "keep_certificate",
    "review_search",
    "set_aside",
    "talk_over",
    "wish",
    "wish_own",
]
