"""What a service says, in the reader's language where it says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import translation

from homeward.services.models import Schedule, Service, ServiceAtLocation, Taxonomy


@dataclass(frozen=True)
class Said:
    """A text of the directory; `language` is empty where it is the reader's own."""

    text: str
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def for_pages(services: QuerySet[Service]) -> QuerySet[Service]:
    """With what a list or a page shows of each, in three queries."""
    places = ServiceAtLocation.objects.select_related(
        "location__area__country", "location__country"
    )
    return services.select_related("organisation__country").prefetch_related(
        "texts", Prefetch("at_locations", places)
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
    """Where a service is, in few words: of a confidential place the area alone."""
    for link in service.at_locations.all():
        place = link.location
        if place.is_confidential:
            return Said(str(place.area) if place.area else "")
        where = str(place.area) if place.area else place.city
        name = named(place.name, place.names, own=service.language)
        # Many places are called as their organisation, which stands beside it.
        if not name or name.text == service.organisation.name:
            return Said(where) if where else name
        return Said(f"{name.text} · {where}", name.language) if where else name
    return Said("")


def is_confidential(service: Service) -> bool:
    return any(link.location.is_confidential for link in service.at_locations.all())


def hours_said(schedule: Schedule) -> Said:
    """A schedule's words in the reader's language."""
    return named(schedule.description, schedule.descriptions, own=own_language(schedule))


def own_language(schedule: Schedule) -> str:
    """The language of its words; a place has none of its own, so its words count as English."""
    return schedule.service.language if schedule.service else "en"


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


def known_ids(source: str) -> set[str]:
    """The ids of a source's services that are here."""
    return set(Service.objects.filter(source=source).values_list("source_id", flat=True))
