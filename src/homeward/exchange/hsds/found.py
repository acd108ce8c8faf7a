"""The published objects that a request asks for. Nothing else is looked up here."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.access.models import Organisation
from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.exchange.models import SourceRow
from homeward.exchange.writers.hsds import ids, services
from homeward.places.rules import distance_km
from homeward.services import queries
from homeward.services.models import (
    Location,
    Service,
    ServiceAtLocation,
    ServiceTerm,
    Taxonomy,
    TaxonomyTerm,
)

Found = TypeVar("Found")


def searched(
    *,
    text: str = "",
    term: str = "",
    taxonomy: str = "",
    organisation: str = "",
    modified_after: datetime | None = None,
) -> QuerySet[Service]:
    found = services()
    if query := tsquery(text):
        found = found.filter(search=Lexemes(query))
    if term:
        row = term_of(term)
        found = found.filter(service_terms__term=row) if row else found.none()
    if taxonomy:
        row_of = taxonomy_of(taxonomy)
        found = found.filter(pk__in=_said_of(row_of)) if row_of else found.none()
    if organisation:
        owner = organisation_of(organisation)
        found = found.filter(organisation=owner) if owner else found.none()
    if modified_after:
        found = found.filter(changed_at__gte=modified_after)
    return found


def _said_of(taxonomy: Taxonomy) -> QuerySet[ServiceTerm, UUID]:
    return ServiceTerm.objects.filter(term__taxonomy=taxonomy).values_list("service", flat=True)


def organisations(text: str = "") -> QuerySet[Organisation]:
    """Who has a published service."""
    offered = services().filter(organisation=OuterRef("pk")).order_by()
    found = Organisation.objects.filter(Exists(offered)).select_related("actor").order_by("pk")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    return found


def locations(text: str = "") -> QuerySet[Location]:
    """Where a published service is, unless the place is confidential."""
    offered = services().filter(at_locations__location=OuterRef("pk")).order_by()
    found = Location.objects.filter(Exists(offered), is_confidential=False).order_by("pk")
    for word in text.split():
        found = found.filter(Q(name__icontains=word) | Q(city__icontains=word))
    return found.select_related("country", "area", "organisation__actor").prefetch_related(
        "accessibility", "phones", "schedules"
    )


def at_locations(
    found: QuerySet[Service], *, postcode: str = "", metres: float | None = None
) -> QuerySet[ServiceAtLocation]:
    links = ServiceAtLocation.objects.filter(
        service__in=found.order_by(), location__is_confidential=False
    )
    if postcode:
        at = Location.objects.filter(at_locations__in=links, postal_code__iexact=postcode)
        links = links.filter(location__in=at if metres is None else _near(links, at, metres))
    return links.order_by("pk")


def _near(links: QuerySet[ServiceAtLocation], at: QuerySet[Location], metres: float) -> list[UUID]:
    """Locations within so many metres of the middle of those that have the postcode."""
    points = [p for p in at.distinct() if p.latitude is not None and p.longitude is not None]
    if not points:
        return []
    middle = (
        sum(p.latitude or 0 for p in points) / len(points),
        sum(p.longitude or 0 for p in points) / len(points),
    )
    around = Location.objects.filter(at_locations__in=links, latitude__isnull=False).distinct()
    return [
        pk
        for pk, latitude, longitude in around.values_list("pk", "latitude", "longitude")
        if distance_km(middle, (latitude or 0, longitude or 0)) * 1000 <= metres
    ]


def taxonomies(text: str = "") -> QuerySet[Taxonomy]:
    """Lists of which a term is said of a published service."""
    said = ServiceTerm.objects.filter(queries.is_published("service__"))
    known = said.values_list("term__taxonomy", flat=True).distinct()
    return Taxonomy.objects.filter(pk__in=list(known), name__icontains=text).order_by("pk")


def terms(
    text: str = "", *, taxonomy: str = "", parent: str = "", top_only: bool = False
) -> QuerySet[TaxonomyTerm]:
    found = TaxonomyTerm.objects.filter(taxonomy__in=list(taxonomies()), name__icontains=text)
    if taxonomy:
        found = found.filter(taxonomy=taxonomy_of(taxonomy))
    if parent:
        found = found.filter(parent=term_of(parent))
    if top_only:
        found = found.filter(parent__isnull=True)
    return found.select_related("taxonomy", "parent__taxonomy").order_by("pk")


# One by its published id. Ids that follow from others can't be turned back, so that the few
# hundred organisations, lists and terms are gone through.


def organisation_of(key: str) -> Organisation | None:
    return _first(organisations(), key, ids.of_organisation)


def taxonomy_of(key: str) -> Taxonomy | None:
    return _first(taxonomies(), key, ids.of_taxonomy)


def term_of(key: str) -> TaxonomyTerm | None:
    return _first(terms(), key, ids.of_term)


def _first(rows: Iterable[Found], key: str, id_of: Callable[[Found], str]) -> Found | None:
    return next((row for row in rows if id_of(row) == key), None)


def at_location_of(key: str) -> ServiceAtLocation | None:
    links = at_locations(services())
    kept = SourceRow.objects.filter(table="service_at_location")
    for row in kept.filter(key=key) or kept.exclude(key__regex=ids.A_UUID):
        if ids.published_id(row.source, row.table, row.key) == key:
            return links.filter(
                service__source=row.source,
                service__source_id=row.values.get("service_id", ""),
                location__source_id=row.values.get("location_id", ""),
            ).first()
    pairs = links.values_list("pk", "service_id", "location_id")
    found = [pk for pk, s, p in pairs.iterator() if ids.part_id(str(s), str(p)) == key]
    return links.filter(pk__in=found).first()
