"""Every write of the directory."""

from homeward.services.actions.ask import ask_all, ask_office, link_url
from homeward.services.actions.confirm import answer_by_link, confirm_places, speaks_for, tell
from homeward.services.actions.editions import bring_back, reissue, retire
from homeward.services.actions.index import place_anew, reindex
from homeward.services.actions.load import load, load_all
from homeward.services.actions.mend import answer, forget_search, keep_search, put_place
from homeward.services.actions.write import add, change, decide, propose, publish, set_status

__all__ = [
    "add",
    "answer",
    "answer_by_link",
    "ask_all",
    "ask_office",
    "bring_back",
    "change",
    "confirm_places",
    "decide",
    "forget_search",
    "keep_search",
    "link_url",
    "load",
    "load_all",
    "place_anew",
    "propose",
    "publish",
    "put_place",
    "reindex",
    "reissue",
    "retire",
    "set_status",
    "speaks_for",
    "tell",
]
