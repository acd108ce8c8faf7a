"""Every write on lists that are out and on what comes back from them."""

from homeward.offline.actions.receiving import Answer, receive
from homeward.offline.actions.taking import Contact, Given, contact, end, renew, take

__all__ = ["Answer", "Contact", "Given", "contact", "end", "receive", "renew", "take"]
