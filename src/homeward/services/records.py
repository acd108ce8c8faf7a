"""A directory as a file or a generator gives it: plain values, no database behind them."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any

from homeward.actors.records import OrganisationRecord

NOTHING: tuple[Any, ...] = (None, "", False, [], {})


@dataclass(frozen=True, kw_only=True)
class WordsRecord:
    name: str
    alternate_name: str = ""
    description: str = ""
    eligibility: str = ""
    ineligibility: str = ""
    application_process: str = ""
    fees: str = ""
    interpretation: str = ""
    wait_time: str = ""
    alert: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, kw_only=True)
class AreaRecord:
    name: str
    pcode: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AccessibilityRecord:
    description: str
    details: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class LocationRecord:
    source_id: str
    kind: str
    name: str = ""
    names: dict[str, str] = field(default_factory=dict)
    alternate_name: str = ""
    description: str = ""
    transportation: str = ""
    address: str = ""
    city: str = ""
    postal_code: str = ""
    country: str = ""
    area: AreaRecord | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_confidential: bool = False
    organisation: str = ""
    hub: str = ""
    email: str = ""
    url: str = ""
    access: tuple[str, ...] = ()
    schedules: tuple["ScheduleRecord", ...] = ()
    phones: tuple["PhoneRecord", ...] = ()
    accessibility: tuple[AccessibilityRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermRecord:
    source_id: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    code: str = ""
    description: str = ""
    language: str = "en"
    url: str = ""
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class TaxonomyRecord:
    source_id: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    description: str = ""
    version: str = ""
    url: str = ""
    # Its terms are told in the services' own wording too.
    is_in_wording: bool = False
    terms: tuple[TermRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PhoneRecord:
    number: str
    extension: str = ""
    kind: str = ""
    description: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactRecord:
    name: str = ""
    title: str = ""
    department: str = ""
    email: str = ""
    phones: tuple[PhoneRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScheduleRecord:
    location: str = ""
    freq: str = ""
    interval: int = 1
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    dtstart: date | None = None
    until: date | None = None
    timezone: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    description: str = ""
    descriptions: dict[str, str] = field(default_factory=dict)
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    document: str
    documents: dict[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class CostRecord:
    option: str = ""
    options: dict[str, str] = field(default_factory=dict)
    amount: Decimal | None = None
    currency: str = ""
    description: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceRecord:
    """That a service is offered at a location, named by its id in the source."""

    location: str
    description: str = ""
    is_intake_point: bool = False
    intake_notes: str = ""


@dataclass(frozen=True, kw_only=True)
class LabelRecord:
    """That a term is said of a service; both ids are the source's."""

    taxonomy: str
    term: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceRecord:
    source_id: str
    organisation: str
    language: str
    words: WordsRecord
    texts: dict[str, WordsRecord] = field(default_factory=dict)
    programme_name: str = ""
    url: str = ""
    email: str = ""
    status: str = "active"
    category: str = ""
    dimension: str = ""
    is_public_service: bool = False
    entitlement: str = ""
    cost: str = ""
    groups: tuple[str, ...] = ()
    is_specialist: bool = False
    accreditations: str = ""
    licences: str = ""
    minimum_age: Decimal | None = None
    maximum_age: Decimal | None = None
    languages: tuple[str, ...] = ()
    coverage: str = ""
    wait_days: int | None = None
    places_free: int | None = None
    places_total: int | None = None
    places_told_on: date | None = None
    places_told_by: str = ""
    is_published: bool = False
    last_confirmed_on: date | None = None
    last_confirmed_by: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    at_locations: tuple[PlaceRecord, ...] = ()
    schedules: tuple[ScheduleRecord, ...] = ()
    phones: tuple[PhoneRecord, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    required_documents: tuple[DocumentRecord, ...] = ()
    cost_options: tuple[CostRecord, ...] = ()
    terms: tuple[LabelRecord, ...] = ()
    # What the source says beyond these fields, kept as it was read.
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DirectoryRecord:
    """Everything one source says. `source` names it for good: ids are unique inside it."""

    source: str
    organisations: tuple[OrganisationRecord, ...] = ()
    locations: tuple[LocationRecord, ...] = ()
    taxonomies: tuple[TaxonomyRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()


def as_json(record: Any) -> dict[str, Any]:
    """The record in JSON's own types, as it is kept to be compared with the next reading."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(record), default=str))
    return plain


def told(plain: Any) -> Any:
    """A kept record without what it leaves empty, so that one read before a field was here is
    the same as one that says nothing of it."""
    if isinstance(plain, dict):
        bare = {name: told(value) for name, value in plain.items()}
        return {name: value for name, value in bare.items() if value not in NOTHING}
    return [told(part) for part in plain] if isinstance(plain, list) else plain
