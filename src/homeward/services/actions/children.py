"""What hangs on a service or a location: written anew where its source changed it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from homeward.services.models import (
    Accessibility,
    Contact,
    CostOption,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceTerm,
    ServiceText,
)
from homeward.services.records import (
    LocationRecord,
    PhoneRecord,
    ScheduleRecord,
    ServiceRecord,
)

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


def replace_of_location(place: Location, record: LocationRecord, fields: tuple[str, ...]) -> None:
    if "accessibility" in fields:
        place.accessibility.all().delete()
        Accessibility.objects.bulk_create(
            Accessibility(location=place, **vars(said)) for said in record.accessibility
        )
    if "schedules" in fields:
        place.schedules.filter(service__isnull=True).delete()
        Schedule.objects.bulk_create(
            Schedule(location=place, **_hours(said)) for said in record.schedules
        )
    if "phones" in fields:
        place.phones.filter(service__isnull=True).delete()
        Phone.objects.bulk_create(_phone(said, location=place) for said in record.phones)


def _hours(said: ScheduleRecord) -> dict[str, Any]:
    values = {**vars(said), "byday": list(said.byday), "bymonthday": list(said.bymonthday)}
    del values["location"]
    return values


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
            Phone.objects.bulk_create(
                _phone(phone, service=service, contact=contact) for phone in said.phones
            )


def _phone(said: PhoneRecord, **of: Any) -> Phone:
    return Phone(
        number=said.number,
        extension=said.extension,
        kind=said.kind,
        description=said.description,
        languages=list(said.languages),
        **of,
    )


def _phones(service: Service, record: ServiceRecord, known: Known) -> Iterator[Phone]:
    yield from (_phone(said, service=service) for said in record.phones)


def _texts(service: Service, record: ServiceRecord, known: Known) -> Iterator[ServiceText]:
    for language, words in record.texts.items():
        yield ServiceText(service=service, language=language, **vars(words))


def _places(service: Service, record: ServiceRecord, known: Known) -> Iterator[ServiceAtLocation]:
    for said in record.at_locations:
        yield ServiceAtLocation(
            service=service,
            location_id=known.locations[said.location],
            description=said.description,
            is_intake_point=said.is_intake_point,
            intake_notes=said.intake_notes,
            # The same pair keeps its id when its source says it anew.
            uid=uuid5(service.pk, str(known.locations[said.location])),
        )


def _schedules(service: Service, record: ServiceRecord, known: Known) -> Iterator[Schedule]:
    for said in record.schedules:
        place = known.locations[said.location] if said.location else None
        yield Schedule(service=service, location_id=place, **_hours(said))


def _documents(service: Service, record: ServiceRecord, known: Known) -> Iterator[RequiredDocument]:
    for said in record.required_documents:
        yield RequiredDocument(service=service, **vars(said))


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
