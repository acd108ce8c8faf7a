"""The rows that hang on a service: taken away and written anew where their source changed them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from homeward.services.models import (
    Contact,
    CostOption,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceTerm,
    ServiceText,
)
from homeward.services.records import PhoneRecord, ServiceRecord

Written = tuple[Service, ServiceRecord, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """The rows that a source's own ids stand for."""

    organisations: dict[str, int]
    locations: dict[str, UUID]
    terms: dict[tuple[str, str], int]


def replace(written: list[Written], new: set[UUID], known: Known) -> None:
    for field, (model, rows) in CHILDREN.items():
        touched = [(service, record) for service, record, fields in written if field in fields]
        old = [service.pk for service, _record in touched if service.pk not in new]
        if old:
            _old_rows(model, old).delete()
        model._default_manager.bulk_create(
            row for service, record in touched for row in rows(service, record, known)
        )
    _replace_contacts(written, new)


def _old_rows(model: type[models.Model], services: list[UUID]) -> models.QuerySet[Any]:
    rows = model._default_manager.filter(service_id__in=services)
    return rows.filter(contact__isnull=True) if model is Phone else rows


def _replace_contacts(written: list[Written], new: set[UUID]) -> None:
    for service, record, fields in written:
        if "contacts" not in fields:
            continue
        if service.pk not in new:
            service.contacts.all().delete()
        for said in record.contacts:
            contact = Contact.objects.create(
                service=service,
                name=said.name,
                title=said.title,
                department=said.department,
                email=said.email,
            )
            Phone.objects.bulk_create(_phone(service, phone, contact) for phone in said.phones)


def _phone(service: Service, said: PhoneRecord, contact: Contact | None = None) -> Phone:
    return Phone(
        service=service,
        contact=contact,
        number=said.number,
        extension=said.extension,
        kind=said.kind,
        description=said.description,
        languages=list(said.languages),
    )


def _phones(service: Service, record: ServiceRecord, known: Known) -> Iterator[Phone]:
    yield from (_phone(service, said) for said in record.phones)


def _texts(service: Service, record: ServiceRecord, known: Known) -> Iterator[ServiceText]:
    for language, words in record.texts.items():
        yield ServiceText(service=service, language=language, **vars(words))


def _places(service: Service, record: ServiceRecord, known: Known) -> Iterator[ServiceAtLocation]:
    for said in record.at_locations:
        yield ServiceAtLocation(
            service=service,
            location_id=known.locations[said.location],
            description=said.description,
        )


def _schedules(service: Service, record: ServiceRecord, known: Known) -> Iterator[Schedule]:
    for said in record.schedules:
        values = {**vars(said), "byday": list(said.byday)}
        location = values.pop("location")
        yield Schedule(
            service=service, location_id=known.locations[location] if location else None, **values
        )


def _documents(service: Service, record: ServiceRecord, known: Known) -> Iterator[RequiredDocument]:
    for said in record.required_documents:
        yield RequiredDocument(service=service, document=said.document, url=said.url)


def _costs(service: Service, record: ServiceRecord, known: Known) -> Iterator[CostOption]:
    for said in record.cost_options:
        yield CostOption(service=service, **vars(said))


def _terms(service: Service, record: ServiceRecord, known: Known) -> Iterator[ServiceTerm]:
    for said in record.terms:
        yield ServiceTerm(
            service=service, term_id=known.terms[said.taxonomy, said.term], value=said.value
        )


Rows = Callable[[Service, ServiceRecord, Known], Iterable[models.Model]]
CHILDREN: dict[str, tuple[type[models.Model], Rows]] = {
    "texts": (ServiceText, _texts),
    "at_locations": (ServiceAtLocation, _places),
    "schedules": (Schedule, _schedules),
    "phones": (Phone, _phones),
    "required_documents": (RequiredDocument, _documents),
    "cost_options": (CostOption, _costs),
    "terms": (ServiceTerm, _terms),
}
