"""Reads for the directory's pages and for whoever looks for a service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import translation

from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.places.models import Area, Country
from homeward.services.choices import Status
from homeward.services.models import Schedule, Service, Taxonomy

OFFERED = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)


@dataclass(frozen=True)
class Said:
    """A text of the directory; `language` is empty where it is the reader's own."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def search(
    text: str = "",
    *,
    country: Country | str | None = None,
    area: Area | int | None = None,
    category: str | None = None,
    with_places: bool = False,
    language: str | None = None,
) -> QuerySet[Service]:
    """Services on offer, those confirmed last first. Every word must begin a word of the service.

    `area` takes in the areas below it; `language` is one spoken there.
    """
    found = Service.objects.filter(status__in=OFFERED)
    if query := tsquery(text):
        found = found.filter(search=Lexemes(query))
    if country:
        found = found.filter(_somewhere(Q(location__country=country)))
    if area:
        found = found.filter(_somewhere(Q(location__area=area) | Q(location__area__parent=area)))
    if category:
        found = found.filter(category=category)
    if with_places:
        found = found.filter(places_free__gt=0)
    if language:
        found = found.filter(languages__contains=[language])
    return found.order_by(F("last_confirmed_on").desc(nulls_last=True), "name", "pk")


def _somewhere(at: Q) -> Q:
    places = Service.at_locations.rel.related_model._default_manager.filter(at)
    return Q(pk__in=places.values("service"))


def for_pages(services: QuerySet[Service]) -> QuerySet[Service]:
    """With what a list or a page shows of each, in a handful of queries."""
    return services.select_related("organisation__country").prefetch_related(
        "texts", "at_locations__location__area__country", "at_locations__location__country"
    )


def for_export(services: QuerySet[Service]) -> QuerySet[Service]:
    """With everything that hangs on each."""
    return for_pages(services).prefetch_related(
        "phones",
        "contacts__phones",
        "schedules",
        "required_documents",
        "cost_options",
        "service_terms__term__taxonomy",
        "at_locations__location__accessibility",
    )


def title(service: Service, language: str | None = None) -> str:
    """Its name in a language (the reader's where none is given), or in its own."""
    return said(service, "name", language).text


def said(service: Service, field: str, language: str | None = None) -> Said:
    """One field of a service's wording, in the language asked for or else in its own."""
    language = language or reader_language()
    if service.language != language:
        for words in service.texts.all():
            if words.language == language and (text := getattr(words, field)):
                return Said(text)
    own = getattr(service, field)
    return Said(own, "" if service.language == language else service.language)


def named(
    name: str, names: dict[str, str], *, own: str = "en", language: str | None = None
) -> Said:
    """A name that is kept with its translations beside it."""
    language = language or reader_language()
    if language in names:
        return Said(names[language])
    return Said(name, "" if own == language else own)


def reader_language() -> str:
    return (translation.get_language() or "en").split("-")[0]


def place_name(service: Service) -> Said:
    """Where a service is, in few words; nothing for a confidential place."""
    for link in service.at_locations.all():
        place = link.location
        if place.is_confidential:
            return Said("")
        name = named(place.name, place.names, own=service.language)
        return name or Said(place.city)
    return Said("")


def is_confidential(service: Service) -> bool:
    return any(link.location.is_confidential for link in service.at_locations.all())


def opening(schedule: Schedule) -> Said:
    """A schedule's words in the reader's language."""
    return named(schedule.description, schedule.descriptions, own=schedule.service.language)


def labels(service: Service) -> Iterator[tuple[Said, list[Said]]]:
    """What taxonomies say of a service beyond its wording: each list's name and its terms."""
    grouped: dict[Taxonomy, list[Said]] = {}
    links = service.service_terms.filter(term__taxonomy__is_in_wording=False)
    for link in links.select_related("term__taxonomy").order_by("term__taxonomy_id", "pk"):
        term = link.term
        name = named(term.name, term.names, own=term.language)
        grouped.setdefault(term.taxonomy, []).append(name)
    for taxonomy, terms in grouped.items():
        yield named(taxonomy.name, taxonomy.names, own=service.language), terms


def has_run_out(service: Service, on: date) -> bool:
    """Its end, as its source gave it, is over, and nobody has confirmed it since."""
    ends, confirmed = service.valid_until, service.last_confirmed_on
    return bool(ends and ends < on and (confirmed is None or confirmed <= ends))


# Facets: each counts within what the other filters leave.


def count_by_category(services: QuerySet[Service]) -> dict[str, int]:
    return _counts(services, "category")


def count_by_area(services: QuerySet[Service]) -> dict[int, int]:
    return _counts(services, "at_locations__location__area")


def count_by_country(services: QuerySet[Service]) -> dict[str, int]:
    return _counts(services, "at_locations__location__country")


def count_by_language(services: QuerySet[Service]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for languages in services.exclude(languages=[]).values_list("languages", flat=True):
        for language in set(languages):
            counts[language] = counts.get(language, 0) + 1
    return counts


def areas(pks: Iterable[int]) -> QuerySet[Area]:
    return Area.objects.filter(pk__in=list(pks)).select_related("country")


def _counts(services: QuerySet[Service], field: str) -> dict[Any, int]:
    rows = services.order_by().values_list(field).annotate(n=Count("pk", distinct=True))
    return {key: n for key, n in rows if key not in {None, ""}}


def known_ids(source: str) -> set[str]:
    """The ids of a source's services that are here."""
    return set(Service.objects.filter(source=source).values_list("source_id", flat=True))
