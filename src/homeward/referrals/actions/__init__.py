"""Every write on referrals. `send` is the action to read first."""

from homeward.referrals.actions.answer import answer, ask, put_on_waiting_list, tell
from homeward.referrals.actions.end import leave, withdraw
from homeward.referrals.actions.follow import (
    PERSON_SAYS_NO,
    confirm,
    read_outcome,
    report,
    start,
)
from homeward.referrals.actions.links import LINK_DAYS, link_url, renew_link
from homeward.referrals.actions.send import discard, draft, send

__all__ = [
    "LINK_DAYS",
    "PERSON_SAYS_NO",
    "answer",
    "ask",
    "confirm",
    "discard",
    "draft",
    "leave",
    "link_url",
    "put_on_waiting_list",
    "read_outcome",
    "renew_link",
    "report",
    "send",
    "start",
    "tell",
    "withdraw",
]
