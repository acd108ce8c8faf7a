"""What a sheet of who does what where tells, matched with what is known here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class PresenceRecord:
    """`source_key` makes the row itself; keys of actors, sectors and areas are ours."""

    source_key: str
    programme_key: str
    actor: int
    country: str
    sector: int | None = None
    area: int | None = None
    activity: str = ""
    said_place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetProgrammeRecord:
    """Rows of one partner, donor and sector in a country: what a sheet knows of a programme."""

    source_id: str
    name: str
    country: str
    sector: int | None
    # Part in the programme (programmes.choices.ParticipationRole) -> actors.
    parts: tuple[tuple[str, int], ...]
    areas: tuple[int, ...]
    starts_on: date | None
    ends_on: date | None
    status: str = ""
