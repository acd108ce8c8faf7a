"""Organisations as directories give them, and actors that a file or a sheet names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from homeward.access.models import Organisation
from homeward.actors import rules
from homeward.actors.models import Actor, ActorName
from homeward.actors.naming import LONGEST, name_key
from homeward.actors.records import ActorRecord, NamesRecord, OrganisationRecord
from homeward.core.changes import Change, Did, differing

ON_ORGANISATION = ("name", "kind", "email", "phone")
LONGEST_ID = 100
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


ACRONYM, SOURCE_ID = 60, 100
ON_LIST = ("name", "acronym", "kind")


def put_names(source: str, records: Iterable[NamesRecord]) -> Iterator[Change]:
    """Writes a list of organisations with the ways of writing them. The caller holds the
    transaction.

    One whose canonical name is known here already keeps what is known of it, and only becomes
    known by the other ways of writing as well.
    """
    known = {actor.source_id: actor for actor in Actor.objects.filter(source=source)}
    named = dict(ActorName.objects.values_list("key", "actor"))
    for record in records:
        source_id = record.source_id[:SOURCE_ID]
        actor = known.get(source_id)
        values = _on_list(record)
        fields: tuple[str, ...] = ()
        is_new = actor is None
        if actor is not None:
            fields = tuple(n for n in ON_LIST if getattr(actor, n) != values[n])
            if fields:
                Actor.objects.filter(pk=actor.pk).update(**{n: values[n] for n in fields})
            pk = actor.pk
        elif (same := named.get(name_key(record.name))) is not None:
            pk, is_new = same, False
        else:
            pk = Actor.objects.create(source=source, source_id=source_id, **values).pk
        if _add_each(pk, record) and not is_new:
            fields = (*fields, "names")
        did = Did.NEW if is_new else Did.CHANGED if fields else Did.UNCHANGED
        yield Change(kind="actor", source_id=source_id, name=record.name, did=did, fields=fields)


def _on_list(record: NamesRecord) -> dict[str, str | None]:
    return {
        "name": record.name[:LONGEST],
        "acronym": record.acronym[:ACRONYM],
        "kind": record.kind,
        "level": rules.level_of(record.kind),
        "country_id": record.country or None,
    }


def _add_each(pk: int, record: NamesRecord) -> int:
    by_country: dict[str, list[str]] = {}
    for text, country in record.names:
        by_country.setdefault(country, []).append(text)
    return sum(add_names(pk, texts, country=country) for country, texts in by_country.items())


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """An actor that a list names and nobody knew; `country` empty: everywhere."""

    source_id: str
    name: str
    acronym: str = ""
    kind: str = ""
    country: str = ""


def put_unknown(source: str, found: Sequence[Unknown]) -> list[int]:
    """Makes actors that a list names, all at once; one that it made before is found again.

    Returns their keys in the order given. Their ways of writing are added by `add_writings`.
    """
    Actor.objects.bulk_create(
        [
            Actor(
                source=source,
                source_id=each.source_id[:SOURCE_ID],
                name=each.name[:LONGEST],
                acronym=each.acronym[:ACRONYM],
                kind=each.kind,
                level=rules.level_of(each.kind),
                country_id=each.country or None,
            )
            for each in found
        ],
        ignore_conflicts=True,
    )
    made = dict(Actor.objects.filter(source=source).values_list("source_id", "pk"))
    return [made[each.source_id[:SOURCE_ID]] for each in found]


def add_writings(found: Iterable[tuple[int, str, str]]) -> None:
    """Actor, text and country (empty: everywhere): the text means the actor there from now on.

    A text that means somebody there already stays with them.
    """
    ActorName.objects.bulk_create(
        [
            ActorName(actor_id=pk, text=text[:LONGEST], key=key, country_id=country or None)
            for pk, text, country in found
            if (key := name_key(text))
        ],
        ignore_conflicts=True,
    )


def add_names(actor: Actor | int, texts: Iterable[str], *, country: str = "") -> int:
    """Says that these ways of writing mean the actor. Returns how many were new.

    A way of writing that means another actor there already stays with it.
    """
    pk = actor if isinstance(actor, int) else actor.pk
    keys = {name_key(text): text[:LONGEST] for text in texts if name_key(text)}
    known = set(
        ActorName.objects.filter(key__in=keys, country=country or None).values_list(
            "key", flat=True
        )
    )
    new = [
        ActorName(actor_id=pk, text=text, key=key, country_id=country or None)
        for key, text in keys.items()
        if key not in known
    ]
    ActorName.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


class Recognition:
    """The actors that a file names: by registered identifier, else by name, else made anew.

    Somebody who is here already is only recognised, never changed, and a name that two actors
    bear recognises neither. The caller holds the transaction.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        # How many were made.
        self.made = 0
        self._registered = dict(
            Actor.objects.exclude(registered_as="").values_list("registered_as", "pk")
        )
        self._named: dict[str, int | None] = {}
        names = ActorName.objects.filter(country=None).values_list("key", "actor_id")
        own = Actor.objects.filter(merged_into=None).values_list("name", "pk")
        for key, pk in [*names, *((name_key(name), pk) for name, pk in own)]:
            self._named[key] = pk if self._named.get(key, pk) == pk else None

    def actor(self, record: ActorRecord) -> int:
        key = name_key(record.name or record.identifier)
        found = self._registered.get(record.identifier) if record.identifier else None
        if found is None:
            found = self._by_name(key, record.identifier)
        if found is None:
            found = self._make(record, key)
        if record.identifier:
            self._registered.setdefault(record.identifier, found)
        self._named.setdefault(key, found)
        return found

    def _by_name(self, key: str, identifier: str) -> int | None:
        found = self._named.get(key)
        # Registered as somebody else, it only has the same name.
        is_another = identifier and found in self._registered.values()
        return None if is_another else found

    def _make(self, record: ActorRecord, key: str) -> int:
        name = record.name or record.identifier
        said = record.identifier or key
        actor = Actor.objects.create(
            name=name[:255],
            kind=record.kind,
            registered_as=record.identifier,
            source=self.source,
            source_id=said if len(said) <= LONGEST_ID else sha256(said.encode()).hexdigest(),
        )
        if key not in self._named:
            ActorName.objects.create(actor=actor, text=name[:255], key=key)
        self.made += 1
        return actor.pk
