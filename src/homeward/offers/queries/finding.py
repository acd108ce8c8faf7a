"""Offers as their pages look for them, who keeps them, and what of them has grown old."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from homeward.access.models import User
from homeward.core.search import Lexemes
from homeward.core.words import tsquery
from homeward.offers.choices import Intensity, OfferStatus
from homeward.offers.filters import UP_TO, WITHOUT_A_CAR, Asked
from homeward.offers.models import Offer
from homeward.offers.permissions import KEEPERS
from homeward.places.models import Area, Country, Town
from homeward.places.queries import areas_like, towns_like
from homeward.places.rules import place_key
from homeward.services.choices import Listing
from homeward.services.models import Service
from homeward.services.queries import FRESH_DAYS


def find(asked: Asked, *, on: date) -> QuerySet[Offer]:
    """What fits all that is asked; what was confirmed last first. What nobody said fits nothing."""
    status = asked.status or OfferStatus.OPEN
    found = for_pages(Offer.objects.filter(status=status))
    found = _about(found, asked)
    if status == OfferStatus.OPEN:
        found = found.filter(Q(apply_by__isnull=True) | Q(apply_by__gte=on))
    return found.order_by(F("last_confirmed_on").desc(nulls_last=True), "title", "pk")


def _about(found: QuerySet[Offer], asked: Asked) -> QuerySet[Offer]:
    """Each question of the address narrows; an empty one does not."""
    lightest = UP_TO.get(Intensity(asked.intensity), ()) if asked.intensity else ()
    area = Q(area=asked.area) | Q(area__parent=asked.area) | Q(area__parent__parent=asked.area)
    narrowings = [
        (asked.kind, Q(kind=asked.kind)),
        (asked.need, Q(needs__contains=[asked.need])),
        (asked.area, area),
        (asked.language, Q(languages__contains=[asked.language])),
        (asked.child_care, Q(child_care=True)),
        (asked.hours, Q(weekly_hours__lte=asked.hours)),
        (asked.transport, Q(transport__in=WITHOUT_A_CAR)),
        (asked.free, Q(places_free__gt=0)),
        (asked.intensity, Q(intensity__in=lightest)),
        (asked.begins_by, Q(starts_on__lte=asked.day)),
    ]
    for value, narrowing in narrowings:
        if value:
            found = found.filter(narrowing)
    if query := tsquery(asked.q):
        found = found.filter(search=Lexemes(query))
    return found


def for_pages(found: QuerySet[Offer]) -> QuerySet[Offer]:
    return found.select_related(
        "organisation", "area", "town", "occupation", "programme", "service", "contract"
    ).defer("search", "occupation__search", "service__search", "town__search")


def of_organisation(organisation: int) -> QuerySet[Offer]:
    """All that it keeps, drafts and closed ones too; what was confirmed longest ago first."""
    return for_pages(Offer.objects.filter(organisation=organisation)).order_by(
        F("last_confirmed_on").asc(nulls_first=True), "title", "pk"
    )


def of_service(service: Service) -> QuerySet[Offer]:
    """What is on offer of an entry of the directory."""
    return for_pages(Offer.objects.filter(service=service, status=OfferStatus.OPEN))


def published_of(service: Service, *, on: date) -> QuerySet[Offer]:
    """What everybody may read: open offers of an entry that stands on the public pages."""
    in_time = Q(apply_by__isnull=True) | Q(apply_by__gte=on)
    return of_service(service).filter(in_time, service__is_published=True)


def stale_since(on: date) -> date:
    """Offers grow old as the directory's entries do."""
    return on - timedelta(days=FRESH_DAYS)


def to_confirm(organisation: int, *, on: date) -> QuerySet[Offer]:
    old = Q(last_confirmed_on__isnull=True) | Q(last_confirmed_on__lt=stale_since(on))
    return of_organisation(organisation).filter(old, status=OfferStatus.OPEN)


def is_kept(organisation: int) -> bool:
    """Whether somebody there writes its offers; the policies ask the same (policies.sql)."""
    roles = [role.value for role in KEEPERS]
    return User.objects.filter(
        organisation=organisation, is_active=True, roles__overlap=roles
    ).exists()


def keeps(user: User, organisation: int) -> bool:
    """Whether the user may write what this organisation offers."""
    if user.organisation_id is None:
        return False
    return user.organisation_id == organisation or not is_kept(organisation)


def areas_with_offers() -> list[Area]:
    held = Offer.objects.filter(status=OfferStatus.OPEN, area__isnull=False).values("area")
    return list(Area.objects.filter(pk__in=held).select_related("country"))


def languages_of_offers() -> list[str]:
    rows = Offer.objects.filter(status=OfferStatus.OPEN).values_list("languages", flat=True)
    return sorted({code for codes in rows.distinct() for code in codes})


def area_called(text: str, country: Country | str | None) -> Area | None:
    """The area of that name or P-code; None where there is none, or two might be meant."""
    if not text.strip():
        return None
    exact = [
        area
        for area in areas_like(text.strip(), country)[:50]
        if area.key == place_key(text) or area.pcode.casefold() == text.strip().casefold()
    ]
    widest = [area for area in exact if area.level == exact[0].level] if exact else []
    return widest[0] if len(widest) == 1 else None


def town_called(text: str, country: Country | str | None) -> Town | None:
    """The largest town that is called so."""
    if not text.strip():
        return None
    return towns_like(text.strip(), country).first()


def services_to_offer(organisation: int) -> QuerySet[Service]:
    """Entries of the directory of which an offer can be made."""
    return Service.objects.filter(organisation=organisation, listing=Listing.LISTED).order_by(
        "name"
    )
