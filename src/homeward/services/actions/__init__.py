"""Every write of the directory."""

from homeward.services.actions.confirm import confirm_places, speaks_for
from homeward.services.actions.editions import bring_back, reissue, retire
from homeward.services.actions.faults import tell_fault
from homeward.services.actions.index import reindex
from homeward.services.actions.load import load, load_all

__all__ = [
    "bring_back",
    "confirm_places",
    "load",
    "load_all",
    "reindex",
    "reissue",
    "retire",
    "speaks_for",
    "tell_fault",
]
