from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection

from homeward.core.words import lexemes
from homeward.services.models import Service

WHERE_IT_IS = """
with recursive above (area, above) as (
    select distinct l.area_id, l.area_id from services_location l where l.area_id is not null
    union
    select u.area, a.parent_id from above u join places_area a on a.id = u.above
    where a.parent_id is not null
), found as (
    select at.service_id as id,
        array_agg(distinct coalesce(l.country_id, a.country_id))
            filter (where coalesce(l.country_id, a.country_id) is not null) as countries,
        array_agg(distinct u.above) filter (where u.above is not null) as areas,
        array_agg(distinct x.feature) filter (where x.feature is not null) as access
    from services_serviceatlocation at
    join services_location l on l.id = at.location_id
    left join places_area a on a.id = l.area_id
    left join above u on u.area = l.area_id
    left join lateral unnest(l.access) x(feature) on true
    group by at.service_id
), told as (
    select s.id, coalesce(f.countries, '{}') as countries, coalesce(f.areas, '{}') as areas,
        coalesce(f.access, '{}') as access
    from services_service s left join found f on f.id = s.id
)
update services_service s set countries = t.countries, areas = t.areas, access = t.access
from told t
where t.id = s.id
  and (s.countries, s.areas, s.access) is distinct from (t.countries, t.areas, t.access)
"""


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
        cursor.execute(WHERE_IT_IS + " and s.id = any(%s)", [[pk for _said, pk in rows]])


def place_anew() -> int:
    """Writes where each service is once more, as areas have been given other parents since.

    Returns how many services stood elsewhere.
    """
    with connection.cursor() as cursor:
        cursor.execute(WHERE_IT_IS)
        return int(cursor.rowcount)


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
