"""Which version of a package holds, and what residents can claim beside it."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet

from homeward.programmes import rules
from homeward.programmes.choices import PublishedWay
from homeward.programmes.models import Package, Programme, ResidentEntitlement


def package_on(programme: Programme, on: date, *, country: str = "") -> Package | None:
    """The version valid on a day, a country's own before the one for all countries.

    Where two overlap, the one that began last. Without a country only those for all countries
    count; where a programme has none of these, the country's own is not guessed.
    """
    return (
        programme.packages.filter(valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        .filter(Q(country__isnull=True) | Q(country=country))
        .order_by(F("country").asc(nulls_last=True), "-valid_from")
        .first()
    )


def ceiling(
    package: Package, *, adults: int, members: int, way: str = PublishedWay.ANY
) -> dict[str, Decimal]:
    """The package's most by kind of support for a case; see rules.ceiling."""
    return rules.ceiling(package.lines.all(), adults=adults, members=members, way=way)


def packages_of(programme: Programme) -> list[Package]:
    """Country by country, the newest version first."""
    return list(
        programme.packages.select_related("country")
        .prefetch_related("lines")
        .order_by(F("country__name").asc(nulls_first=True), "-valid_from")
    )


def entitlements(*, country: str = "", on: date | None = None) -> QuerySet[ResidentEntitlement]:
    found = ResidentEntitlement.objects.select_related("country", "area", "entered_by_org")
    if country:
        found = found.filter(country=country)
    if on is not None:
        ends = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        found = found.filter(ends, valid_from__lte=on)
    return found
