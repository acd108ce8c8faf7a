"""Reads of rounds and proposals. Rows are the gate's."""

from homeward.allocations.queries.problem import Problem, problem
from homeward.allocations.queries.rounds import (
    caseload,
    considered,
    decisions,
    given_places,
    latest,
    left,
    listed,
    names_of,
    offers_to_add,
    open_lines,
    pair_rules,
    places_of_case,
    proposals,
    round_of,
    terms_of,
)
from homeward.allocations.queries.shown import (
    OfferRow,
    Waiting,
    offer_rows,
    parts_of,
    reasons_today,
    waiting,
)

__all__ = [
    "OfferRow",
    "Problem",
    "Waiting",
    "caseload",
    "considered",
    "decisions",
    "given_places",
    "latest",
    "left",
    "listed",
    "names_of",
    "offer_rows",
    "offers_to_add",
    "open_lines",
    "pair_rules",
    "parts_of",
    "places_of_case",
    "problem",
    "proposals",
    "reasons_today",
    "round_of",
    "terms_of",
    "waiting",
]
