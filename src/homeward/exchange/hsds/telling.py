"""Rows of the directory as HSDS's objects, some of them at a time in a constant number of reads."""

from collections.abc import Iterable
from typing import Any

from homeward.exchange.writers import hsds as writer
from homeward.exchange.writers.hsds import Gathering, Nest
from homeward.services.models import Service

Plain = dict[str, Any]


def minimal(rows: Iterable[Service]) -> list[Plain]:
    # Name and status too: the specification's own schema asks for them.
    return [
        {
            "id": str(row.pk),
            "modified_date": row.changed_at.isoformat(),
            "name": row.name,
            "status": row.status,
        }
        for row in rows
    ]


def listed_services(rows: Iterable[Service]) -> list[Plain]:
    nest, told = _nest(rows)
    return [_dated(nest.listed("service", str(row.pk)), row) for row in told]


def full_services(rows: Iterable[Service]) -> list[Plain]:
    nest, told = _nest(rows)
    return [_dated(nest.full("service", str(row.pk)), row) for row in told]


def _nest(rows: Iterable[Service]) -> tuple[Nest, list[Service]]:
    told = list(rows)
    gathering = Gathering()
    gathering.add_services(told)
    return Nest(gathering.rows()), told


def _dated(plain: Plain, row: Service) -> Plain:
    """When it was written last: as its source says, or here."""
    return {**plain, "last_modified": plain.get("last_modified") or row.changed_at.isoformat()}


def organizations(rows: Iterable[Any], *, full: bool, full_service: bool) -> list[Plain]:
    told = list(rows)
    gathering = Gathering()
    keys = [gathering.add_organisation(row) for row in told]
    if full or full_service:
        offered = writer.services().filter(organisation__in=[row.pk for row in told])
        gathering.add_services(writer.with_all(offered))
    nest = Nest(gathering.rows())
    if full or full_service:
        return [nest.organization(key, full_service=full_service) for key in keys]
    return [nest.listed("organization", key) for key in keys]


def listed_locations(rows: Iterable[Any]) -> list[Plain]:
    places = list(rows)
    gathering = Gathering()
    for place in places:
        gathering.add_location(place)
    nest = Nest(gathering.rows())
    return [nest.listed("location", str(place.pk)) for place in places]


def full_location(place: Any) -> Plain:
    gathering = Gathering()
    gathering.add_location(place)
    offered = writer.services().filter(at_locations__location=place)
    gathering.add_services(writer.with_all(offered))
    return Nest(gathering.rows()).full("location", str(place.pk))


def at_locations(rows: Iterable[Any], *, full: bool) -> list[Plain]:
    links = list(rows)
    offered = writer.services().filter(pk__in=[link.service_id for link in links])
    nest, _told = _nest(writer.with_all(offered))
    pairs = {
        (row["service_id"], row["location_id"]): key
        for key, row in nest.rows.of("service_at_location").items()
    }
    keys = [pairs[str(link.service_id), str(link.location_id)] for link in links]
    return [nest.at_location(key) if full else nest.at_location_listed(key) for key in keys]


def taxonomies(rows: Iterable[Any]) -> list[Plain]:
    gathering = Gathering()
    for row in rows:
        gathering.add_taxonomy(row)
    nest = Nest(gathering.rows())
    return [nest.full("taxonomy", key) for key in nest.rows.of("taxonomy")]


def terms(rows: Iterable[Any]) -> list[Plain]:
    gathering = Gathering()
    for row in rows:
        gathering.add_term(row)
    nest = Nest(gathering.rows())
    return [nest.full("taxonomy_term", key) for key in nest.rows.of("taxonomy_term")]
