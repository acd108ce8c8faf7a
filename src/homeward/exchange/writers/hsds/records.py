"""What a row of the directory says now, in the form in which its source was read.

The two are compared field by field: what is the same goes out as the source wrote it.
"""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from homeward.access.models import Organisation
from homeward.actors.records import OrganisationRecord
from homeward.services.models import Location, Phone, Service, ServiceText
from homeward.services.records import (
    AccessibilityRecord,
    AreaRecord,
    ContactRecord,
    CostRecord,
    DocumentRecord,
    LabelRecord,
    LocationRecord,
    PhoneRecord,
    PlaceRecord,
    ScheduleRecord,
    ServiceRecord,
    WordsRecord,
    as_json,
)

Plain = dict[str, Any]


def service(row: Service) -> Plain:
    own = {
        "organisation": "",
        "words": _words(row),
        "texts": {words.language: _words(words) for words in row.texts.all()},
        "at_locations": tuple(
            _like(PlaceRecord, link, location=_place_id(link.location, row))
            for link in row.at_locations.all()
        ),
        "schedules": tuple(_schedules(row)),
        "phones": tuple(_phone(p) for p in row.phones.all() if p.contact_id is None),
        "contacts": tuple(_contacts(row)),
        "required_documents": tuple(
            _like(DocumentRecord, paper) for paper in row.required_documents.all()
        ),
        "cost_options": tuple(_like(CostRecord, cost) for cost in row.cost_options.all()),
        "terms": tuple(
            LabelRecord(
                taxonomy=said.term.taxonomy.source_id, term=said.term.source_id, value=said.value
            )
            for said in row.service_terms.all()
        ),
        "extra": {},
    }
    return as_json(_like(ServiceRecord, row, **own))


def _like(record: type[Any], row: Any, **own: Any) -> Any:
    """A record with the row's values where both have a field of the name."""
    values = {
        part.name: _value(getattr(row, part.name))
        for part in fields(record)
        if part.name not in own and hasattr(row, part.name)
    }
    return record(**values, **own)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _words(row: Service | ServiceText) -> WordsRecord:
    words: WordsRecord = _like(WordsRecord, row)
    return words


def _place_id(place: Location, row: Service) -> str:
    return place.source_id if place.source and place.source == row.source else str(place.pk)


def _schedules(row: Service) -> list[ScheduleRecord]:
    return [
        _like(
            ScheduleRecord,
            hours,
            location=_place_id(hours.location, row) if hours.location else "",
        )
        for hours in row.schedules.all()
    ]


def _phone(phone: Phone) -> PhoneRecord:
    record: PhoneRecord = _like(PhoneRecord, phone)
    return record


def _contacts(row: Service) -> list[ContactRecord]:
    return [
        _like(ContactRecord, contact, phones=tuple(_phone(p) for p in contact.phones.all()))
        for contact in row.contacts.all()
    ]


def location(row: Location) -> Plain:
    area = row.area
    return as_json(
        _like(
            LocationRecord,
            row,
            country=row.country_id or "",
            area=AreaRecord(name=area.name, pcode=area.pcode) if area else None,
            organisation="",
            schedules=tuple(
                _like(ScheduleRecord, hours, location="")
                for hours in row.schedules.all()
                if hours.service_id is None
            ),
            phones=tuple(
                _phone(phone)
                for phone in row.phones.all()
                if phone.service_id is None and phone.contact_id is None
            ),
            accessibility=tuple(
                _like(AccessibilityRecord, said) for said in row.accessibility.all()
            ),
        )
    )


def organisation(row: Organisation) -> Plain:
    """Phone and e-mail only of what a public directory told: an office of ours isn't listed."""
    actor = getattr(row, "actor", None)
    is_from_source = bool(actor and actor.source)
    return as_json(
        OrganisationRecord(
            source_id=actor.source_id if actor else "",
            name=row.name,
            country=row.country_id or "",
            kind=row.kind,
            alternate_name=(actor.alternate_name if actor else "") or row.short_name,
            description=actor.description if actor else "",
            email=row.email if is_from_source else "",
            phone=row.phone if is_from_source else "",
            website=actor.website if actor else "",
            legal_status=actor.legal_status if actor else "",
        )
    )


def number(value: Any) -> int | float | None:
    """As JSON has numbers: whole ones without a point. None for what is no number."""
    if value in (None, "") or isinstance(value, bool):
        return None
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return None
    if not exact.is_finite():
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)
