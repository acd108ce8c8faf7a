from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from homeward.programmes import rules
from homeward.programmes.choices import PublishedWay
from homeward.programmes.models import Package, Presence, Programme


def package_on(programme: Programme, on: date) -> Package | None:
    """The version valid on a day; where two overlap, the one that began last."""
    return (
        programme.packages.filter(valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
        .order_by("-valid_from")
        .first()
    )


def ceiling(
    package: Package, *, adults: int, members: int, way: str = PublishedWay.ANY
) -> dict[str, Decimal]:
    """The package's most by kind of support for a case; see rules.ceiling."""
    return rules.ceiling(package.lines.all(), adults=adults, members=members, way=way)


def run_here() -> QuerySet[Programme]:
    """Led by an organisation that works on Homeward; the others are known from a file."""
    return Programme.objects.filter(lead_org__isnull=False).order_by("name")


def presence_keys(source: str) -> set[str]:
    """The rows that are known from a sheet."""
    return set(Presence.objects.filter(source=source).values_list("source_key", flat=True))
