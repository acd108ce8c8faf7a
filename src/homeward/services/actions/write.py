"""Entries as their keepers write them: made, changed, proposed, decided on, published, closed."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.programmes.models import Programme
from homeward.services import queries, rules
from homeward.services.actions import children, waits
from homeward.services.actions.index import reindex
from homeward.services.actions.load import PLAIN_SERVICE
from homeward.services.choices import Listing, Status
from homeward.services.models import Service
from homeward.services.records import ServiceRecord
from homeward.tasks.choices import TaskKind

# What an entry's form asks; all else of an imported entry stays as its source said it.
WRITTEN = (
    "words",
    "texts",
    "groups",
    "languages",
    "at_locations",
    "schedules",
    "required_documents",
    "cost_options",
    "phones",
)
NOT_WRITTEN = {
    "is_published",
    "last_confirmed_on",
    "last_confirmed_by",
    "places_told_on",
    "places_told_by",
    "status",
    "programme_name",
    "is_public_service",
    "accreditations",
    "licences",
}


@transaction.atomic
def add(
    record: ServiceRecord, *, programme: Programme | None, publish: bool, by: User, at: datetime
) -> Service:
    """A new entry of the user's own organisation, confirmed as it is written."""
    require(by, "services.write")
    service = Service(organisation=by.organisation_of_rows, written_by=by)
    _confirmed(service, by=by, at=at)
    return _put(service, record, programme, publish=publish, by=by, at=at)


@transaction.atomic
def change(
    service: Service,
    record: ServiceRecord,
    *,
    programme: Programme | None,
    publish: bool,
    by: User,
    at: datetime,
) -> Service:
    """What its keeper writes anew is confirmed by that."""
    service = _kept(service, "services.write", by)
    _confirmed(service, by=by, at=at)
    waits.end(TaskKind.CONFIRM_SERVICE, service.pk, at=at)
    return _put(service, record, programme, publish=publish, by=by, at=at)


@transaction.atomic
def propose(
    record: ServiceRecord,
    organisation: Organisation,
    *,
    programme: Programme | None,
    by: User,
    at: datetime,
) -> Service:
    """An entry of another organisation, which its keeper decides on before anybody finds it."""
    require(by, "services.propose")
    service = Service(organisation=organisation, written_by=by, listing=Listing.PROPOSED)
    _put(service, record, programme, publish=False, by=by, at=at)
    waits.begin(TaskKind.DECIDE_SERVICE, service.pk, service, waiter=by.organisation_id, at=at)
    return service


@transaction.atomic
def decide(service: Service, *, take: bool, by: User, at: datetime) -> None:
    """Takes a proposal into the directory, or leaves it out; it is kept as ended then."""
    service = _kept(service, "services.decide", by)
    refuse_if(rules.reasons_not_to_decide(service.listing))
    service.listing = Listing.LISTED if take else Listing.DRAFT
    if take:
        _confirmed(service, by=by, at=at)
    else:
        service.status = Status.DEFUNCT
    service.save()
    waits.end(TaskKind.DECIDE_SERVICE, service.pk, at=at)


@transaction.atomic
def publish(service: Service, *, on_public_pages: bool, by: User, at: datetime) -> None:
    service = _kept(service, "services.write", by)
    refuse_if(rules.reasons_not_to_publish(service.listing, service.status))
    _publish(service, on_public_pages, by=by, at=at)
    service.save()


@transaction.atomic
def set_status(service: Service, status: Status, *, by: User, at: datetime) -> None:
    """Closed for a time, open again, or ended; an entry that ended is published no more."""
    service = _kept(service, "services.write", by)
    service.status = status
    if status == Status.DEFUNCT:
        _publish(service, False, by=by, at=at)
        waits.end(TaskKind.CONFIRM_SERVICE, service.pk, at=at)
    _confirmed(service, by=by, at=at)
    service.save()


def _kept(service: Service, action: str, by: User) -> Service:
    """The entry under a lock, where the user keeps it."""
    require(by, action)
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not queries.keeps(by, service):
        raise PermissionDenied(action)
    return service


def _put(
    service: Service,
    record: ServiceRecord,
    programme: Programme | None,
    *,
    publish: bool,
    by: User,
    at: datetime,
) -> Service:
    refuse_if(rules.reasons_not_to_write(record.places_free, record.places_total))
    before = service.places_free
    for name in PLAIN_SERVICE:
        if name not in NOT_WRITTEN:
            setattr(service, name, getattr(record, name))
    for name, words in vars(record.words).items():
        setattr(service, name, words)
    service.groups, service.languages = list(record.groups), list(record.languages)
    service.programme = programme
    if record.places_free != before:
        service.places_told_on, service.places_told_by = timezone.localdate(at), said_by(by)
    _publish(service, publish, by=by, at=at)
    is_new = service._state.adding
    service.save()
    new = {service.pk} if is_new else set()
    children.replace([(service, record, WRITTEN)], new, _known(record))
    reindex([service.pk])
    return service


def _known(record: ServiceRecord) -> children.Known:
    """The form names rows by their own keys."""
    places = {each.location: UUID(each.location) for each in record.at_locations}
    return children.Known(organisations={}, locations=places, terms={})


def _publish(service: Service, on: bool, *, by: User, at: datetime) -> None:
    if service.is_published == on:
        return
    service.is_published = on
    service.published_by = by if on else None
    service.published_on = timezone.localdate(at) if on else None


def _confirmed(service: Service, *, by: User, at: datetime) -> None:
    service.last_confirmed_on, service.last_confirmed_by = timezone.localdate(at), said_by(by)


def said_by(user: User) -> str:
    return f"{user.name}, {user.organisation}" if user.organisation else user.name
