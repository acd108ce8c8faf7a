"""What is known of each programme, gathered in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from homeward.actors.models import Actor
from homeward.alignment.rules import ENDED, PLANNED, RUNNING, ProgrammeFacts
from homeward.places.models import Area
from homeward.programmes.choices import (
    BudgetKind,
    CriteriaStatus,
    ParticipationRole,
    ProgrammeStatus,
)
from homeward.programmes.models import (
    Budget,
    Corridor,
    Coverage,
    CriteriaVersion,
    Participation,
    Presence,
    Programme,
    ProgrammeSector,
)
from homeward.programmes.rules.criteria import NOT_STATED, Bounds, NotACriterion, bounds, parse

STATUS = {
    ProgrammeStatus.PIPELINE: PLANNED,
    ProgrammeStatus.RUNNING: RUNNING,
    ProgrammeStatus.FINALISING: RUNNING,
    ProgrammeStatus.CLOSED: ENDED,
    ProgrammeStatus.CANCELLED: ENDED,
}
# Who leads, where no organisation here does: the first of these that is named.
LEADING = (
    ParticipationRole.ACCOUNTABLE,
    ParticipationRole.EXTENDING,
    ParticipationRole.IMPLEMENTING,
)
# An area lies at most so deep.
DEEPEST = 5
Sets = Mapping[int, set[str]]


def facts(wanted: Iterable[int] | None = None, *, on: date) -> list[ProgrammeFacts]:
    """Of all programmes, or of those wanted, by name; criteria as published on a day."""
    chosen = Q() if wanted is None else Q(pk__in=list(wanted))
    rows = list(Programme.objects.filter(chosen).select_related("lead_org", "funder_org"))
    ids = [row.pk for row in rows]
    places, wide, countries = _places(ids)
    above = _above({int(p.removeprefix("area:")) for s in places.values() for p in s if ":" in p})
    sectors, leads, funders = _sectors(ids), *_actors(rows, ids)
    budgets, currencies = _budgets(ids, funders)
    asked = _bounds(ids, on)
    return [
        ProgrammeFacts(
            key=row.pk,
            title=row.name,
            lead=leads.get(row.pk, ("", ""))[1],
            lead_key=leads.get(row.pk, ("", ""))[0],
            part_of=row.part_of_id,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            status=_status(row),
            places=frozenset(places[row.pk]),
            above={place: above[place] for place in places[row.pk] if place in above},
            countries=frozenset(countries[row.pk]),
            wide=frozenset(wide[row.pk]),
            sectors=frozenset(sectors[row.pk]),
            funders=frozenset(funders[row.pk]),
            currencies=frozenset(currencies[row.pk]),
            budgets=budgets[row.pk],
            bounds=asked.get(row.pk) or bounds(NOT_STATED),
        )
        for row in rows
    ]


def _status(row: Programme) -> str:
    if row.status:
        return STATUS.get(ProgrammeStatus(row.status), "")
    # Of a programme that is known from a file alone, nobody here says whether it takes people.
    return RUNNING if row.lead_org_id and row.is_open and not row.ends_on else ""


# Places


def _places(ids: list[int]) -> tuple[Sets, Sets, Sets]:
    """The finest places, the wider regions, the countries. A country is no place beside an area."""
    places, wide, countries = (defaultdict[int, set[str]](set) for _n in range(3))
    covered = Coverage.objects.filter(programme__in=ids).order_by()
    present = Presence.objects.filter(programme__in=ids).order_by().distinct()
    columns = ("programme", "country", "area")
    whole = defaultdict[int, set[str]](set)
    for pk, country, area, said in [
        *covered.values_list(*columns, "said"),
        *((*row, "") for row in present.values_list(*columns)),
    ]:
        if area:
            places[pk].add(f"area:{area}")
        elif country:
            whole[pk].add(country)
        else:
            wide[pk].add(said.casefold())
        if country:
            countries[pk].add(country)
    fine = _countries_of({area for held in places.values() for area in held})
    for pk, held in whole.items():
        places[pk] |= held - {fine[area] for area in places[pk] if area in fine}
    _from_corridors(ids, places, countries)
    return places, wide, countries


def _countries_of(areas: set[str]) -> dict[str, str]:
    found = Area.objects.filter(pk__in=[area.removeprefix("area:") for area in areas])
    return {f"area:{pk}": country for pk, country in found.order_by().values_list("pk", "country")}


def _from_corridors(
    ids: list[int], places: defaultdict[int, set[str]], countries: defaultdict[int, set[str]]
) -> None:
    """A programme that names no area works at the end of its corridors."""
    corridors = Corridor.objects.filter(programme__in=[pk for pk in ids if not places[pk]])
    for pk, origin in corridors.order_by().values_list("programme", "origin_country"):
        places[pk].add(origin)
        countries[pk].add(origin)


def _above(areas: set[int]) -> dict[str, tuple[str, ...]]:
    """Area -> those around it from the nearest, then its country; a statement for each level."""
    parent: dict[int, tuple[int | None, str]] = {}
    missing = areas
    for _level in range(DEEPEST):
        if not missing:
            break
        found = Area.objects.filter(pk__in=missing).order_by()
        parent |= {
            pk: (up, country) for pk, up, country in found.values_list("pk", "parent", "country")
        }
        missing = {up for up, _country in parent.values() if up and up not in parent}
    return {f"area:{area}": _way_up(area, parent) for area in areas}


def _way_up(area: int, parent: Mapping[int, tuple[int | None, str]]) -> tuple[str, ...]:
    way: list[str] = []
    up, country = parent[area]
    while up is not None and up in parent and len(way) < DEEPEST:
        way.append(f"area:{up}")
        up = parent[up][0]
    return (*way, country)


# Sectors, actors, money


def _sectors(ids: list[int]) -> Sets:
    """Each by its list and code, and by the need that it answers where that is known."""
    found = defaultdict[int, set[str]](set)
    named = ProgrammeSector.objects.filter(programme__in=ids).order_by()
    present = Presence.objects.filter(programme__in=ids, sector__isnull=False).order_by()
    columns = ("programme", "sector__vocabulary", "sector__code", "sector__category")
    for pk, vocabulary, code, need in [
        *named.values_list(*columns),
        *present.values_list(*columns).distinct(),
    ]:
        found[pk] |= {f"{vocabulary}:{code}", *([f"need:{need}"] if need else [])}
    return found


def _actors(rows: list[Programme], ids: list[int]) -> tuple[dict[int, tuple[str, str]], Sets]:
    """Programme -> key and name of who leads it, and programme -> keys of who funds it.

    An organisation that works here is known by its actor, so that both read as the same.
    """
    actor_of = dict(
        Actor.objects.filter(organisation__isnull=False)
        .order_by()
        .values_list("organisation", "pk")
    )

    def key(organisation: int) -> str:
        known = actor_of.get(organisation)
        return f"actor:{known}" if known else f"org:{organisation}"

    leads = {r.pk: (key(r.lead_org.pk), r.lead_org.name) for r in rows if r.lead_org}
    funders = defaultdict[int, set[str]](set)
    for row in rows:
        if row.funder_org_id:
            funders[row.pk].add(key(row.funder_org_id))
    named: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    taking_part = Participation.objects.filter(programme__in=ids).order_by("pk")
    for pk, role, actor, name, said in taking_part.values_list(
        "programme", "role", "actor", "actor__name", "said"
    ):
        who = (f"actor:{actor}", name) if actor else (f"said:{said.casefold()}", said)
        if role == ParticipationRole.FUNDING:
            funders[pk].add(who[0])
        named[pk].setdefault(role, who)
    for pk, roles in named.items():
        lead = next((roles[role] for role in LEADING if role in roles), None)
        if lead:
            leads.setdefault(pk, lead)
    return leads, funders


def _budgets(ids: list[int], funders: Sets) -> tuple[Mapping[int, dict[int, Decimal]], Sets]:
    """Programme -> year -> amount, a revised budget before the original one; and currencies."""
    kinds: dict[int, dict[str, dict[int, Decimal]]] = defaultdict(dict)
    currencies = defaultdict[int, set[str]](set)
    found = Budget.objects.filter(programme__in=ids).order_by()
    for pk, kind, begin, end, amount, currency, funder in found.values_list(
        "programme", "kind", "starts_on", "ends_on", "amount", "currency", "funder"
    ):
        years = kinds[pk].setdefault(kind, {})
        for year in range(begin.year, end.year + 1):
            years[year] = years.get(year, Decimal(0)) + amount
        currencies[pk].add(currency)
        if funder and isinstance(funders, defaultdict):
            funders[pk].add(f"actor:{funder}")
    merged = defaultdict[int, dict[int, Decimal]](dict)
    for pk, by_kind in kinds.items():
        merged[pk] = by_kind.get(BudgetKind.ORIGINAL, {}) | by_kind.get(BudgetKind.REVISED, {})
    return merged, currencies


def _bounds(ids: list[int], on: date) -> dict[int, Bounds]:
    return {pk: bounds(_parsed(tree)) for pk, tree in published_trees(ids, on).items()}


def published_trees(ids: list[int], on: date) -> dict[int, Any]:
    """Programme -> the tree of criteria in force on a day, the latest version where two are."""
    found = CriteriaVersion.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        programme__in=ids,
        status=CriteriaStatus.PUBLISHED,
    )
    return dict(found.order_by("programme", "number").values_list("programme", "tree"))


def _parsed(tree: Any) -> Any:
    """A tree of a version that is not read here states nothing that could be compared."""
    try:
        return parse(tree)
    except NotACriterion:
        return NOT_STATED
