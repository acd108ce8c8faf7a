"""Where each kind of service is given in a corridor, and where it was judged to be given better."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Q

from homeward.alignment.models import Judgement
from homeward.places.models import Country
from homeward.places.names import language_name
from homeward.programmes.choices import Category
from homeward.programmes.models import Corridor
from homeward.services.choices import Cost, Listing, Status
from homeward.services.models import Service


@dataclass(frozen=True)
class SideFacts:
    """What the directory says of one need in one country. None is unknown, never nothing.

    `free_places` sums those that are told, of so many services; `wait_days` is the median.
    """

    services: int
    free_of_charge: int
    cost_known: int
    wait_days: int | None
    wait_known: int
    free_places: int | None
    places_known: int
    languages: Sequence[str]


@dataclass(frozen=True)
class Line:
    category: Category
    host: SideFacts
    origin: SideFacts
    judgement: Judgement | None


def corridors() -> list[tuple[Country, Country]]:
    """Host and origin of each corridor of a programme, each once."""
    found = Corridor.objects.select_related("host_country", "origin_country").order_by()
    pairs = {(c.host_country_id, c.origin_country_id): c for c in found}
    return [(c.host_country, c.origin_country) for _key, c in sorted(pairs.items())]


def lines(host: Country, origin: Country) -> list[Line]:
    judged = standing(host, origin)
    given = {country.pk: _facts(country) for country in (host, origin)}
    return [
        Line(need, given[host.pk][need], given[origin.pk][need], judged.get(need))
        for need in Category
    ]


def standing(host: Country, origin: Country) -> dict[str, Judgement]:
    """The latest judgement on each need."""
    found = Judgement.objects.filter(host_country=host, origin_country=origin)
    stands: dict[str, Judgement] = {}
    for judgement in found.select_related("by", "by_org"):
        stands.setdefault(judgement.category, judgement)
    return stands


def earlier(host: Country, origin: Country, category: str) -> list[Judgement]:
    found = Judgement.objects.filter(host_country=host, origin_country=origin, category=category)
    return list(found.select_related("by", "by_org"))


def _facts(country: Country) -> dict[str, SideFacts]:
    """Of services that are listed and offered; one that names no country is in its provider's."""
    here = Q(countries__contains=[country.pk])
    here |= Q(countries=[], organisation__country=country)
    found = Service.objects.filter(here, status=Status.ACTIVE, listing=Listing.LISTED).order_by()
    rows = list(found.values_list("category", "cost", "wait_days", "places_free", "languages"))
    return {need: _sum([row[1:] for row in rows if row[0] == need]) for need in Category}


def _sum(rows: Sequence[tuple[str, int | None, int | None, Sequence[str]]]) -> SideFacts:
    waits = [wait for _cost, wait, _free, _spoken in rows if wait is not None]
    places = [free for _cost, _wait, free, _spoken in rows if free is not None]
    return SideFacts(
        services=len(rows),
        free_of_charge=sum(cost == Cost.FREE for cost, *_rest in rows),
        cost_known=sum(bool(cost) for cost, *_rest in rows),
        wait_days=round(median(waits)) if waits else None,
        wait_known=len(waits),
        free_places=sum(places) if places else None,
        places_known=len(places),
        languages=sorted({language_name(code) for *_rest, spoken in rows for code in spoken}),
    )
