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
from homeward.referrals.actions.requests import ask_for, take_back, take_up, turn_down
from homeward.referrals.actions.send import discard, draft, send
from homeward.referrals.actions.together import (
    Part,
    RefusedTogether,
    discard_together,
    draft_together,
    send_together,
)

__all__ = [
    "LINK_DAYS",
    "PERSON_SAYS_NO",
    "Part",
    "RefusedTogether",
    "answer",
    "ask",
    "ask_for",
    "confirm",
    "discard",
    "discard_together",
    "draft",
    "draft_together",
    "leave",
    "link_url",
    "put_on_waiting_list",
    "read_outcome",
    "renew_link",
    "report",
    "send",
    "send_together",
    "start",
    "take_back",
    "take_up",
    "tell",
    "turn_down",
    "withdraw",
]
