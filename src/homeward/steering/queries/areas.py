"""Priority areas, and what speaks for a candidate."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.alignment.choices import Setting
from homeward.alignment.queries import caseload
from homeward.alignment.queries.thresholds import threshold
from homeward.alignment.rules import territory
from homeward.committees import queries as committees
from homeward.committees.models import Committee, Decision
from homeward.core.digits import are_digits
from homeward.places.models import Area
from homeward.programmes.models import Coverage, Programme
from homeward.services.choices import Listing
from homeward.services.models import Service
from homeward.steering.choices import AreaStatus, EvidenceKind
from homeward.steering.models import PriorityArea

SUBJECT = "priority_area"
OPEN = (AreaStatus.PROPOSED, AreaStatus.ON_AGENDA)


def listed(*, status: str = "", programme: str = "") -> QuerySet[PriorityArea]:
    found = PriorityArea.objects.select_related(
        "programme", "area__parent", "area__country", "proposed_org", "proposed_by"
    ).prefetch_related("evidence")
    if status in AreaStatus.values:
        found = found.filter(status=status)
    return found.filter(programme=int(programme)) if are_digits(programme) else found


def is_free(programme: Programme, area: Area) -> bool:
    taken = (*OPEN, AreaStatus.VALIDATED)
    return not PriorityArea.objects.filter(
        programme=programme, area=area, status__in=taken
    ).exists()


def areas_of(programme: Programme) -> QuerySet[Area]:
    """The upper areas of the programme's countries of origin."""
    countries = programme.corridors.values("origin_country")
    return Area.objects.filter(country__in=countries, level__lte=2).order_by("level", "name")


def evidence(area: Area, user: User, *, on: date) -> list[tuple[EvidenceKind, str, str]]:
    """Kind, what may be told to everybody, and where it is from.

    Returns are counted on what the proposer sees; a small number is told as such to all.
    """
    return [
        (EvidenceKind.RETURNS, _returns(area, user, on), "cases"),
        (EvidenceKind.SERVICES, str(_services(area)), "directory"),
        (EvidenceKind.PROGRAMMES, str(_programmes(area)), "programmes"),
        (EvidenceKind.ACTORS, str(_actors(area)), "sheets"),
    ]


def _under(area: Area) -> Sequence[int]:
    """The area and what lies in it."""
    found = [area.pk]
    layer = [area.pk]
    while layer:
        layer = list(Area.objects.filter(parent__in=layer).values_list("pk", flat=True))
        found += layer
    return found


def _returns(area: Area, user: User, on: date) -> str:
    rows, _land = caseload.tallies(user.organisation_id, country=area.country_id)
    inside = set(_under(area))
    total = sum(row.count.all for row in rows if row.area and row.area.pk in inside)
    # Others read it: nobody's own count is told in full.
    smallest = threshold(Setting.SMALLEST_COUNT, on).value
    return territory.shown(territory.Count(all=total, own=0), smallest=smallest)


def _services(area: Area) -> int:
    return Service.objects.filter(listing=Listing.LISTED, areas__overlap=list(_under(area))).count()


def _programmes(area: Area) -> int:
    return Coverage.objects.filter(area__in=_under(area)).values("programme").distinct().count()


def _actors(area: Area) -> int:
    return (
        Actor.objects.filter(presences__area__in=_under(area), merged_into__isnull=True)
        .distinct()
        .count()
    )


def committees_of(user: User, *, on: date) -> list[Committee]:
    """Those on whose agenda the user may put something: with a seat, or as secretariat."""
    return [
        each
        for each in committees.listed()
        if each.secretariat_id == user.organisation_id or committees.own_seats(each, user, on=on)
    ]


def decisions_on(area: PriorityArea) -> list[Decision]:
    """Closed decisions that name this very area."""
    return [each for each in committees.about(SUBJECT, area.pk) if each.closed_at]


def on_map(found: QuerySet[PriorityArea]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for area in found.values_list("area", flat=True):
        counts[area] = counts.get(area, 0) + 1
    return counts
