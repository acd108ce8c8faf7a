"""A person's side of a match as plain values: what the engine and its pages read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Held:
    """Work in one occupation, all its times together. `years` is None where nobody has said."""

    occupation_id: int
    years: Decimal | None = None
    # The last day of it; the day of reading where it is still done, None where unknown.
    last_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What holds now. An empty tuple or None means that nothing was said, never "no"."""

    kinds: tuple[str, ...] = ()
    occupation_ids: tuple[int, ...] = ()
    area_ids: tuple[int, ...] = ()
    max_km: int | None = None
    weekly_hours: Decimal | None = None
    needs_child_care: bool | None = None
    needs_transport: bool | None = None
    intensity_at_most: str = ""
    wage_at_least: Decimal | None = None
    currency: str = ""
    wage_period: str = ""
    from_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Certified:
    """A certificate that has not ended. `recognition` is a value of `choices.Recognition`."""

    id: UUID
    occupation_id: int | None = None
    skill_ids: frozenset[int] = frozenset()
    recognition: str = "unknown"
    recognised_in: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    person_id: UUID
    occupations: tuple[Held, ...] = ()
    skills: frozenset[int] = frozenset()
    # ISO 639 codes.
    languages: tuple[str, ...] = ()
    wishes: Wish | None = None
    certificates: tuple[Certified, ...] = ()
