"""Every write on persons, and on the grounds on which others may see them."""

from homeward.persons.actions.bases import Asked, decide_basis, end_basis, request_basis
from homeward.persons.actions.blocks import block, block_own, lift_block, lift_own
from homeward.persons.actions.giving import (
    ConsentLine,
    Giving,
    give_consent,
    give_together,
    note_together,
)
from homeward.persons.actions.identifying import identify
from homeward.persons.actions.notices import (
    NoticeAnswered,
    answer_notice,
    consequences,
    foreseen,
    hold_person,
    withdrawn,
)
from homeward.persons.actions.registering import Member, amend, enter, join, register
from homeward.persons.actions.replaying import Replayed, replay
from homeward.persons.actions.withdrawing import end_guardians, narrow_consent, withdraw_consent

__all__ = [
    "Asked",
    "ConsentLine",
    "Giving",
    "Member",
    "NoticeAnswered",
    "Replayed",
    "amend",
    "answer_notice",
    "block",
    "block_own",
    "consequences",
    "decide_basis",
    "end_basis",
    "end_guardians",
    "enter",
    "foreseen",
    "give_consent",
    "give_together",
    "hold_person",
    "identify",
    "join",
    "lift_block",
    "lift_own",
    "narrow_consent",
    "note_together",
    "register",
    "replay",
    "request_basis",
    "withdraw_consent",
    "withdrawn",
]
