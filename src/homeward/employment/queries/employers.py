"""Reads of employers and vacancies."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from homeward.access.models import Organisation
from homeward.employment.choices import WORK_KINDS
from homeward.employment.models import (
    Candidacy,
    Employer,
    EmployerLink,
    Outreach,
    Speaking,
    Subsidy,
)
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list of vacancies or employers is narrowed to; kept in the address."""

    q: str = ""
    kind: str = ""
    area: int | None = None
    subsidised: bool = False
    closed: bool = False
    which: str = ""


def vacancies(asked: Asked | None = None) -> QuerySet[Offer]:
    """Work at employers; what is open first, then what is to be answered soonest."""
    asked = asked or Asked()
    found = Offer.objects.filter(kind__in=WORK_KINDS).select_related(
        "organisation", "area", "occupation", "subsidy"
    )
    if not asked.closed:
        found = found.filter(status=OfferStatus.OPEN)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.area:
        found = found.filter(area=asked.area)
    if asked.subsidised:
        found = found.filter(subsidy__isnull=False)
    if asked.q:
        found = found.filter(
            Q(title__icontains=asked.q)
            | Q(organisation__name__icontains=asked.q)
            | Q(occupation__title__icontains=asked.q)
        )
    return found.order_by(F("apply_by").asc(nulls_last=True), "title", "pk")


def vacancy(pk: UUID) -> QuerySet[Offer]:
    return Offer.objects.filter(pk=pk, kind__in=WORK_KINDS).select_related(
        "organisation__country", "area__country", "occupation", "subsidy__budget"
    )


def of_employer(employer: Employer) -> QuerySet[Offer]:
    return (
        Offer.objects.filter(organisation=employer.organisation_id, kind__in=WORK_KINDS)
        .select_related("area", "occupation")
        .order_by("status", "title")
    )


def under_way(offers: Iterable[Offer]) -> dict[UUID, int]:
    """How many candidacies are under way at each vacancy, of those that the actor sees."""
    rows = (
        Candidacy.objects.filter(offer__in=[offer.pk for offer in offers])
        .exclude(status__in=["refused", "withdrawn"])
        .values_list("offer_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return dict(rows)


def subsidy_of(offer: Offer) -> Subsidy | None:
    return Subsidy.objects.select_related("budget", "written_by").filter(offer=offer).first()


def employers(asked: Asked | None = None) -> QuerySet[Employer]:
    asked = asked or Asked()
    found = Employer.objects.select_related(
        "organisation__country", "headquarters"
    ).prefetch_related("areas")
    if asked.which == "host":
        found = found.exclude(headquarters=None).exclude(headquarters=F("organisation__country"))
    if asked.which == "intermediary":
        found = found.exclude(intermediary="")
    if asked.area:
        found = found.filter(areas=asked.area)
    if asked.q:
        found = found.filter(organisation__name__icontains=asked.q)
    return found


def employer_of(organisation_id: int) -> Employer | None:
    return (
        Employer.objects.select_related("organisation", "headquarters")
        .filter(organisation=organisation_id)
        .first()
    )


def members(employer: Employer) -> list[Speaking]:
    return list(employer.members.select_related("employer__organisation", "recorded_by"))


def spoken_for_by(employer: Employer) -> list[Speaking]:
    return list(employer.spoken_for_by.select_related("intermediary__organisation"))


def contacts_with(employer: Employer) -> list[Outreach]:
    return list(Outreach.objects.filter(employer=employer).select_related("by"))


def link_in_force(employer: Employer) -> EmployerLink | None:
    """Ours: the one that opens the employer's page now."""
    return (
        EmployerLink.objects.select_related("made_by")
        .filter(employer=employer, revoked_at__isnull=True, expires_at__gt=timezone.now())
        .first()
    )


def organisations_to_add() -> QuerySet[Organisation]:
    return Organisation.objects.filter(employer__isnull=True).order_by("name")
