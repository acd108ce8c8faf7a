"""Every write on messages: queued, sent, taken in; gateways, texts and hours."""

from homeward.messages.actions.gateways import GatewayGiven, keep, open_door, pause, try_out
from homeward.messages.actions.hours import state_hours
from homeward.messages.actions.queueing import call_back, discard, erase_old, queue, send_again
from homeward.messages.actions.sending import send_waiting
from homeward.messages.actions.taking import receive, settle_incoming, take_in, take_state
from homeward.messages.actions.texts import write

__all__ = [
    "GatewayGiven",
    "call_back",
    "discard",
    "erase_old",
    "keep",
    "open_door",
    "pause",
    "queue",
    "receive",
    "send_again",
    "send_waiting",
    "settle_incoming",
    "state_hours",
    "take_in",
    "take_state",
    "try_out",
    "write",
]
