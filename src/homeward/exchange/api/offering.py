"""Endpoints on offers."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from homeward.access.choices import Purpose
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, endpoint
from homeward.exchange.api.paging import Paged, page_of
from homeward.exchange.choices import Scope
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer

router = Router()
READ = ("services.read", Purpose.CASEWORK)


@router.get("/offers", response=schemas.OfferList, summary="Offers, in the order of their change")
@endpoint(READ, scope=Scope.OFFERS_READ)
def offer_list(
    request: Call,
    asked: Paged,
    kind: OfferKind | None = None,
    status: OfferStatus | None = None,
    own: bool = False,
) -> schemas.OfferList:
    """Open ones of everybody, and all of your organisation's."""
    found = _seen(request.auth.user.organisation_id)
    for field, value in {"kind": kind, "status": status}.items():
        if value:
            found = found.filter(**{field: value.value})
    if own:
        found = found.filter(organisation=request.auth.user.organisation_id)
    page = page_of(found, asked)
    items = [schemas.OfferItem(**told(offer)) for offer in page.rows]
    return schemas.OfferList(items=items, **page.told)


def _seen(org_id: int | None) -> QuerySet[Offer]:
    found = Offer.objects.select_related("organisation")
    return found.filter(~Q(status=OfferStatus.DRAFT) | Q(organisation=org_id))


def told(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.pk,
        "kind": offer.kind,
        "status": offer.status,
        "title": offer.title,
        "organisation": str(offer.organisation),
        "places_total": offer.places_total,
        "places_free": offer.places_free,
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "apply_by": offer.apply_by,
        "changed_at": offer.changed_at,
    }


@router.get("/offers/{uuid:pk}", response=schemas.OfferItem, summary="One offer")
@endpoint(READ, scope=Scope.OFFERS_READ, tagged=True)
def offer_detail(request: Call, pk: UUID) -> schemas.OfferItem:
    offer = get_object_or_404(_seen(request.auth.user.organisation_id), pk=pk)
    return schemas.OfferItem(**told(offer))
