"""Writes a directory as its source says it; what is the same is left alone.

Of a service that changed, only the fields that its source changed since the last reading are
written, so that places confirmed here in the meantime stay.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from homeward.actors.actions import put_organisations
from homeward.actors.models import Actor
from homeward.core.changes import Change, Did, differing
from homeward.places.actions import ensure_area
from homeward.places.models import Area, Country
from homeward.services.actions import children
from homeward.services.actions.index import reindex
from homeward.services.models import Location, Service, Taxonomy, TaxonomyTerm
from homeward.services.records import (
    AreaRecord,
    DirectoryRecord,
    LocationRecord,
    ServiceRecord,
    TaxonomyRecord,
    as_json,
    told,
)

Row = TypeVar("Row", Location, Service)
BATCH = 200
PLAIN_TAXONOMY = ("name", "names", "description", "version", "url", "is_in_wording")
PLAIN_LOCATION = (
    "kind",
    "name",
    "names",
    "alternate_name",
    "description",
    "transportation",
    "address",
    "city",
    "postal_code",
    "latitude",
    "longitude",
    "hub",
    "email",
    "url",
    "is_confidential",
)
PLAIN_SERVICE = (
    "language",
    "programme_name",
    "url",
    "email",
    "status",
    "category",
    "dimension",
    "is_public_service",
    "entitlement",
    "cost",
    "is_specialist",
    "accreditations",
    "licences",
    "minimum_age",
    "maximum_age",
    "coverage",
    "wait_days",
    "places_free",
    "places_total",
    "places_told_on",
    "places_told_by",
    "is_published",
    "last_confirmed_on",
    "last_confirmed_by",
    "valid_from",
    "valid_until",
)


def load(directory: DirectoryRecord, *, is_generated: bool = False) -> Iterator[Change]:
    """Writes all of it in one transaction, and tells of each record what was done.

    To be read to its end; stopping before rolls back.
    """
    with transaction.atomic():
        yield from _load(directory, is_generated)


def load_all(directory: DirectoryRecord, *, is_generated: bool = False) -> list[Change]:
    return list(load(directory, is_generated=is_generated))


def _load(directory: DirectoryRecord, is_generated: bool) -> Iterator[Change]:
    source = directory.source
    yield from put_organisations(source, directory.organisations, is_generated=is_generated)
    for taxonomy in directory.taxonomies:
        yield from _put_taxonomy(source, taxonomy)
    yield from _put_locations(source, directory.locations, _organisations(source))
    known = _known(source)
    for batch in _batches(directory.services):
        yield from _put_services(source, batch, known)


def _organisations(source: str) -> dict[str, int]:
    known = Actor.objects.filter(source=source)
    return dict(known.values_list("source_id", "organisation_id"))


def _known(source: str) -> children.Known:
    terms = TaxonomyTerm.objects.filter(taxonomy__source=source)
    return children.Known(
        organisations=_organisations(source),
        locations=dict(Location.objects.filter(source=source).values_list("source_id", "pk")),
        terms={
            (taxonomy, term): pk
            for taxonomy, term, pk in terms.values_list("taxonomy__source_id", "source_id", "pk")
        },
    )


def _put_taxonomy(source: str, record: TaxonomyRecord) -> Iterator[Change]:
    values = {name: getattr(record, name) for name in PLAIN_TAXONOMY}
    taxonomy = Taxonomy.objects.filter(source=source, source_id=record.source_id).first()
    if taxonomy is None:
        taxonomy = Taxonomy.objects.create(source=source, source_id=record.source_id, **values)
        yield _change("taxonomy", record, record.name, Did.NEW)
    else:
        yield _rewrite("taxonomy", taxonomy, record, values)
    plain = ("name", "names", "code", "description", "language", "url")
    terms = {term.source_id: term for term in taxonomy.terms.all()}
    for said in record.terms:
        values = {n: getattr(said, n) for n in plain}
        if said.source_id in terms:
            yield _rewrite("term", terms[said.source_id], said, values)
        else:
            terms[said.source_id] = taxonomy.terms.create(source_id=said.source_id, **values)
            yield _change("term", said, said.name, Did.NEW)
    for said in record.terms:
        parent = terms.get(said.parent)
        term = terms[said.source_id]
        if term.parent != parent:
            term.parent = parent
            term.save(update_fields=["parent"])


def _rewrite(kind: str, row: Any, record: Any, values: dict[str, Any]) -> Change:
    """Nobody here edits a source's terms, so what stands is compared itself."""
    fields = differing({name: getattr(row, name) for name in values}, values)
    if fields:
        for name in fields:
            setattr(row, name, values[name])
        row.save(update_fields=list(fields))
    return _change(kind, record, record.name, Did.CHANGED if fields else Did.UNCHANGED, fields)


