"""Reads of referral systems, and the facts that their assessment asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import OrganisationKind
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Status as AgreementStatus
from homeward.agreements.models import Agreement
from homeward.mechanisms import rules
from homeward.mechanisms.choices import Level, Requirement
from homeward.mechanisms.models import (
    HandOver,
    Judgement,
    Mechanism,
    Membership,
    RouteRule,
    Routing,
)
from homeward.places.models import Area
from homeward.services.choices import Listing
from homeward.services.models import Service


def listed(*, level: str = "", country: str = "") -> QuerySet[Mechanism]:
    found = Mechanism.objects.select_related("owner_org__country", "country", "parent", "desk")
    if level in Level.values:
        found = found.filter(level=level)
    return found.filter(country=country) if country else found


def current_members(mechanism: Mechanism, on: date) -> QuerySet[Membership]:
    return (
        mechanism.memberships.filter(since_on__lte=on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
        .select_related("organisation__country")
    )


def facts(mechanism: Mechanism, *, on: date) -> rules.Facts:
    with connection.cursor() as cursor:
        cursor.execute(
            "select agreements, procedures, stages from mechanisms_rests_on(%s)", [mechanism.pk]
        )
        agreements, procedures, stages = cursor.fetchone()
    members = [each.organisation for each in current_members(mechanism, on)]
    latest = mechanism.judgements.order_by("-judged_on").first()
    local = [each for each in members if each.country_id == mechanism.country_id]
    return rules.Facts(
        today=on,
        agreements=agreements,
        procedures=procedures,
        stages=frozenset(stages),
        owner_is_local=mechanism.owner_org.country_id == mechanism.country_id
        and mechanism.owner_org.kind != OrganisationKind.INTERNATIONAL,
        local_members=len(local),
        foreign_members=len(members) - len(local),
        dimensions=frozenset(_dimensions([mechanism.owner_org_id, *(m.pk for m in members)])),
        judged_on=latest.judged_on if latest else None,
    )


def _dimensions(organisations: Iterable[int]) -> Iterable[str]:
    offered = Service.objects.filter(organisation__in=list(organisations), listing=Listing.LISTED)
    return offered.exclude(dimension="").values_list("dimension", flat=True).distinct()


@dataclass(frozen=True)
class Stands:
    """One requirement: derived from what is there, and what somebody judged last."""

    derived: rules.Assessed
    judgement: Judgement | None


def assessment(mechanism: Mechanism, *, on: date) -> list[Stands]:
    latest: dict[str, Judgement] = {}
    for judgement in mechanism.judgements.select_related("judged_by__organisation"):
        latest.setdefault(judgement.requirement, judgement)
    return [
        Stands(assessed, latest.get(assessed.requirement))
        for assessed in rules.assess(facts(mechanism, on=on))
    ]


def history(mechanism: Mechanism) -> QuerySet[Judgement]:
    return mechanism.judgements.select_related("judged_by__organisation")


def handovers(mechanism: Mechanism) -> QuerySet[HandOver]:
    return mechanism.handovers.select_related("from_org", "to_org", "agreement")


def rules_in_force(mechanism: Mechanism, on: date) -> QuerySet[RouteRule]:
    return (
        mechanism.rules.filter(valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        .select_related("hub", "area")
    )


def hub_for(mechanism: Mechanism, *, area: Area | None, need: str, on: date) -> Mechanism | None:
    """Which hub the rules in force name for somebody who lives there and needs this."""
    above: list[int] = []
    while area is not None and area.pk not in above:
        above.append(area.pk)
        area = area.parent
    routes = [
        rules.Route(
            hub=str(rule.hub_id),
            area=rule.area_id,
            depth=rule.area.level if rule.area else 0,
            needs=frozenset(rule.needs),
        )
        for rule in rules_in_force(mechanism, on)
    ]
    found = rules.hub_for(routes, areas=frozenset(above), need=need)
    return Mechanism.objects.filter(pk=found).first() if found else None


def agreements_to_name(user: User) -> QuerySet[Agreement]:
    """Agreements in force that the user sees: a system or a handover may rest on them."""
    return Agreement.objects.filter(status=AgreementStatus.IN_FORCE).order_by("number")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def desks_of(organisation: int) -> QuerySet[Service]:
    return Service.objects.filter(organisation=organisation, listing=Listing.LISTED).order_by(
        "name"
    )


def owned_by(organisation: int) -> QuerySet[Mechanism]:
    return listed().filter(owner_org=organisation)


def routings_of(organisation: int) -> QuerySet[Routing]:
    """What its workers handed on, the newest first: number and dates, nobody's name."""
    return Routing.objects.filter(hub_org=organisation).select_related(
        "mechanism", "to_org", "taken_by"
    )


def open_routing(referral: UUID) -> Routing | None:
    return Routing.objects.filter(referral_id=referral, routed_at__isnull=True).first()


def receivers(mechanism: Mechanism, on: date) -> QuerySet[Service]:
    """To whom a hub may hand a referral on: entries of who takes part, and desks of its hubs."""
    members = current_members(mechanism, on).values("organisation")
    hubs = Mechanism.objects.filter(parent=mechanism, desk__isnull=False).values("desk")
    return (
        Service.objects.filter(Q(organisation__in=members) | Q(pk__in=hubs), listing=Listing.LISTED)
        .select_related("organisation")
        .order_by("organisation__name", "name")
    )


def requirement_labels() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Requirement.choices]
