"""An offer as its keeper writes it: made, changed, copied, confirmed, opened and closed."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.core.words import lexemes
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, Skill
from homeward.offers import queries, rules
from homeward.offers.choices import ContractStatus, OfferKind, OfferStatus, Reason
from homeward.offers.models import Offer, OfferSkill
from homeward.offers.records import LISTS, SKILLS, OfferRecord
from homeward.services.choices import Category
from homeward.services.models import Service

# A copy begins anew: these are of the one that was copied.
NOT_COPIED = {"places_free", "source", "source_key", "starts_on", "ends_on", "apply_by"}


@transaction.atomic
def add(
    record: OfferRecord,
    organisation: Organisation,
    *,
    service: Service | None = None,
    status: OfferStatus = OfferStatus.DRAFT,
    by: User,
    at: datetime,
) -> Offer:
    """A new offer, confirmed as it is written."""
    require(by, "offers.write")
    if not queries.keeps(by, organisation.pk):
        raise PermissionDenied("offers.write")
    offer = Offer(
        organisation=organisation, service=service, status=status, written_by=by, written_at=at
    )
    return put(offer, record, by=by, at=at)


@transaction.atomic
def change(offer: Offer, record: OfferRecord, *, by: User, at: datetime) -> Offer:
    """What its keeper writes anew is confirmed by that."""
    return put(_kept(offer, by), record, by=by, at=at)


def put(offer: Offer, record: OfferRecord, *, by: User, at: datetime) -> Offer:
    """Writes a record into an offer that the caller holds; skills where the record names any."""
    refuse_if(rules.reasons_not_to_write(_facts(offer, record)))
    if record.places_free != offer.places_free or record.places_total != offer.places_total:
        offer.places_told_on = timezone.localdate(at)
    for name in _plain():
        value = getattr(record, name)
        setattr(offer, name, list(value) if name in LISTS else value)
    if record.town:
        offer.latitude, offer.longitude = record.town.latitude, record.town.longitude
    elif record.area:
        offer.latitude, offer.longitude = record.area.latitude, record.area.longitude
    _confirmed(offer, by=by, at=at)
    offer.save()
    _end_wait(offer, at=at)
    _put_skills(offer, record)
    index([offer.pk])
    return offer


def _plain() -> Iterator[str]:
    return (f.name for f in fields(OfferRecord) if f.name not in SKILLS)


def _facts(offer: Offer, record: OfferRecord) -> rules.WritingFacts:
    contract = record.contract
    return rules.WritingFacts(
        title=record.title,
        kind=record.kind,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        minimum_age=record.minimum_age,
        maximum_age=record.maximum_age,
        places_free=record.places_free,
        places_total=record.places_total,
        amounts=(record.wage, record.cost),
        currency=record.currency,
        contract_in_force=contract is not None
        and contract.status == ContractStatus.IN_FORCE
        and contract.partner_id == offer.organisation_id,
    )


def _put_skills(offer: Offer, record: OfferRecord) -> None:
    """A record without skills leaves those that a page named."""
    named = [
        *((skill, Relation.ESSENTIAL, False) for skill in record.essential),
        *((skill, Relation.OPTIONAL, False) for skill in record.optional),
        *((skill, Relation.ESSENTIAL, True) for skill in record.taught),
    ]
    if not named:
        return
    offer.skills.all().delete()
    OfferSkill.objects.bulk_create(
        [
            OfferSkill(offer=offer, skill=skill, relation=relation, is_taught=is_taught)
            for skill, relation, is_taught in named
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def copy(offer: Offer, *, by: User, at: datetime) -> Offer:
    """A draft like it, without its days and free places: the next course, the next season."""
    require(by, "offers.write")
    if not queries.keeps(by, offer.organisation_id):
        raise PermissionDenied("offers.write")
    values: dict[str, Any] = {
        name: tuple(getattr(offer, name)) if name in LISTS else getattr(offer, name)
        for name in _plain()
        if name not in NOT_COPIED
    }
    fresh = Offer(
        organisation=offer.organisation, service=offer.service, written_by=by, written_at=at
    )
    made = put(fresh, OfferRecord(**values), by=by, at=at)
    OfferSkill.objects.bulk_create(
        [
            OfferSkill(
                offer=made, skill_id=each.skill_id, relation=each.relation,
                is_taught=each.is_taught,
            )
            for each in offer.skills.all()
        ]
    )  # fmt: skip
    return made


@transaction.atomic
def from_service(service: Service, *, by: User, at: datetime) -> Offer:
    """A draft with all that the entry of the directory says."""
    place = service.at_locations.select_related("location__area").first()
    is_training = service.category == Category.TRAINING
    record = OfferRecord(
        kind=OfferKind.TRAINING if is_training else OfferKind.SERVICE,
        title=service.name,
        description=service.description,
        language=service.language,
        needs=(service.category,) if service.category else (),
        dimension=service.dimension,
        programme=service.programme,
        languages=tuple(service.languages),
        groups=tuple(service.groups),
        minimum_age=_whole(service.minimum_age),
        maximum_age=_whole(service.maximum_age),
        area=place.location.area if place else None,
        starts_on=service.valid_from,
        ends_on=service.valid_until,
        places_total=service.places_total,
        places_free=service.places_free,
        ask_email=service.email,
    )
    return add(record, service.organisation, service=service, by=by, at=at)


def _whole(age: Any) -> int | None:
    return None if age is None else int(age)


@transaction.atomic
def confirm(offer: Offer, places: int | None, *, by: User, at: datetime) -> Offer:
    """It still holds, with so many free places; None says that nobody knows how many."""
    offer = _kept(offer, by)
    if places is not None and offer.places_total is not None and places > offer.places_total:
        refuse_if([Reason.MORE_THAN_ALL])
    offer.places_free, offer.places_told_on = places, timezone.localdate(at)
    _confirmed(offer, by=by, at=at)
    offer.save(
        update_fields=[
            "places_free", "places_told_on", "last_confirmed_on", "last_confirmed_by", "changed_at",
        ]
    )  # fmt: skip
    _end_wait(offer, at=at)
    return offer


@transaction.atomic
def move(offer: Offer, to: OfferStatus, *, by: User, at: datetime) -> Offer:
    """Opens it, says that all places are taken, or closes it. The only code that moves it."""
    offer = _kept(offer, by)
    refuse_if(rules.reasons_not_to_move(offer.status, to))
    offer.status = to
    _confirmed(offer, by=by, at=at)
    offer.save(update_fields=["status", "last_confirmed_on", "last_confirmed_by", "changed_at"])
    _end_wait(offer, at=at)
    return offer


@transaction.atomic
def set_occupation(offer: Offer, occupation: Occupation | None, *, by: User, at: datetime) -> None:
    offer = _kept(offer, by)
    offer.occupation, offer.changed_at = occupation, at
    offer.save(update_fields=["occupation", "changed_at"])
    index([offer.pk])


@transaction.atomic
def name_skill(
    offer: Offer, skill: Skill, relation: Relation, *, is_taught: bool, by: User, at: datetime
) -> None:
    offer = _kept(offer, by)
    if offer.skills.filter(skill=skill, is_taught=is_taught).exists():
        refuse_if([Reason.SKILL_NAMED])
    OfferSkill.objects.create(offer=offer, skill=skill, relation=relation, is_taught=is_taught)
    _touched(offer, at)


@transaction.atomic
def take_skill_away(offer: Offer, named: OfferSkill, *, by: User, at: datetime) -> None:
    offer = _kept(offer, by)
    offer.skills.filter(pk=named.pk).delete()
    _touched(offer, at)


def _touched(offer: Offer, at: datetime) -> None:
    offer.changed_at = at
    offer.save(update_fields=["changed_at"])


def ask_all(*, at: datetime) -> int:
    """Opens a wait at the keeper of each offer that has grown old. A job's."""
    since = queries.stale_since(timezone.localdate(at))
    with connection.cursor() as cursor:
        cursor.execute("select offers_ask(%s, %s)", [since, at])
        return int(cursor.fetchone()[0])


