"""Every write on committees: set up, seated, met, decided, signed and done."""

from homeward.committees.actions.agenda import (
    move_item,
    note_discussion,
    propose_item,
    raise_item,
    schedule,
    take_off,
    withdraw,
)
from homeward.committees.actions.bodies import (
    change,
    end_holder,
    end_seat,
    give_seat,
    hand_secretariat,
    name_holder,
    set_up,
    state_minimum,
    state_procedure,
)
from homeward.committees.actions.deciding import close, move, name_lead, publish, vote
from homeward.committees.actions.meetings import (
    answer_invitation,
    approve,
    approve_silent,
    cancel,
    hold,
    invite,
    note_presence,
    plan,
    remark,
    write_minutes,
)
from homeward.committees.actions.meetings import change as change_meeting
from homeward.committees.actions.points import agree_day, finish_point, open_point
from homeward.committees.actions.signing import ask_to_sign, decline, sign

__all__ = [
    "agree_day",
    "answer_invitation",
    "approve",
    "approve_silent",
    "ask_to_sign",
    "cancel",
    "change",
    "change_meeting",
    "close",
    "decline",
    "end_holder",
    "end_seat",
    "finish_point",
    "give_seat",
    "hand_secretariat",
    "hold",
    "invite",
    "move",
    "move_item",
    "name_holder",
    "name_lead",
    "note_discussion",
    "note_presence",
    "open_point",
    "plan",
    "propose_item",
    "publish",
    "raise_item",
    "remark",
    "schedule",
    "set_up",
    "sign",
    "state_minimum",
    "state_procedure",
    "take_off",
    "vote",
    "withdraw",
    "write_minutes",
]
