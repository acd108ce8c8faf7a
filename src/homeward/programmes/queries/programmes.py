"""Reads of programmes for their pages."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.actors.models import Actor
from homeward.places.models import Area, Country
from homeward.programmes.choices import ParticipationRole, ProgrammeStatus
from homeward.programmes.models import (
    DesignChoice,
    Policy,
    PolicyAdoption,
    Programme,
    ProgrammeEvent,
    ScopingRecord,
    Sector,
    TargetGroup,
)

OVER = [ProgrammeStatus.CLOSED, ProgrammeStatus.CANCELLED, ProgrammeStatus.SUSPENDED]


def run_here() -> QuerySet[Programme]:
    """Led by an organisation that works on Homeward; the others are known from a file."""
    return Programme.objects.filter(lead_org__isnull=False).order_by("name")


def keeps(user: User, programme: Programme) -> bool:
    """May this user change the programme? Only its one lead's programme managers may."""
    return programme.lead_org_id == user.organisation_id and can(user, "programmes.keep")


def open_on(on: date) -> Q:
    """Takes people on a day, as far as it says; without a first day it is not said to be open."""
    return (
        Q(is_open=True, starts_on__lte=on)
        & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        & ~Q(status__in=OVER)
    )


def listed(asked: dict[str, Any], *, on: date) -> QuerySet[Programme]:
    """Programmes that a filter asks for; a filter that is empty asks for nothing."""
    found = Programme.objects.select_related("lead_org", "funder_org")
    if words := asked.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(code__icontains=words))
    if country := asked.get("country"):
        found = found.filter(_in_country(country))
    if category := asked.get("category"):
        found = found.filter(sectors__category=category)
    if group := asked.get("group"):
        found = found.filter(target_groups=group)
    if funder := asked.get("funder"):
        found = found.filter(_funded_by(funder))
    if kind := asked.get("kind"):
        found = found.filter(kind=kind)
    if status := asked.get("status"):
        found = found.filter(status=status)
    if asked.get("open"):
        found = found.filter(open_on(on))
    return found.order_by("name", "pk").distinct()


def _in_country(country: str) -> Q:
    return (
        Q(coverage__country=country)
        | Q(corridors__origin_country=country)
        | Q(corridors__host_country=country)
    )


def _funded_by(funder: int) -> Q:
    return Q(participations__actor=funder, participations__role=ParticipationRole.FUNDING) | Q(
        budgets__funder=funder
    )


def for_list(found: QuerySet[Programme]) -> QuerySet[Programme]:
    return found.prefetch_related(
        "coverage__country", "corridors", "sectors", "target_groups", "participations__actor"
    )


def countries_named() -> list[tuple[str, str]]:
    """Countries that programmes work in or between."""
    named = Country.objects.filter(
        Q(pk__in=Programme.objects.values("coverage__country"))
        | Q(pk__in=Programme.objects.values("corridors__origin_country"))
        | Q(pk__in=Programme.objects.values("corridors__host_country"))
    )
    return sorted(((c.code, str(c)) for c in named), key=lambda pair: pair[1])


def funders() -> list[tuple[str, str]]:
    named = Actor.objects.filter(
        Q(participations__role=ParticipationRole.FUNDING)
        | Q(pk__in=Programme.objects.values("budgets__funder"))
    ).distinct()
    return [(str(actor.pk), str(actor)) for actor in named]


def groups() -> list[tuple[str, str]]:
    return sorted(((g.code, str(g)) for g in TargetGroup.objects.all()), key=lambda pair: pair[1])


def sectors() -> QuerySet[Sector]:
    return Sector.objects.all()


def areas_of(country: str) -> QuerySet[Area]:
    return Area.objects.filter(country=country)


def countries() -> QuerySet[Country]:
    return Country.objects.all()


def actors() -> QuerySet[Actor]:
    return Actor.objects.all()


def events(programme: Programme) -> QuerySet[ProgrammeEvent]:
    return ProgrammeEvent.objects.filter(programme=programme).select_related("by__organisation")


def policies(*, kind: str = "", country: str = "") -> QuerySet[Policy]:
    found = Policy.objects.select_related("country").prefetch_related("adoptions", "programmes")
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(Q(country=country) | Q(adoptions__country=country)).distinct()
    return found


def adoptions(policy: Policy) -> QuerySet[PolicyAdoption]:
    return policy.adoptions.select_related("country")


def scoping_records() -> QuerySet[ScopingRecord]:
    return ScopingRecord.objects.select_related("country", "entered_by_org").prefetch_related(
        "areas", "programmes"
    )


def design_choices(record: ScopingRecord) -> dict[tuple[int, int], DesignChoice]:
    """By finding and programme."""
    found = DesignChoice.objects.filter(finding__record=record).select_related("by")
    return {(choice.finding_id, choice.programme_id): choice for choice in found}


def areas_called(words: str, *, country: str) -> QuerySet[Area]:
    """Areas of a country by P-code or name; a P-code names one."""
    there = Area.objects.filter(country=country).select_related("parent")
    coded = there.filter(pcode__iexact=words)
    return coded if coded.exists() else there.filter(name__iexact=words)
