"""Every write on rights, by verb."""

from homeward.rights.actions.asking import ask, record, refuse, say_identity
from homeward.rights.actions.copying import answer_with_copy, open_copy
from homeward.rights.actions.erasing import (
    approve,
    carry_out,
    propose,
    refuse_erasure,
    replay,
)
from homeward.rights.actions.keeping import end_hold, hold, set_retention
from homeward.rights.actions.rectifying import rectify

__all__ = [
    "answer_with_copy",
    "approve",
    "ask",
    "carry_out",
    "end_hold",
    "hold",
    "open_copy",
    "propose",
    "record",
    "rectify",
    "refuse",
    "refuse_erasure",
    "replay",
    "say_identity",
    "set_retention",
]
