"""Checks: lists, one check, frames to draw from, and the last result of a service or provider."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from homeward.access.models import Organisation, User
from homeward.core import sampling
from homeward.quality.choices import TOLD, DrawnFrom, Kind, Status
from homeward.quality.models import Check, CheckedReferral, Improvement, StandardVersion
from homeward.quality.permissions import HOLDERS
from homeward.quality.queries import standards
from homeward.quality.rules.checks import PlanningFacts
from homeward.referrals.choices import Status as Referred
from homeward.referrals.models import Referral
from homeward.services.choices import Listing
from homeward.services.choices import Status as Offered
from homeward.services.models import Service

BEGUN = (Referred.STARTED, Referred.COMPLETED, Referred.NOT_COMPLETED, Referred.CONFIRMED)


def listed(filters: Mapping[str, str]) -> QuerySet[Check]:
    found = Check.objects.select_related(
        "owner_org", "provider_org", "service", "version__standard", "assignee"
    )
    if (status := filters.get("status", "")) in Status.values:
        found = found.filter(status=status)
    if (kind := filters.get("kind", "")) in Kind.values:
        found = found.filter(kind=kind)
    return found


def one(pk: UUID) -> QuerySet[Check]:
    return Check.objects.filter(pk=pk).select_related(
        "owner_org", "provider_org", "service", "version__standard", "assignee", "draw",
        "planned_by", "held_by", "replied_by", "ended_by",
    )  # fmt: skip


def improvements(check: Check) -> list[Improvement]:
    return list(check.improvements.select_related("agreed_by", "seen_by", "follows"))


def open_improvements(check: Check) -> QuerySet[Improvement]:
    return check.improvements.filter(seen="")


def referrals(check: Check) -> list[CheckedReferral]:
    """What a spot check was drawn from, as far as the reader sees it."""
    return list(check.referrals.select_related("referral", "case"))


def last_of_service(service: Service) -> Check | None:
    return _last(Check.objects.filter(service=service))


def last_of_provider(organisation: Organisation | int) -> Check | None:
    return _last(Check.objects.filter(provider_org=organisation))


def of_provider(organisation: Organisation) -> QuerySet[Check]:
    return listed({}).filter(provider_org=organisation, status__in=TOLD).order_by("-held_on")


def _last(found: QuerySet[Check]) -> Check | None:
    told = found.filter(status__in=TOLD).select_related("owner_org", "version__standard")
    return told.order_by("-held_on", "-reported_at").first()


def colleagues(user: User) -> QuerySet[User]:
    """Who of the reader's organisation may be given a check."""
    return User.objects.filter(
        organisation=user.organisation_id,
        is_active=True,
        roles__overlap=[role.value for role in HOLDERS],
    ).order_by("name")


def can_reply(organisation_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select quality_can_reply(%s)", [organisation_id])
        return bool(cursor.fetchone()[0])


def services(user: User, version: StandardVersion | None = None) -> QuerySet[Service]:
    """What may be checked: open entries of other organisations, of the standard's kind."""
    found = (
        Service.objects.filter(listing=Listing.LISTED, status=Offered.ACTIVE)
        .exclude(organisation=user.organisation_id)
        .select_related("organisation")
    )
    if version and version.standard.category:
        found = found.filter(category=version.standard.category)
    return found.order_by("name", "pk")


@dataclass(frozen=True)
class Frame:
    """What is drawn from: units, and for each unit's id what it is of."""

    units: Sequence[sampling.Unit]
    services: Mapping[str, Service]
    referrals: Mapping[str, Referral]


def frame(
    drawn_from: DrawnFrom,
    version: StandardVersion,
    *,
    by: User,
    from_on: date | None,
    until_on: date | None,
    by_provider: bool,
) -> Frame:
    """Nothing of a sealed file is drawn: its check would tell colleagues that it is there."""
    if drawn_from == DrawnFrom.SERVICES:
        found = {str(one.pk): one for one in services(by, version)}
        held: dict[str, Referral] = {}
    else:
        held = {str(one.pk): one for one in _begun(version, by, from_on, until_on)}
        found = {key: one.service for key, one in held.items() if one.service}
    units = [
        sampling.Unit(id=key, stratum=str(one.organisation_id) if by_provider else "")
        for key, one in found.items()
    ]
    return Frame(units, found, held)


def _begun(
    version: StandardVersion, by: User, from_on: date | None, until_on: date | None
) -> QuerySet[Referral]:
    found = (
        Referral.objects.filter(
            owner_org=by.organisation_id, status__in=BEGUN, service__isnull=False, sealed=False
        )
        .exclude(service__organisation=by.organisation_id)
        .select_related("service__organisation", "case")
    )
    if version.standard.category:
        found = found.filter(service__category=version.standard.category)
    if from_on:
        found = found.filter(started_on__gte=from_on)
    if until_on:
        found = found.filter(started_on__lte=until_on)
    return found


def planning_facts(
    service: Service, version: StandardVersion, *, kind: Kind, chosen_because: str,
    is_drawn: bool, assignee: User, due_on: date, by: User, today: date,
) -> PlanningFacts:  # fmt: skip
    category = version.standard.category
    return PlanningFacts(
        kind=kind,
        is_adopted=standards.adoptions(today, organisation=by.organisation_id)
        .filter(version=version)
        .exists(),
        fits_service=not category or service.category == category,
        is_own_service=service.organisation_id == by.organisation_id,
        has_call_point=version.items.filter(by_call=True).exists(),
        is_drawn=is_drawn,
        chosen_because=chosen_because,
        is_colleague=colleagues(by).filter(pk=assignee.pk).exists(),
        is_of_provider=assignee.organisation_id == service.organisation_id,
        due_on=due_on,
        today=today,
    )
