"""Vacancies are offers of an employer; a subsidy may go with an internship or training at work."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.employment.actions import locking
from homeward.employment.choices import LEARNING_KINDS, WORK_KINDS, Reason
from homeward.employment.models import Subsidy
from homeward.funds.models import Budget
from homeward.occupations.models import Occupation
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.places.models import Area
from homeward.services.choices import Category, Dimension


@dataclass(frozen=True, kw_only=True)
class Vacant:
    """A vacancy as a form gives it; None and empty are unknown."""

    kind: str
    title: str
    description: str = ""
    occupation: Occupation | None = None
    years_asked: Decimal | None = None
    languages: tuple[str, ...] = ()
    area: Area | None = None
    transport: str = ""
    starts_on: date | None = None
    apply_by: date | None = None
    weekly_hours: Decimal | None = None
    hours: str = ""
    intensity: str = ""
    child_care: bool | None = None
    wage: Decimal | None = None
    currency: str = ""
    wage_period: str = ""
    places_total: int | None = None


@transaction.atomic
def open_vacancy(
    employer_org: Organisation, given: Vacant, *, by: User | None, at: datetime
) -> Offer:
    """Entered by an adviser, or by the employer through its link (`by` is None)."""
    if by:
        require(by, "employment.keep")
    if given.kind not in WORK_KINDS:
        raise Refused(Reason.NOT_WORK)
    return Offer.objects.create(
        organisation=employer_org,
        status=OfferStatus.OPEN,
        needs=[Category.TRAINING],
        dimension=Dimension.ECONOMIC,
        places_free=given.places_total,
        **_told(employer_org, by, at),
        **_given(given),
        written_by=by,
        written_at=at,
        changed_at=at,
    )


@transaction.atomic
def change_vacancy(offer: Offer, given: Vacant, *, by: User | None, at: datetime) -> Offer:
    if by:
        require(by, "employment.keep")
    offer = _of_work(offer)
    taken = (offer.places_total or 0) - (offer.places_free or 0)
    for name, value in {**_given(given), **_told(offer.organisation, by, at)}.items():
        setattr(offer, name, value)
    total = given.places_total
    offer.places_free = None if total is None else max(total - taken, 0)
    offer.status = OfferStatus.FILLED if offer.places_free == 0 else OfferStatus.OPEN
    offer.changed_at = at
    offer.save()
    return offer


def _given(given: Vacant) -> dict[str, Any]:
    said = {field.name: getattr(given, field.name) for field in fields(given)}
    return {**said, "languages": list(given.languages)}


def _told(employer_org: Organisation, by: User | None, at: datetime) -> dict[str, Any]:
    return {
        "places_told_on": at.date(),
        "last_confirmed_on": at.date(),
        "last_confirmed_by": str(by or employer_org),
    }


@transaction.atomic
def close_vacancy(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    """No further candidate is proposed; whoever is on the shortlist is answered still."""
    if by:
        require(by, "employment.keep")
    offer = _of_work(offer)
    if offer.status == OfferStatus.CLOSED:
        raise Refused(Reason.VACANCY_NOT_OPEN)
    offer.status, offer.changed_at = OfferStatus.CLOSED, at
    offer.save(update_fields=["status", "changed_at"])
    return offer


def _of_work(offer: Offer) -> Offer:
    found = locking.locked_offer(offer)
    if found.kind not in WORK_KINDS:
        raise Refused(Reason.NOT_WORK)
    return found


@dataclass(frozen=True, kw_only=True)
class Subsidised:
    """What is paid towards the wage, as its form gives it."""

    kind: str
    currency: str
    months: int
    source: str
    share: Decimal | None = None
    amount: Decimal | None = None
    ceiling: Decimal | None = None
    budget: Budget | None = None
    conditions: str = ""


@transaction.atomic
def subsidise(offer: Offer, given: Subsidised, *, by: User, at: datetime) -> Subsidy:
    """States the subsidy of an internship or training at work, or states it anew."""
    require(by, "employment.keep")
    offer = _of_work(offer)
    if offer.kind not in LEARNING_KINDS:
        raise Refused(Reason.NO_SUBSIDY_FOR_IT)
    said = {field.name: getattr(given, field.name) for field in fields(given)}
    made, _is_new = Subsidy.objects.update_or_create(
        offer=offer, defaults={**said, "written_by": by, "written_at": at}
    )
    return made
