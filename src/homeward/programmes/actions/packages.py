"""Versions of a package: a published table is never rewritten, the next version follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area, Country
from homeward.programmes import rules
from homeward.programmes.actions.keeping import tell, to_keep
from homeward.programmes.choices import (
    Counted,
    CountsFrom,
    Happened,
    LineKind,
    Period,
    PublishedWay,
    Reason,
    Who,
)
from homeward.programmes.models import Package, PackageLine, Programme, ResidentEntitlement


@dataclass(frozen=True, kw_only=True)
class Line:
    kind: LineKind
    who: Who
    way: PublishedWay
    amount: Decimal
    months_within: int | None = None
    note: str = ""


@transaction.atomic
def publish(
    programme: Programme,
    *,
    name: str,
    country: Country | None,
    valid_from: date,
    valid_until: date | None,
    currency: str,
    lines: Sequence[Line],
    counts_from: str = CountsFrom.ARRIVAL,
    by: User,
    at: datetime,
) -> Package:
    """A version with all its lines; of two that hold on a day, the one that began last counts."""
    programme = to_keep(programme, by)
    there = programme.packages.all()
    refuse_if(
        rules.reasons_not_to_publish_package(
            name_is_free=not there.filter(name=name).exists(),
            day_is_free=not there.filter(country=country, valid_from=valid_from).exists(),
            has_lines=bool(lines),
            valid_from=valid_from,
            valid_until=valid_until,
        )
    )
    package = Package.objects.create(
        programme=programme, name=name, country=country, valid_from=valid_from,
        valid_until=valid_until, currency=currency, counts_from=counts_from,
    )  # fmt: skip
    PackageLine.objects.bulk_create(PackageLine(package=package, **vars(line)) for line in lines)
    tell(programme, Happened.PACKAGE_ADDED, name, by=by, at=at)
    return package


@transaction.atomic
def end(package: Package, *, valid_until: date, by: User, at: datetime) -> None:
    programme = to_keep(package.programme, by)
    if not rules.in_order(package.valid_from, valid_until):
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    Package.objects.filter(pk=package.pk).update(valid_until=valid_until)
    tell(programme, Happened.PACKAGE_CHANGED, package.name, by=by, at=at)


@transaction.atomic
def enter_entitlement(
    *,
    country: Country,
    area: Area | None = None,
    name: str,
    kind: LineKind,
    whom: str,
    amount: Decimal | None,
    currency: str,
    period: Period,
    counted: Counted,
    legal_basis: str,
    source: str,
    url: str = "",
    valid_from: date,
    valid_until: date | None = None,
    by: User,
) -> ResidentEntitlement:
    """What residents of a country can claim, for everybody who compares."""
    require(by, "programmes.register")
    refuse_if(
        rules.reasons_not_to_cover(
            is_new=True,
            area_lies_there=area is None or area.country_id == country.pk,
            starts_on=valid_from,
            ends_on=valid_until,
        )
    )
    return ResidentEntitlement.objects.create(
        country=country, area=area, name=name, kind=kind, whom=whom, amount=amount,
        currency=currency, period=period, counted=counted, legal_basis=legal_basis, source=source,
        url=url, valid_from=valid_from, valid_until=valid_until,
        entered_by_org=by.organisation_of_rows,
    )  # fmt: skip


@transaction.atomic
def end_entitlement(entitlement: ResidentEntitlement, *, valid_until: date, by: User) -> None:
    """It stays readable for the days on which it held."""
    require(by, "programmes.register")
    if entitlement.entered_by_org_id != by.organisation_id:
        raise Refused(Reason.NOT_YOURS)
    if not rules.in_order(entitlement.valid_from, valid_until):
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    ResidentEntitlement.objects.filter(pk=entitlement.pk).update(valid_until=valid_until)
