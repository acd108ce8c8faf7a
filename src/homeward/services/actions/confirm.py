from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.services import rules
from homeward.services.models import Service


@transaction.atomic
def confirm_places(service: Service, places: int | None, *, by: User, at: datetime) -> Service:
    """Writes how many places are free and who said so; None says that it isn't known."""
    require(by, "services.confirm")
    if not speaks_for(by, service):
        raise PermissionDenied("services.confirm")
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    on = timezone.localdate(at)
    facts = rules.ConfirmingFacts(
        places=places,
        places_total=service.places_total,
        on=on,
        today=timezone.localdate(),
        last_confirmed_on=service.last_confirmed_on,
    )
    refuse_if(rules.reasons_not_to_confirm(facts))
    service.places_free = places
    service.last_confirmed_on = on
    service.last_confirmed_by = _said_by(by)
    service.save(update_fields=["places_free", "last_confirmed_on", "last_confirmed_by"])
    return service


def speaks_for(user: User, service: Service) -> bool:
    """A provider speaks for its own services; staff who ask providers, for any."""
    if user.roles == [Role.PROVIDER.value]:
        return user.organisation_id == service.organisation_id
    return True


def _said_by(user: User) -> str:
    return f"{user.name}, {user.organisation}" if user.organisation else user.name
