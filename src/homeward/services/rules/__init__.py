"""Pure: facts in, answers out."""

from homeward.services.rules.hours import Hours, Open
from homeward.services.rules.upkeep import (
    Alike,
    ConfirmingFacts,
    alike,
    is_to_ask,
    may_be_the_same,
    reasons_not_to_answer,
    reasons_not_to_confirm,
    reasons_not_to_decide,
    reasons_not_to_publish,
    reasons_not_to_write,
)

__all__ = [
    "Alike",
    "ConfirmingFacts",
    "Hours",
    "Open",
    "alike",
    "is_to_ask",
    "may_be_the_same",
    "reasons_not_to_answer",
    "reasons_not_to_confirm",
    "reasons_not_to_decide",
    "reasons_not_to_publish",
    "reasons_not_to_write",
]
