"""Pure: what a message may say, how many parts it has, when one may be sent, and again."""

from homeward.messages.rules.addresses import folded, is_address
from homeward.messages.rules.content import (
    Words,
    filled,
    placeholders,
    reasons_not_to_say,
    reasons_not_to_write,
)
from homeward.messages.rules.parts import Parts, parts_of
from homeward.messages.rules.quiet import Quiet, next_open
from homeward.messages.rules.retries import (
    ATTEMPTS,
    ERASED_AFTER,
    LAPSES,
    LEASE,
    after_lapse,
    pause_after,
)
from homeward.messages.rules.stopping import is_start, is_stop

__all__ = [
    "ATTEMPTS",
    "ERASED_AFTER",
    "LAPSES",
    "LEASE",
    "Parts",
    "Quiet",
    "Words",
    "after_lapse",
    "filled",
    "folded",
    "is_address",
    "is_start",
    "is_stop",
    "next_open",
    "parts_of",
    "pause_after",
    "placeholders",
    "reasons_not_to_say",
    "reasons_not_to_write",
]
