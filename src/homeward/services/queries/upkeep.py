"""Who sees which entry, who keeps it, and what of it waits to be done."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.services.choices import Hub, Listing
from homeward.services.models import (
    FaultReport,
    Location,
    OfficeLink,
    SavedSearch,
    Service,
)
from homeward.services.queries.finding import FRESH_DAYS, OFFERED
from homeward.services.queries.wording import for_pages
from homeward.services.rules import Alike, may_be_the_same

# So many entries of one organisation or place are compared with a new one.
COMPARED = 500


def for_list(pks: Iterable[UUID]) -> QuerySet[Service]:
    return for_pages(Service.objects.filter(pk__in=list(pks)))


def seen_by(user: User) -> QuerySet[Service]:
    """Entries in the directory, and those not yet in it that the user's organisation keeps."""
    own = Q(organisation=user.organisation_id) | Q(written_by=user)
    if Role.PROGRAMME_MANAGER in user.roles:
        own |= Q(listing=Listing.PROPOSED)
    return Service.objects.filter(Q(listing=Listing.LISTED) | own)


def of_organisation(organisation: int) -> QuerySet[Service]:
    """Everything it keeps, drafts and ended ones too; what was confirmed longest ago first."""
    return for_pages(Service.objects.filter(organisation=organisation)).order_by(
        "last_confirmed_on", "name"
    )


def own_to_confirm(organisation: int, on: date | None = None) -> QuerySet[Service]:
    return to_confirm(on).filter(organisation=organisation)


def to_confirm(on: date | None = None) -> QuerySet[Service]:
    """Entries on offer that nobody confirmed within the days that a confirmation is good for."""
    since = (on or timezone.localdate()) - timedelta(days=FRESH_DAYS)
    old = Q(last_confirmed_on__isnull=True) | Q(last_confirmed_on__lt=since)
    return Service.objects.filter(old, listing=Listing.LISTED, status__in=OFFERED).order_by(
        "last_confirmed_on", "name"
    )


def has_users(organisation: Organisation | int) -> bool:
    """Whether somebody there can sign in; where nobody can, its entries are kept for it."""
    key = organisation.pk if isinstance(organisation, Organisation) else organisation
    return User.objects.filter(organisation=key, is_active=True).exists()


def keeps(user: User, service: Service) -> bool:
    """Whether the user may change it: of one's own organisation, or of one that has no users."""
    if user.organisation_id is None:
        return False
    if user.organisation_id == service.organisation_id:
        return True
    return Role.PROGRAMME_MANAGER in user.roles and not has_users(service.organisation_id)


def keeps_place(user: User, place: Location) -> bool:
    """A place of one's own; one that nobody owns, where all services are the organisation's."""
    if place.organisation_id is not None:
        return place.organisation_id == user.organisation_id
    there = {
        service.organisation_id for service in Service.objects.filter(at_locations__location=place)
    }
    return there == {user.organisation_id}


def proposals(user: User) -> QuerySet[Service]:
    """What waits for a decision that this user may take."""
    found = for_pages(Service.objects.filter(listing=Listing.PROPOSED)).select_related("written_by")
    if Role.PROGRAMME_MANAGER in user.roles:
        return found
    return found.filter(organisation=user.organisation_id)


def faults(service: Service) -> QuerySet[FaultReport]:
    return service.fault_reports.filter(answered_at__isnull=True).select_related("told_by")


def searches_of(user: User) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(user=user)


def locations_of(organisation: int) -> QuerySet[Location]:
    """The places that an organisation has, or offers something at."""
    return (
        Location.objects.filter(
            Q(organisation=organisation) | Q(at_locations__service__organisation=organisation)
        )
        .select_related("area", "country")
        .distinct()
    )


def areas_of(locations: Iterable[str]) -> list[int]:
    """The areas of places, named by their keys."""
    found = Location.objects.filter(pk__in=list(locations), area__isnull=False)
    return list(found.values_list("area_id", flat=True))


def hubs() -> QuerySet[Location]:
    """Places that lead on to services: of no confidential one anything is listed."""
    return (
        Location.objects.exclude(hub="")
        .filter(is_confidential=False, hub__in=Hub.values)
        .select_related("area", "country", "organisation")
        .prefetch_related("schedules", "phones")
        .order_by("country__name", "name")
    )


def services_at(location: Location) -> QuerySet[Service]:
    return for_pages(
        Service.objects.filter(
            at_locations__location=location, listing=Listing.LISTED, status__in=OFFERED
        )
    ).order_by("category", "name")


def alike(
    names: Iterable[str],
    *,
    organisation: int,
    areas: Iterable[int],
    but: UUID | None = None,
) -> list[Service]:
    """Entries that may be the one that is being written, the most recently confirmed first."""
    places = frozenset(areas)
    asked = Alike(organisation=organisation, areas=places, names=tuple(filter(None, names)))
    near = Q(organisation=organisation) | Q(areas__overlap=sorted(places))
    found = for_pages(Service.objects.filter(near))
    if but is not None:
        found = found.exclude(pk=but)
    shown = found.order_by("-last_confirmed_on", "pk")[:COMPARED]
    return [service for service in shown if may_be_the_same(asked, _alike(service))]


def _alike(service: Service) -> Alike:
    places = frozenset(
        link.location.area_id for link in service.at_locations.all() if link.location.area_id
    )
    return Alike(
        organisation=service.organisation_id,
        areas=places,
        names=(service.name, *(words.name for words in service.texts.all() if words.name)),
    )


def link_of(token_hash: str) -> OfficeLink | None:
    """An office's link that still holds; None where it ended or never was."""
    now = timezone.now()
    return (
        OfficeLink.objects.filter(token_hash=token_hash, ended_at__isnull=True, ends_at__gt=now)
        .select_related("organisation")
        .first()
    )


def asked_at(link: OfficeLink) -> QuerySet[Service]:
    """What the link asks about, what was confirmed longest ago first."""
    return for_pages(link.services.filter(listing=Listing.LISTED)).order_by(
        "last_confirmed_on", "name", "pk"
    )