def _put_locations(
    source: str, records: Sequence[LocationRecord], organisations: dict[str, int]
) -> Iterator[Change]:
    known = {place.source_id: place for place in Location.objects.filter(source=source)}
    areas: dict[tuple[str, str], Area] = {}
    for record in records:
        plain = as_json(record)
        place = known.get(record.source_id) or _new(Location, source, record.source_id)
        is_new = place.source_record == {}
        fields = tuple(plain) if is_new else _changed(place.source_record, plain)
        if fields:
            _fill_location(place, record, fields)
            if "organisation" in fields:
                place.organisation_id = organisations.get(record.organisation)
            if "area" in fields:
                place.area = _area(areas, record.country, record.area)
            place.source_record = plain
            place.save()
            children.replace_of_location(place, record, fields)
        did = Did.NEW if is_new else Did.CHANGED if fields else Did.UNCHANGED
        yield _change("location", record, record.name, did, () if is_new else fields)


def _fill_location(place: Location, record: LocationRecord, fields: tuple[str, ...]) -> None:
    for name in fields:
        if name in PLAIN_LOCATION:
            setattr(place, name, getattr(record, name))
    if "access" in fields:
        place.access = list(record.access)
    if "country" in fields:
        place.country_id = record.country or None


def _changed(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    return differing(told(old), told(new))


def _area(
    areas: dict[tuple[str, str], Area], country: str, record: AreaRecord | None
) -> Area | None:
    if record is None:
        return None
    key = (country, record.name)
    if key not in areas:
        areas[key] = ensure_area(
            Country.objects.get(pk=country), record.name, pcode=record.pcode, names=record.names
        )
    return areas[key]


def _put_services(
    source: str, records: Sequence[ServiceRecord], known: children.Known
) -> Iterator[Change]:
    here = {
        service.source_id: service
        for service in Service.objects.filter(
            source=source, source_id__in=[record.source_id for record in records]
        )
    }
    made: list[Service] = []
    to_write: list[tuple[Service, ServiceRecord, tuple[str, ...]]] = []
    changes: list[Change] = []
    for record in records:
        plain = as_json(record)
        service = here.get(record.source_id)
        if service is None:
            service = _new(Service, source, record.source_id)
            made.append(service)
            fields, did = tuple(plain), Did.NEW
        else:
            fields = _changed(service.source_record, plain)
            did = Did.CHANGED if fields else Did.UNCHANGED
        if fields:
            _fill(service, record, fields, known)
            service.source_record = plain
            to_write.append((service, record, fields))
        told = fields if did == Did.CHANGED else ()
        changes.append(_change("service", record, record.words.name, did, told))
    _write(made, to_write, known)
    yield from changes


def _fill(
    service: Service, record: ServiceRecord, fields: tuple[str, ...], known: children.Known
) -> None:
    for name in fields:
        if name in PLAIN_SERVICE:
            setattr(service, name, getattr(record, name))
    if "organisation" in fields:
        service.organisation_id = known.organisations[record.organisation]
    if "languages" in fields:
        service.languages = list(record.languages)
    if "groups" in fields:
        service.groups = list(record.groups)
    if "words" in fields:
        for name, words in vars(record.words).items():
            setattr(service, name, words)


def _write(
    made: list[Service],
    to_write: list[tuple[Service, ServiceRecord, tuple[str, ...]]],
    known: children.Known,
) -> None:
    Service.objects.bulk_create(made)
    new = {service.pk for service in made}
    for service, _record, _fields in to_write:
        if service.pk not in new:
            service.save()
    children.replace(to_write, new, known)
    pks: list[UUID] = [service.pk for service, _record, _fields in to_write]
    if pks:
        reindex(pks)


def _new(model: type[Row], source: str, source_id: str) -> Row:
    """A row that keeps its source's id where that is a UUID and free, and else has one that
    follows from it: what is published under it can be found again after another import."""
    following = uuid5(NAMESPACE_URL, f"homeward:{source}/{model._meta.model_name}/{source_id}")
    try:
        own = UUID(source_id)
    except ValueError:
        pk = following
    else:
        pk = following if model._default_manager.filter(pk=own).exists() else own
    return model(pk=pk, source=source, source_id=source_id)


def _batches(records: Sequence[ServiceRecord]) -> Iterator[Sequence[ServiceRecord]]:
    for start in range(0, len(records), BATCH):
        yield records[start : start + BATCH]


def _change(kind: str, record: Any, name: str, did: Did, fields: tuple[str, ...] = ()) -> Change:
    return Change(kind=kind, source_id=record.source_id, name=name, did=did, fields=fields)
