"""The terms of job matching that hold on a day, and the least wage that a law allows."""

from datetime import date

from django.db.models import Q, QuerySet

from homeward.employment.choices import RuleKind
from homeward.employment.models import MatchingRule, WageFloor
from homeward.offers.models import Offer


def terms(kind: RuleKind, *, on: date, programme_id: int | None = None) -> list[MatchingRule]:
    """The programme's own where it states any; else those that hold for all."""
    found = list(
        MatchingRule.objects.filter(_on_day(on), kind=kind)
        .filter(Q(programme=None) | Q(programme=programme_id))
        .order_by("value")
    )
    own = [rule for rule in found if rule.programme_id is not None]
    return own or found


def term_or_none(kind: RuleKind, *, on: date, programme_id: int | None = None) -> int | None:
    found = terms(kind, on=on, programme_id=programme_id)
    return found[0].value if found else None


def term(kind: RuleKind, *, on: date, programme_id: int | None = None) -> int:
    """One that is always stated: a migration states it for all."""
    return terms(kind, on=on, programme_id=programme_id)[0].value


def _on_day(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def wage_floor(offer: Offer, *, on: date) -> WageFloor | None:
    """The least wage where the work is: of its area where one is stated, else of the country."""
    country = offer.area.country_id if offer.area else offer.organisation.country_id
    found: QuerySet[WageFloor] = WageFloor.objects.filter(_on_day(on), country=country)
    own = found.filter(area=offer.area_id).first() if offer.area_id else None
    return own or found.filter(area=None).first()
