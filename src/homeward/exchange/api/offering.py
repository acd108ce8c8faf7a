"""Endpoints on offers: everybody reads the open ones, their keepers write their own."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from homeward.access.choices import Purpose
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, Subject, changing, endpoint
from homeward.exchange.api.paging import Paged, page_of
from homeward.exchange.choices import Scope
from homeward.occupations.models import Occupation
from homeward.offers import actions, queries
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer
from homeward.offers.records import LISTS, SKILLS, OfferRecord
from homeward.places.models import Area
from homeward.services.models import Service

router = Router()
READ = ("offers.read", Purpose.CASEWORK)
WRITE = ("offers.write", Purpose.CASEWORK)
# Told and taken under the same name, as they stand.
PLAIN = sorted(set(schemas.OfferWords.model_fields) - {"occupation", "area"})


@router.get("/offers", response=schemas.OfferList, summary="Offers, in the order of their change")
@endpoint(READ, scope=Scope.OFFERS_READ)
def offer_list(
    request: Call,
    asked: Paged,
    kind: OfferKind | None = None,
    status: OfferStatus | None = None,
    own: bool = False,
) -> schemas.OfferList:
    """Everybody's but their drafts, and your organisation's own."""
    found = _offers()
    if kind:
        found = found.filter(kind=kind.value)
    if status:
        found = found.filter(status=status.value)
    if own:
        found = found.filter(organisation=request.auth.user.organisation_id)
    page = page_of(found, asked)
    return schemas.OfferList(items=[_told(offer) for offer in page.rows], **page.told)


def _offers() -> QuerySet[Offer]:
    return queries.for_pages(Offer.objects.all())


def _told(offer: Offer) -> schemas.OfferItem:
    said: dict[str, Any] = {name: getattr(offer, name) for name in PLAIN}
    return schemas.OfferItem(
        **said,
        id=offer.pk,
        status=OfferStatus(offer.status),
        organisation=str(offer.organisation),
        service=offer.service_id,
        occupation=offer.occupation.uri if offer.occupation else "",
        area=offer.area.pcode if offer.area else "",
        last_confirmed_on=offer.last_confirmed_on,
        changed_at=offer.changed_at,
    )


def one(pk: UUID) -> Offer:
    found: Offer = get_object_or_404(_offers(), pk=pk)
    return found


OFFER = Subject(one=one, told=lambda pk: _told(one(pk)))


@router.get("/offers/{uuid:pk}", response=schemas.OfferItem, summary="One offer")
@endpoint(READ, scope=Scope.OFFERS_READ, tagged=True)
def offer_detail(request: Call, pk: UUID) -> schemas.OfferItem:
    return _told(one(pk))


@router.post("/offers", response={201: schemas.OfferItem}, summary="Write an offer")
@changing(WRITE, scope=Scope.OFFERS_WRITE, subject=OFFER)
def add(request: Call, said: schemas.OfferIn) -> UUID:
    """Of your organisation. A draft until it is opened, or open at once."""
    user = request.auth.user
    service = None
    if said.service:
        service = get_object_or_404(Service, pk=said.service, organisation=user.organisation_id)
    values = said.model_dump(exclude={"service", "is_open"}, mode="python")
    made = actions.add(
        OfferRecord(**_known(values)),
        user.organisation_of_rows,
        service=service,
        status=OfferStatus.OPEN if said.is_open else OfferStatus.DRAFT,
        by=user,
        at=timezone.now(),
    )
    return made.pk


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The rows that are named: an occupation by its ESCO address, an area by its P-code."""
    known = {name: tuple(value) if name in LISTS else value for name, value in values.items()}
    for name, found, key in (("occupation", Occupation, "uri"), ("area", Area, "pcode")):
        if name in known:
            named = known[name]
            known[name] = get_object_or_404(found, **{key: named}) if named else None
    return known


@router.patch("/offers/{uuid:pk}", response=schemas.OfferItem, summary="Change an offer")
@changing(WRITE, scope=Scope.OFFERS_WRITE, subject=OFFER, must_match=True)
def change(request: Call, pk: UUID, said: schemas.OfferChange) -> UUID:
    """What is not named stays. To write it is to confirm it."""
    offer = one(pk)
    record = OfferRecord(**(_as_it_is(offer) | _known(said.model_dump(exclude_unset=True))))
    actions.change(offer, record, by=request.auth.user, at=timezone.now())
    return pk


def _as_it_is(offer: Offer) -> dict[str, Any]:
    return {
        field.name: tuple(value) if field.name in LISTS else value
        for field in fields(OfferRecord)
        if field.name not in SKILLS
        for value in [getattr(offer, field.name)]
    }


@router.put("/offers/{uuid:pk}/places", response=schemas.OfferItem, summary="Say how many are free")
@changing(WRITE, scope=Scope.OFFERS_WRITE, subject=OFFER)
def places(request: Call, pk: UUID, said: schemas.PlacesIn) -> UUID:
    """Null: nobody knows. Sent twice it says the same, so that it needs no key."""
    OFFER.hold(pk)
    offer = one(pk)
    told = {"places_free": said.free, "places_total": said.total}
    record = OfferRecord(**(_as_it_is(offer) | told))
    actions.change(offer, record, by=request.auth.user, at=timezone.now())
    return pk


@router.post(
    "/offers/{uuid:pk}/move", response=schemas.OfferItem, summary="Open, fill or close an offer"
)
@changing(WRITE, scope=Scope.OFFERS_WRITE, subject=OFFER)
def move(request: Call, pk: UUID, said: schemas.MoveIn) -> UUID:
    actions.move(one(pk), said.to, by=request.auth.user, at=timezone.now())
    return pk
