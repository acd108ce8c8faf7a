"""Reads of scenarios, their plays and histories. Rows are the database's."""

from homeward.scenarios.queries.histories import (
    areas_of_places,
    history,
    latest_reading,
    observed,
    reading_under_way,
    top_areas,
)
from homeward.scenarios.queries.scenarios import (
    assumptions,
    changed_of,
    changes,
    facts_of,
    in_order,
    inputs_of,
    latest_play,
    latest_ready,
    listed,
    programmes,
    shared,
    subjects,
    under_way,
    versions,
)

__all__ = [
    "areas_of_places",
    "assumptions",
    "changed_of",
    "changes",
    "facts_of",
    "history",
    "in_order",
    "inputs_of",
    "latest_play",
    "latest_reading",
    "latest_ready",
    "listed",
    "observed",
    "programmes",
    "reading_under_way",
    "shared",
    "subjects",
    "top_areas",
    "under_way",
    "versions",
]
