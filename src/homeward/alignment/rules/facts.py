"""What is known of one programme. An empty set or None is unknown, never "all" or "none"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from homeward.programmes.rules.criteria import NOT_STATED, Bounds, bounds

# Status by itself, where dates are missing.
PLANNED, RUNNING, ENDED = "planned", "running", "ended"


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """`places` are the finest places named, each with those above it in `above` (country last).

    `wide` holds regions of several countries. `sectors` are codes with their list and, where it
    is known, the need they answer. `budgets` is year -> amount; a programme with none at all is
    unknown, and where it has some, a year that it doesn't name has no money.
    """

    key: int
    title: str = ""
    lead: str = ""
    lead_key: str = ""
    part_of: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = ""
    places: frozenset[str] = frozenset()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    funders: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    budgets: Mapping[int, Decimal] = field(default_factory=dict)
    bounds: Bounds = field(default_factory=lambda: bounds(NOT_STATED))
