from collections.abc import Iterable, Iterator
from dataclasses import asdict

from homeward.access.models import Organisation
from homeward.actors import rules
from homeward.actors.models import Actor
from homeward.actors.records import OrganisationRecord
from homeward.core.changes import Change, Did, differing

ON_ORGANISATION = ("name", "kind", "email", "phone")
ON_ACTOR = ("alternate_name", "description", "website", "legal_status")


def put_organisations(
    source: str, records: Iterable[OrganisationRecord], *, is_generated: bool = False
) -> Iterator[Change]:
    """Writes what a source says of organisations, and tells of each what was done.

    An organisation of the same name that is here already is left alone: a file must not be able
    to speak for somebody who works here. The caller holds the transaction.
    """
    known = {
        actor.source_id: actor
        for actor in Actor.objects.filter(source=source).select_related("organisation")
    }
    for record in records:
        actor = known.get(record.source_id)
        if actor is None:
            _create(source, record, is_generated)
            did, fields = Did.NEW, tuple[str, ...]()
        else:
            fields = differing(actor.source_record, asdict(record))
            did = Did.CHANGED if fields else Did.UNCHANGED
            if fields:
                _update(actor, record, fields)
        yield Change(
            kind="organisation",
            source_id=record.source_id,
            name=record.name,
            did=did,
            fields=fields,
        )


def _create(source: str, record: OrganisationRecord, is_generated: bool) -> None:
    organisation = Organisation.objects.create(
        **{name: getattr(record, name) for name in ON_ORGANISATION},
        country_id=record.country,
        is_generated=is_generated,
    )
    actor = ensure(organisation)
    actor.source, actor.source_id = source, record.source_id
    actor.source_record = asdict(record)
    for name in ON_ACTOR:
        setattr(actor, name, getattr(record, name))
    actor.save()


def ensure(organisation: Organisation) -> Actor:
    """The actor that stands for an organisation, made where there is none yet."""
    actor, _made = Actor.objects.get_or_create(
        organisation=organisation,
        defaults={
            "name": organisation.name,
            "acronym": organisation.short_name,
            "kind": rules.kind_of(organisation.kind),
            "country_id": organisation.country_id,
        },
    )
    return actor


def _update(actor: Actor, record: OrganisationRecord, fields: tuple[str, ...]) -> None:
    organisation = Organisation.objects.get(actor=actor)
    for name in fields:
        if name in ON_ACTOR:
            setattr(actor, name, getattr(record, name))
        elif name in ON_ORGANISATION:
            setattr(organisation, name, getattr(record, name))
        elif name == "country":
            organisation.country_id = record.country
    actor.source_record = asdict(record)
    actor.name, actor.country_id = organisation.name, organisation.country_id
    organisation.save(update_fields=[*ON_ORGANISATION, "country"])
    actor.save()
