"""Every write on complaints, on who handles them and on their days."""

from homeward.complaints.actions.answering import (
    answer,
    appeal,
    appeal_by_code,
    close,
    hear,
    say_more,
    tell,
    withdraw,
    withdraw_by_code,
)
from homeward.complaints.actions.handling import (
    acknowledge,
    add_note,
    assign,
    forget_codes_again,
    pass_on,
    put_in_order,
    renew_code,
    revoke_code,
)
from homeward.complaints.actions.settling import Days, end_handler, name_handler, state_days
from homeward.complaints.actions.taking import Said, Tie, code_url, desk_url, send_in, take

__all__ = [
    "Days",
    "Said",
    "Tie",
    "acknowledge",
    "add_note",
    "answer",
    "appeal",
    "appeal_by_code",
    "assign",
    "close",
    "code_url",
    "desk_url",
    "end_handler",
    "forget_codes_again",
    "hear",
    "name_handler",
    "pass_on",
    "put_in_order",
    "renew_code",
    "revoke_code",
    "say_more",
    "send_in",
    "state_days",
    "take",
    "tell",
    "withdraw",
    "withdraw_by_code",
]
