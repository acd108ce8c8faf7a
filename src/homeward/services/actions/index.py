from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection

from homeward.core.words import lexemes
from homeward.services.models import Service


def reindex(pks: Iterable[UUID]) -> None:
    """Writes the search words of these services anew, from all that a reader may look for."""
    services = (
        Service.objects.filter(pk__in=list(pks))
        .select_related("organisation")
        .prefetch_related("texts", "at_locations__location__area", "service_terms__term")
    )
    rows = [(lexemes(*_texts(service)), service.pk) for service in services]
    with connection.cursor() as cursor:
        # Words are handed over as they are: the server's own parser knows no Arabic.
        cursor.executemany(
            "update services_service set search = array_to_tsvector(%s::text[]) where id = %s",
            rows,
        )


def _texts(service: Service) -> Iterator[str]:
    yield from (service.organisation.name, service.organisation.short_name)
    yield service.programme_name
    for words in (service, *service.texts.all()):
        yield from (words.name, words.alternate_name, words.description, words.eligibility)
    for link in service.at_locations.all():
        place = link.location
        if not place.is_confidential:
            yield from (place.name, place.alternate_name, place.city, *place.names.values())
        if place.area:
            yield from (place.area.name, *place.area.names.values())
    for said in service.service_terms.all():
        yield from (said.term.name, *said.term.names.values())
