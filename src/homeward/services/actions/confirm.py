"""That an entry still holds: told by staff, by its organisation, or by its office with a link."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.services import rules
from homeward.services.actions import waits
from homeward.services.actions.write import said_by
from homeward.services.choices import Fault, LinkAnswer, Status
from homeward.services.models import FaultReport, OfficeLink, Service
from homeward.tasks.choices import TaskKind

FIELDS = (
    "status",
    "places_free",
    "places_told_on",
    "places_told_by",
    "last_confirmed_on",
    "last_confirmed_by",
)


@transaction.atomic
def confirm_places(service: Service, places: int | None, *, by: User, at: datetime) -> Service:
    """Writes how many places are free and who said so; None says that it isn't known."""
    require(by, "services.confirm")
    if not speaks_for(by, service):
        raise PermissionDenied("services.confirm")
    return _confirm(_locked(service), places, said=said_by(by), at=at)


@transaction.atomic
def answer_by_link(
    link: OfficeLink,
    service: Service,
    answer: LinkAnswer,
    places: int | None,
    *,
    at: datetime,
) -> None:
    """What an office without an account says of one of its entries."""
    service = _locked(service)
    said = str(link.organisation)
    if answer == LinkAnswer.WRONG_RECEIVER:
        _wrong_receiver(link, service, at=at)
    elif answer == LinkAnswer.CLOSED:
        _confirm(service, service.places_free, said=said, at=at, status=Status.TEMPORARILY_CLOSED)
    elif answer == LinkAnswer.RIGHT:
        _confirm(service, service.places_free, said=said, at=at)
    else:
        _confirm(service, places, said=said, at=at, status=Status.ACTIVE)
    if link.ended_at is None:
        link.services.remove(service)


def _wrong_receiver(link: OfficeLink, service: Service, *, at: datetime) -> None:
    """The link ends, and whoever keeps the entry is told that its address is wrong."""
    link.ended_at = at
    link.save(update_fields=["ended_at"])
    tell(service, Fault.PHONE, "", by=None, at=at)


def tell(
    service: Service, fault: Fault, text: str, *, by: User | None, at: datetime
) -> FaultReport:
    """Somebody found the entry to be wrong; `by` is None for a visitor or an office's link."""
    if by is not None:
        require(by, "services.report")
    report = FaultReport.objects.create(
        service=service, fault=fault, text=text.strip(), told_by=by, told_at=at
    )
    waiter = by.organisation_id if by else None
    waits.begin(TaskKind.MEND_SERVICE, report.pk, service, waiter=waiter, at=at)
    return report


def _locked(service: Service) -> Service:
    return Service.objects.select_for_update(of=("self",)).get(pk=service.pk)


def _confirm(
    service: Service,
    places: int | None,
    *,
    said: str,
    at: datetime,
    status: Status | None = None,
) -> Service:
    on = timezone.localdate(at)
    facts = rules.ConfirmingFacts(
        places=places,
        places_total=service.places_total,
        on=on,
        today=timezone.localdate(),
        last_confirmed_on=service.last_confirmed_on,
    )
    refuse_if(rules.reasons_not_to_confirm(facts))
    values: dict[str, Any] = {
        "status": status or service.status,
        "places_free": places,
        "places_told_on": on,
        "places_told_by": said,
        "last_confirmed_on": on,
        "last_confirmed_by": said,
    }
    for name, value in values.items():
        setattr(service, name, value)
    service.save(update_fields=FIELDS)
    waits.end(TaskKind.CONFIRM_SERVICE, service.pk, at=at)
    return service


def speaks_for(user: User, service: Service) -> bool:
    """A provider speaks for its own services; staff who ask providers, for any."""
    if user.roles == [Role.PROVIDER.value]:
        return user.organisation_id == service.organisation_id
    return True
