"""Every write on departures."""

from homeward.departures.actions.answering import answer_departure, ask_about_departures
from homeward.departures.actions.checklists import end_item, state_item
from homeward.departures.actions.preparing import ItemSaid, begin_list, set_item
from homeward.departures.actions.travelling import LegSaid, put_leg, remove_leg

__all__ = [
    "ItemSaid",
    "LegSaid",
    "answer_departure",
    "ask_about_departures",
    "begin_list",
    "end_item",
    "put_leg",
    "remove_leg",
    "set_item",
    "state_item",
]
