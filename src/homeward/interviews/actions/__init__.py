"""Every write on interviews. What is sent ends in `surveys.actions.receive`."""

from homeward.interviews.actions.drafts import Attached, attach, begin, discard, keep
from homeward.interviews.actions.links import invite, link_url, note_opening, revoke
from homeward.interviews.actions.sending import (
    Filled,
    Incomplete,
    checked,
    send,
    send_by_link,
    take,
)

__all__ = [
    "Attached",
    "Filled",
    "Incomplete",
    "attach",
    "begin",
    "checked",
    "discard",
    "invite",
    "keep",
    "link_url",
    "note_opening",
    "revoke",
    "send",
    "send_by_link",
    "take",
]
