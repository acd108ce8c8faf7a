"""Every write on what is known of a country."""

from homeward.countries.actions.facts import remove_fact, state_fact
from homeward.countries.actions.figures import Loaded, Read, load_figures
from homeward.countries.actions.publishing import publish
from homeward.countries.actions.renewing import ask_for_renewal
from homeward.countries.actions.writing import (
    begin_draft,
    begin_sheet,
    discard,
    keep_community,
    save_draft,
    set_public,
)

__all__ = [
    "Loaded",
    "Read",
    "ask_for_renewal",
    "begin_draft",
    "begin_sheet",
    "discard",
    "keep_community",
    "load_figures",
    "publish",
    "remove_fact",
    "save_draft",
    "set_public",
    "state_fact",
]
