"""Every write on sessions and help."""

from homeward.counselling.actions.groups import invite_case, plan_group, record_group
from homeward.counselling.actions.helping import give_help
from homeward.counselling.actions.sessions import (
    Held,
    Planned,
    do_agreed_step,
    miss,
    plan,
    postpone,
    record,
    record_again,
    wait_for_first_meeting,
)

__all__ = [
    "Held",
    "Planned",
    "do_agreed_step",
    "give_help",
    "invite_case",
    "miss",
    "plan",
    "plan_group",
    "postpone",
    "record",
    "record_again",
    "record_group",
    "wait_for_first_meeting",
]
