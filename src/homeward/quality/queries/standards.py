"""Standards, their versions and who adopted them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from homeward.access.models import User
from homeward.quality.choices import VersionStatus
from homeward.quality.models import Adoption, Standard, StandardItem, StandardVersion


def listed() -> QuerySet[Standard]:
    return Standard.objects.select_related("owner_org").prefetch_related(
        Prefetch("versions", StandardVersion.objects.annotate(points=Count("items")))
    )


def versions_of(standard: Standard) -> QuerySet[StandardVersion]:
    return standard.versions.select_related("written_by", "published_by").annotate(
        points=Count("items")
    )


def versions() -> QuerySet[StandardVersion]:
    return StandardVersion.objects.select_related(
        "standard__owner_org", "written_by", "published_by"
    )


def items(version: StandardVersion) -> list[StandardItem]:
    return list(version.items.all())


def draft_of(standard: Standard) -> StandardVersion | None:
    return standard.versions.filter(status=VersionStatus.DRAFT).first()


def newest(standard: Standard) -> StandardVersion | None:
    return standard.versions.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()


def adoptions(on: date, *, organisation: int | None = None) -> QuerySet[Adoption]:
    """Which versions hold on a day."""
    found = Adoption.objects.filter(from_on__lte=on).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    if organisation is not None:
        found = found.filter(organisation=organisation)
    return found.select_related("version__standard", "organisation", "adopted_by")


def adopted_by(user: User, on: date) -> list[StandardVersion]:
    """What the reader's organisation holds services to on a day."""
    return [one.version for one in adoptions(on, organisation=user.organisation_id)]


def adopters(versions: Iterable[StandardVersion], on: date) -> dict[object, list[Adoption]]:
    found: dict[object, list[Adoption]] = {}
    for one in adoptions(on).filter(version__in=list(versions)):
        found.setdefault(one.version_id, []).append(one)
    return found
