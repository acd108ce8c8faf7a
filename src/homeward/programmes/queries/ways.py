"""The way that a case goes: the programme's own version of a day, else the one that is shipped."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q, QuerySet

from homeward.access.models import User
from homeward.programmes.choices import CriteriaStatus, Stage, StageCondition, WayKind
from homeward.programmes.models import Programme, Way, WayStage
from homeward.programmes.rules.ways import Line


def in_force(on: date) -> QuerySet[Way]:
    return Way.objects.exclude(status=CriteriaStatus.DRAFT).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on
    )


def way_on(programme_id: int, kind: WayKind, on: date) -> Way:
    """One always holds: what is shipped begins before any case and has no end."""
    found = in_force(on).filter(Q(programme=programme_id) | Q(programme__isnull=True), kind=kind)
    return found.order_by(F("programme").asc(nulls_last=True), "-valid_from")[:1].get()


def kinds_of(programme_id: int, on: date) -> list[Way]:
    """The way of each kind that a case of this programme would begin on this day."""
    found = in_force(on).filter(Q(programme=programme_id) | Q(programme__isnull=True))
    by_kind: dict[str, Way] = {}
    for way in found.order_by(F("programme").desc(nulls_first=True), "valid_from"):
        by_kind[way.kind] = way
    return [by_kind[kind] for kind in WayKind if kind in by_kind]


def versions(programme: Programme, user: User) -> QuerySet[Way]:
    """The programme's own and those that came with the software; a draft is its lead's alone."""
    found = Way.objects.filter(Q(programme=programme) | Q(programme__isnull=True))
    found = found.select_related("written_by", "programme").prefetch_related("stages")
    if user.organisation_id != programme.lead_org_id:
        found = found.exclude(status=CriteriaStatus.DRAFT)
    return found.order_by("kind", F("programme").asc(nulls_last=True), "-number")


def stages_of(way_id: int) -> list[WayStage]:
    return list(WayStage.objects.filter(way=way_id))


def order_of(way_id: int) -> list[Stage]:
    found = WayStage.objects.filter(way=way_id).values_list("stage", flat=True)
    return [Stage(each) for each in found]


def lines_of(stages: Sequence[WayStage]) -> list[Line]:
    return [
        Line(
            stage=Stage(each.stage),
            names=tuple(sorted((code, name) for code, name in each.names.items() if name)),
            to_enter=frozenset(map(StageCondition, each.to_enter)),
            to_leave=frozenset(map(StageCondition, each.to_leave)),
            wait=each.wait,
            days_before_travel=each.days_before_travel,
        )
        for each in stages
    ]


def names_of_stages(ways: Sequence[int]) -> dict[tuple[int, str], str]:
    """What each stage of these ways is called here, for lists of cases."""
    return {
        (each.way_id, each.stage): str(each) for each in WayStage.objects.filter(way__in=set(ways))
    }