def _kept(offer: Offer, by: User) -> Offer:
    """The offer under a lock, where the user keeps it."""
    require(by, "offers.write")
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if not queries.keeps(by, offer.organisation_id):
        raise PermissionDenied("offers.write")
    return offer


def _confirmed(offer: Offer, *, by: User, at: datetime) -> None:
    offer.last_confirmed_on, offer.changed_at = timezone.localdate(at), at
    offer.last_confirmed_by = f"{by.name}, {by.organisation}" if by.organisation else by.name


def _end_wait(offer: Offer, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select offers_end_wait(%s, %s)", [offer.pk, at])


def index(pks: Iterable[UUID]) -> None:
    """Writes the search words of these offers anew."""
    offers = queries.for_pages(Offer.objects.filter(pk__in=list(pks)))
    rows = [(lexemes(*_texts(offer)), offer.pk) for offer in offers]
    with connection.cursor() as cursor:
        cursor.executemany(
            "update offers_offer set search = array_to_tsvector(%s::text[]) where id = %s", rows
        )


def _texts(offer: Offer) -> Iterator[str]:
    yield from (offer.title, offer.description, offer.organisation.name)
    if offer.area:
        yield from (offer.area.name, *offer.area.names.values())
    if offer.town:
        yield offer.town.name
    if offer.occupation:
        yield offer.occupation.title
