"""Every write on follow-ups, tries, relays, samples and named bodies."""

from homeward.followups.actions.bodies import (
    BodyGiven,
    end_following,
    end_mandate,
    follow,
    hand_on,
    name_body,
)
from homeward.followups.actions.planning import (
    StepGiven,
    add,
    end_step,
    hold,
    miss,
    plan,
    state_step,
)
from homeward.followups.actions.reaching import (
    TryGiven,
    WishGiven,
    note_lost,
    note_try,
    say_wish,
)
from homeward.followups.actions.relays import (
    RelayGiven,
    ask_relay,
    end_relay,
    register_relay,
    report_errand,
)
from homeward.followups.actions.samples import SampleGiven, draw, plan_surveys, replace

__all__ = [
    "BodyGiven",
    "RelayGiven",
    "SampleGiven",
    "StepGiven",
    "TryGiven",
    "WishGiven",
    "add",
    "ask_relay",
    "draw",
    "end_following",
    "end_mandate",
    "end_relay",
    "end_step",
    "follow",
    "hand_on",
    "hold",
    "miss",
    "name_body",
    "note_lost",
    "note_try",
    "plan",
    "plan_surveys",
    "register_relay",
    "replace",
    "report_errand",
    "say_wish",
    "state_step",
]
