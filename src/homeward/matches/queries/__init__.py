"""Reads of matches. Which persons, and what of them, is the gate's; offers are of nobody."""

from homeward.matches.queries.finding import Refused, Search, best_for
from homeward.matches.queries.kept import (
    placings_of,
    proposals_of,
    ranking_on,
    standing,
    versions,
)
from homeward.matches.queries.shown import Match

__all__ = [
    "Match",
    "Refused",
    "Search",
    "best_for",
    "placings_of",
    "proposals_of",
    "ranking_on",
    "standing",
    "versions",
]
