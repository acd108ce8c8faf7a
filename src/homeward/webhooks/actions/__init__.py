"""Every write on webhooks: keeping them, and telling."""

from homeward.webhooks.actions.keeping import (
    change,
    keep,
    pause,
    remove,
    renew_secret,
    resume,
    send_again,
    send_all_again,
    try_out,
)
from homeward.webhooks.actions.telling import Sender, forget_old, tell_due

__all__ = [
    "Sender",
    "change",
    "forget_old",
    "keep",
    "pause",
    "remove",
    "renew_secret",
    "resume",
    "send_again",
    "send_all_again",
    "tell_due",
    "try_out",
]
