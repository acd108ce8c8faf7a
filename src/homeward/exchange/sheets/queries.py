"""Reads for the wizard: what is known of names, sectors and places; layouts and sheets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from homeward.actors.models import Actor, ActorName
from homeward.actors.naming import name_key
from homeward.exchange.sheets import matching
from homeward.exchange.sheets.choices import Kind
from homeward.exchange.sheets.matching import EVERYWHERE, KnownNames
from homeward.exchange.sheets.models import Layout, LayoutValue, Sheet
from homeward.exchange.sheets.placing import AreaFact, Gazetteer
from homeward.exchange.sheets.prepared import LEFT_OUT, NEW, Answer, Known
from homeward.exchange.sheets.said import Mapping3W
from homeward.places.models import Area, AreaBoundary
from homeward.programmes.models import Presence, Sector


def sheets() -> QuerySet[Sheet]:
    """The organisation's own, without their bytes."""
    return Sheet.objects.defer("content").select_related("layout", "uploaded_by")


def whole_sheets() -> QuerySet[Sheet]:
    return Sheet.objects.select_related("layout", "uploaded_by")


def layouts() -> QuerySet[Layout]:
    return Layout.objects.select_related("country", "saved_by").annotate(decided=Count("values"))


def layout_of(fingerprint: str) -> Layout | None:
    return Layout.objects.filter(fingerprint=fingerprint).first()


def known(countries: Iterable[str], layout: Layout | None = None) -> Known:
    """Names, sectors and places of these countries, with what was decided for a layout."""
    found = sorted(set(countries))
    decided = list(LayoutValue.objects.filter(layout=layout)) if layout else []
    places = {v.key: v.area_id for v in decided if v.kind == Kind.PLACE and v.area_id}
    return Known(
        names=known_names(found),
        places=gazetteers(found, places),
        organisations={v.key: _answer(v) for v in decided if v.kind == Kind.ORGANISATION},
        sectors=cluster_sectors(),
        decided_sectors={v.key: v.sector_id for v in decided if v.kind == Kind.SECTOR},
    )


def _answer(value: LayoutValue) -> Answer:
    return value.actor_id or (NEW if value.is_new else LEFT_OUT)


def known_names(countries: Iterable[str]) -> KnownNames:
    """Every way of writing that means an actor everywhere, or in these countries."""
    scopes = [None, *countries]
    keys: dict[tuple[str, str], int] = {}
    for actor in Actor.objects.filter(merged_into=None).order_by("pk"):
        scope = "" if actor.kind in matching.WORLDWIDE else actor.country_id or EVERYWHERE
        for text in (actor.name, actor.acronym):
            if text:
                keys.setdefault((scope, name_key(text)), actor.pk)
    rows = ActorName.objects.values_list("country_id", "key", "actor_id")
    keys |= {
        (country or EVERYWHERE, key): actor for country, key, actor in rows if country in scopes
    }
    return KnownNames(keys, labels=dict(Actor.objects.values_list("pk", "name")))


def gazetteers(countries: Iterable[str], decisions: Mapping[str, int]) -> dict[str, Gazetteer]:
    areas: dict[str, list[AreaFact]] = defaultdict(list)
    rows = Area.objects.filter(country__in=countries).order_by("pk")
    for pk, pcode, name, names, level, parent, country in rows.values_list(
        "pk", "pcode", "name", "names", "level", "parent_id", "country_id"
    ):
        every = tuple(dict.fromkeys([name, *names.values()]))
        areas[country].append(AreaFact(pk, pcode, every, level, parent))
    outlines: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    drawn = AreaBoundary.objects.filter(area__country__in=countries)
    for area, geometry, country in drawn.values_list("area_id", "geometry", "area__country_id"):
        outlines[country].append((area, geometry))
    return {
        code: Gazetteer(tuple(areas[code]), tuple(outlines[code]), decisions) for code in countries
    }


def cluster_sectors() -> dict[str, int]:
    rows = Sector.objects.filter(vocabulary=matching.CLUSTERS)
    return dict(rows.values_list("code", "pk"))


def area_labels(pks: Iterable[int]) -> dict[int, str]:
    """`Tigray, ET01` for each area."""
    rows = Area.objects.filter(pk__in=set(pks))
    return {area.pk: f"{area}, {area.pcode}" if area.pcode else str(area) for area in rows}


def area_by(text: str, country: str) -> Area | None:
    """The area of a P-code, alone or before its name, or of a name that one area alone has."""
    words = text.strip()
    rows = Area.objects.filter(country=country)
    for code in (words, words.partition(" ")[0]):
        if found := rows.filter(pcode__iexact=code).first():
            return found
    named = list(rows.filter(name__iexact=words)[:2])
    return named[0] if len(named) == 1 else None


def area_names(countries: Iterable[str]) -> list[str]:
    """Codes with names, as they are offered while somebody types."""
    rows = Area.objects.filter(country__in=set(countries)).exclude(pcode="").order_by("pcode")
    return [f"{pcode} {name}" for pcode, name in rows.values_list("pcode", "name")]


def actor_by(text: str) -> int | None:
    """The actor that alone is called so."""
    key = name_key(text)
    named = {
        actor.pk
        for actor in Actor.objects.filter(merged_into=None)
        .filter(Q(name__iexact=text.strip()) | Q(acronym__iexact=text.strip()) | Q(names__key=key))
        .distinct()[:2]
    }
    return named.pop() if len(named) == 1 else None


def cluster_labels() -> list[tuple[int, str]]:
    rows = Sector.objects.filter(vocabulary=matching.CLUSTERS)
    return sorted(((sector.pk, str(sector)) for sector in rows), key=lambda pair: pair[1])


def mapping_of(
    layout: Layout, year: int | None, month: int | None, *, country: str = ""
) -> Mapping3W:
    return Mapping3W(
        columns=layout.columns,
        country=country or layout.country_id or "",
        year=year or 0,
        month=month or 0,
    )


def has_rows(layout: Layout) -> bool:
    return Presence.objects.filter(source=layout.source).exists()


def decided(layout: Layout, kind: str) -> list[LayoutValue]:
    rows = LayoutValue.objects.filter(layout=layout, kind=kind)
    return list(rows.select_related("actor", "sector", "area", "decided_by"))


def values_of(sheet: Sheet) -> QuerySet[LayoutValue]:
    return LayoutValue.objects.filter(layout=sheet.layout_id)
