"""Reads of markets, pathways, employers and events."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.agreements.choices import Kind
from homeward.agreements.models import Agreement
from homeward.circles.models import Circle
from homeward.countries.choices import Demand
from homeward.countries.models import LabourFact
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer
from homeward.pathways import rules
from homeward.pathways.choices import Side
from homeward.pathways.models import (
    Crossing,
    InvestmentLead,
    NetworkEvent,
    Outreach,
    Pathway,
    PathwayTraining,
    Requirement,
    SaturationRule,
    SectorInterest,
)
from homeward.places.models import Area, Country
from homeward.services.choices import Category, Listing
from homeward.services.models import Service


def rule_in_force(country: str, on: date) -> SaturationRule | None:
    found = SaturationRule.objects.filter(country=country, valid_from__lte=on)
    return found.order_by("-valid_from").first()


def saturation_rules() -> QuerySet[SaturationRule]:
    return SaturationRule.objects.select_related("country", "stated_by")


def latest_facts() -> list[LabourFact]:
    """The newest of each market that counts vacancies and those who seek."""
    found = LabourFact.objects.filter(
        vacancies__isnull=False, seekers__isnull=False
    ).select_related("country", "area")
    newest = {
        (fact.country_id, fact.area_id, fact.occupation, fact.sector): fact
        for fact in found.order_by("observed_on", "written_at", "pk")
    }
    return list(newest.values())


def as_fact(fact: LabourFact) -> rules.MarketFact:
    return rules.MarketFact(
        vacancies=fact.vacancies, seekers=fact.seekers, observed_on=fact.observed_on
    )


def crossings(*, country: str = "", is_open: bool = True) -> QuerySet[Crossing]:
    found = Crossing.objects.filter(ended_on__isnull=is_open).select_related(
        "country", "area", "rule"
    )
    return found.filter(country=country) if country else found


def warnings_of(
    *, uri: str = "", occupation: str = "", sector: str = "", country: str = ""
) -> list[Crossing]:
    """Full markets of an occupation or a sector, wherever they are, or in one country."""
    named = Q(pk__in=[])
    if uri:
        named |= Q(occupation_uri=uri)
    if occupation:
        named |= Q(occupation__iexact=occupation)
    if sector:
        named |= Q(sector__iexact=sector, occupation="")
    return list(crossings(country=country).filter(named)[:5])


def interests(*, side: str = "") -> QuerySet[SectorInterest]:
    found = SectorInterest.objects.select_related("country", "owner_org")
    return found.filter(side=side) if side else found


def mutual(on: date) -> list[rules.Mutual]:
    """Stated interests in force, and labour markets of which a source says many vacancies."""
    stated = interests().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
    sought = [
        rules.Sought(
            country=one.country_id, sector=one.sector, occupation=one.occupation,
            source=one.source, source_url=one.source_url, on=one.stated_on,
            is_host=one.side == Side.HOST,
        )
        for one in stated
    ]  # fmt: skip
    wanted = LabourFact.objects.filter(demand=Demand.MANY)
    sought += [
        rules.Sought(
            country=fact.country_id, sector=fact.sector, occupation=fact.occupation,
            source=fact.source, source_url=fact.source_url, on=fact.observed_on, is_host=True,
        )
        for fact in wanted
    ]  # fmt: skip
    return rules.mutual(sought)


def pathways(*, origin: str = "", host: str = "", q: str = "") -> QuerySet[Pathway]:
    found = Pathway.objects.select_related("origin", "host", "owner_org", "agreement")
    if origin:
        found = found.filter(origin=origin)
    if host:
        found = found.filter(host=host)
    if q:
        found = found.filter(
            Q(title__icontains=q) | Q(sector__icontains=q) | Q(occupation__icontains=q)
        )
    return found


def countries_of_pathways(part: str) -> list[Country]:
    used = Pathway.objects.order_by().values(part).distinct()
    return list(Country.objects.filter(pk__in=used).order_by("name"))


def requirements(pathway: Pathway, on: date) -> QuerySet[Requirement]:
    """What is asked today, and what was stated for later."""
    standing = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    return pathway.requirements.filter(standing).order_by("position", "valid_from", "pk")


def earlier_requirements(pathway: Pathway, on: date) -> QuerySet[Requirement]:
    return pathway.requirements.filter(valid_until__lt=on).order_by("-valid_until", "position")


def trainings(pathway: Pathway) -> QuerySet[PathwayTraining]:
    return pathway.trainings.select_related(
        "offer__organisation", "service__organisation", "requirement"
    )


def pathways_of(*, offer: Offer | None = None, service: Service | None = None) -> list[Pathway]:
    tied = PathwayTraining.objects.filter(offer=offer) if offer else (
        PathwayTraining.objects.filter(service=service)
    )  # fmt: skip
    return list(pathways().filter(pk__in=tied.values("pathway")))


def labour_agreements() -> QuerySet[Agreement]:
    """Those that the reader sees."""
    return Agreement.objects.filter(kind=Kind.LABOUR).order_by("number")


def training_offers() -> QuerySet[Offer]:
    return Offer.objects.filter(kind=OfferKind.TRAINING, status=OfferStatus.OPEN).order_by("title")


def training_services() -> QuerySet[Service]:
    return Service.objects.filter(category=Category.TRAINING, listing=Listing.LISTED).order_by(
        "name"
    )


def areas(user: User) -> QuerySet[Area]:
    country = user.organisation.country_id if user.organisation else ""
    return Area.objects.filter(country=country).order_by("level", "name")


def actors() -> QuerySet[Actor]:
    return Actor.objects.filter(merged_into__isnull=True).order_by("name")


def outreach(*, state: str = "", q: str = "") -> QuerySet[Outreach]:
    found = Outreach.objects.select_related("employer", "area", "written_by")
    if state == "open":
        found = found.filter(next_on__isnull=False, done_on__isnull=True).order_by("next_on")
    return found.filter(employer__name__icontains=q) if q else found


def leads(*, state: str = "") -> QuerySet[InvestmentLead]:
    found = InvestmentLead.objects.select_related("business", "country", "area")
    return found.filter(state=state) if state else found


def events(*, when: str = "", on: date) -> QuerySet[NetworkEvent]:
    found = NetworkEvent.objects.select_related("country", "owner_org")
    if when == "past":
        return found.filter(ends_on__lt=on)
    return found if when == "all" else found.filter(ends_on__gte=on).order_by("starts_on")


def public_events(on: date) -> QuerySet[NetworkEvent]:
    return NetworkEvent.objects.filter(is_public=True, ends_on__gte=on).select_related(
        "country", "owner_org"
    ).order_by("starts_on")  # fmt: skip


def own_circles(user: User, without: Iterable[Circle] = ()) -> QuerySet[Circle]:
    used = [circle.pk for circle in without]
    return Circle.objects.filter(organisation=user.organisation_id, is_open=True).exclude(
        pk__in=used
    )
