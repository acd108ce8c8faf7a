"""Services as HSDS 3 JSON, in the form of its API's full service. Nothing empty is written.

A confidential place is left out whole: a published file can't be called back.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from homeward.services.models import Location, Phone, Schedule, Service

Plain = dict[str, Any]


def service(row: Service) -> Plain:
    plain: Plain = _without_empty(
        {
            "id": str(row.pk),
            "name": row.name,
            "alternate_name": row.alternate_name,
            "description": row.description,
            "url": row.url,
            "email": row.email,
            "status": row.status,
            "interpretation_services": row.interpretation,
            "application_process": row.application_process,
            "fees_description": row.fees,
            "wait_time": row.wait_time,
            "accreditations": row.accreditations,
            "eligibility_description": row.eligibility,
            "minimum_age": _number(row.minimum_age),
            "maximum_age": _number(row.maximum_age),
            "assured_date": _text(row.last_confirmed_on),
            "licenses": row.licences,
            "alert": row.alert,
            "organization": _organisation(row),
            "phones": [_phone(row, p) for p in row.phones.all() if p.contact_id is None],
            "schedules": [_schedule(row, hours) for hours in row.schedules.all()],
            "service_at_locations": list(_places(row)),
            "languages": [
                {"id": _id(row, "language", code), "code": code} for code in row.languages
            ],
            "contacts": list(_contacts(row)),
            "required_documents": [
                {"id": _id(row, "document", d.pk), "document": d.document, "uri": d.url}
                for d in row.required_documents.all()
            ],
            "cost_options": list(_costs(row)),
            "attributes": list(_attributes(row)),
        }
    )
    return plain


def _id(row: Service, kind: str, key: object) -> str:
    """The same id for the same part at each writing, without a column for it."""
    return str(uuid5(row.pk, f"{kind}/{key}"))


def _organisation(row: Service) -> Plain:
    organisation = row.organisation
    return {
        "id": str(uuid5(NAMESPACE_URL, f"homeward:organisation/{organisation.pk}")),
        "name": organisation.name,
        "alternate_name": organisation.short_name,
        # HSDS asks for one; where nothing is known the name is all there is to say.
        "description": organisation.name,
        "email": organisation.email,
    }


def _phone(row: Service, phone: Phone) -> Plain:
    return {
        "id": _id(row, "phone", phone.pk),
        "number": phone.number,
        "extension": phone.extension,
        "type": phone.kind,
        "description": phone.description,
    }


def _contacts(row: Service) -> Iterator[Plain]:
    for contact in row.contacts.all():
        yield {
            "id": _id(row, "contact", contact.pk),
            "name": contact.name,
            "title": contact.title,
            "department": contact.department,
            "email": contact.email,
            "phones": [_phone(row, phone) for phone in contact.phones.all()],
        }


def _schedule(row: Service, hours: Schedule) -> Plain:
    return {
        "id": _id(row, "schedule", hours.pk),
        "freq": hours.freq,
        "interval": hours.interval if hours.freq else None,
        "byday": ",".join(hours.byday),
        "opens_at": _text(hours.opens_at),
        "closes_at": _text(hours.closes_at),
        "valid_from": _text(hours.valid_from),
        "valid_to": _text(hours.valid_to),
        "description": hours.description,
        "notes": hours.notes,
    }


def _places(row: Service) -> Iterator[Plain]:
    for link in row.at_locations.all():
        if not link.location.is_confidential:
            yield {
                "id": _id(row, "at", link.location_id),
                "description": link.description,
                "location": _location(link.location),
            }


def _location(place: Location) -> Plain:
    return {
        "id": str(place.pk),
        "location_type": place.kind,
        "name": place.name,
        "alternate_name": place.alternate_name,
        "description": place.description,
        "transportation": place.transportation,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "addresses": list(_addresses(place)),
        "accessibility": [
            {
                "id": str(uuid5(place.pk, f"accessibility/{said.pk}")),
                "description": said.description,
                "details": said.details,
                "url": said.url,
            }
            for said in place.accessibility.all()
        ],
    }


def _addresses(place: Location) -> Iterator[Plain]:
    if place.address and place.country_id:
        yield {
            "id": str(uuid5(place.pk, "address")),
            "address_1": place.address,
            "city": place.city,
            "state_province": place.area.name if place.area else "",
            "postal_code": place.postal_code,
            "country": place.country_id,
            "address_type": place.kind,
        }


def _costs(row: Service) -> Iterator[Plain]:
    for cost in row.cost_options.all():
        yield {
            "id": _id(row, "cost", cost.pk),
            "option": cost.option,
            "amount": _number(cost.amount),
            "currency": cost.currency,
            "amount_description": cost.description,
            "valid_from": _text(cost.valid_from),
            "valid_to": _text(cost.valid_to),
        }


def _attributes(row: Service) -> Iterator[Plain]:
    for link in row.service_terms.all():
        term = link.term
        yield {
            "id": _id(row, "term", term.pk),
            "link_entity": "service",
            "value": link.value,
            "taxonomy_term": {
                "id": str(uuid5(NAMESPACE_URL, f"homeward:term/{term.pk}")),
                "code": term.code,
                "name": term.name,
                "description": term.description or term.name,
                "taxonomy": term.taxonomy.name,
                "language": term.language,
            },
        }


def _text(value: object | None) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


# HSDS asks for these even where nothing is known.
ALWAYS = {"address_1", "city", "state_province", "postal_code", "country"}


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {name: _without_empty(inside) for name, inside in value.items()}
        return {n: v for n, v in cleaned.items() if n in ALWAYS or v not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def page(rows: Iterable[Service]) -> Plain:
    """All of them as one page of HSDS's list of services."""
    contents = [service(row) for row in rows]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
