"""Programmes as published files and sheets give them: plain values, no database behind them."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from homeward.actors.records import ActorRecord


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


@dataclass(frozen=True, kw_only=True)
class SectorRecord:
    vocabulary: str
    code: str
    name: str = ""
    percentage: Decimal | None = None
    # The need that it answers, where its list is one that is known here.
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class CoverageRecord:
    """A country, a region (`said` alone), or a place of a country with codes that may name it."""

    country: str = ""
    said: str = ""
    percentage: Decimal | None = None
    is_place: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParticipationRecord:
    role: str
    actor: ActorRecord


@dataclass(frozen=True, kw_only=True)
class BudgetRecord:
    kind: str
    status: str
    starts_on: date
    ends_on: date
    amount: Decimal
    currency: str
    value_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class TransactionRecord:
    kind: str
    on: date
    amount: Decimal
    currency: str
    value_on: date | None = None
    reference: str = ""
    description: str = ""
    country: str = ""
    provider: ActorRecord | None = None
    receiver: ActorRecord | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeRecord:
    source_id: str
    language: str
    names: dict[str, str]
    publisher: ActorRecord
    descriptions: dict[str, str] = field(default_factory=dict)
    objectives: str = ""
    kind: str = ""
    status: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    # The source's id of the programme that this one is part of.
    part_of: str = ""
    coverage: tuple[CoverageRecord, ...] = ()
    sectors: tuple[SectorRecord, ...] = ()
    participations: tuple[ParticipationRecord, ...] = ()
    budgets: tuple[BudgetRecord, ...] = ()
    transactions: tuple[TransactionRecord, ...] = ()
    # All of it as it was published, for what has no column here.
    published: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.names.get(self.language) or next(iter(self.names.values()), self.source_id)


def as_json(record: Any) -> dict[str, Any]:
    """The record in JSON's own types, as it is kept to be compared with the next reading."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(record), default=str))
    return plain


@dataclass(frozen=True, kw_only=True)
class CodeRecord:
    """One line of a published list; `category` is the need that a sector answers."""

    codelist: str
    code: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    category: str = ""
    is_sector: bool = False
