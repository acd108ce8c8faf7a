"""Every write on devices, on what they send, and on what is fetched from KoboToolbox."""

from homeward.openrosa.actions.bringing import (
    add_kobo_form,
    bring_sheet,
    end_kobo_form,
    fetch,
    look,
    look_at,
    take_sheet,
)
from homeward.openrosa.actions.devices import grant, renew, revoke
from homeward.openrosa.actions.receiving import Kept, Parcel, deliver
from homeward.openrosa.actions.settling import assign, discard

__all__ = [
    "Kept",
    "Parcel",
    "add_kobo_form",
    "assign",
    "bring_sheet",
    "deliver",
    "discard",
    "end_kobo_form",
    "fetch",
    "grant",
    "look",
    "look_at",
    "renew",
    "revoke",
    "take_sheet",
]
