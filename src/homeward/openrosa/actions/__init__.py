"""Every write on devices, on what they send, and on what is fetched from KoboToolbox."""

from homeward.openrosa.actions.devices import grant, renew, revoke
from homeward.openrosa.actions.receiving import Kept, Parcel, deliver
from homeward.openrosa.actions.settling import assign, discard

__all__ = ["Kept", "Parcel", "assign", "deliver", "discard", "grant", "renew", "revoke"]
