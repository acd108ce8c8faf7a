"""What becomes of services whose source has a later edition without them, or under other ids."""

from collections.abc import Iterable
from datetime import date

from homeward.actors.models import Actor
from homeward.services.choices import Status
from homeward.services.models import Location, Service


def reissue(source: str, kind: str, pairs: dict[str, str]) -> None:
    """Notes the ids that a source has given anew: old -> new. The caller holds the transaction."""
    models: dict[str, type[Actor] | type[Location] | type[Service]] = {
        "organisation": Actor,
        "location": Location,
        "service": Service,
    }
    for row in models[kind]._default_manager.filter(source=source, source_id__in=pairs):
        row.source_id = pairs[row.source_id]
        row.save(update_fields=["source_id"])


def retire(source: str, source_ids: Iterable[str], *, on: date) -> int:
    """Takes what its source no longer has from search. It stays, with its cases and referrals."""
    gone = Service.objects.filter(
        source=source, source_id__in=list(source_ids), gone_on__isnull=True
    )
    return gone.update(gone_on=on, status=Status.DEFUNCT)


def bring_back(source: str, status_of: dict[str, str]) -> list[str]:
    """Opens again what its source has again, as it says; the ids of those."""
    back = Service.objects.filter(
        source=source, source_id__in=list(status_of), gone_on__isnull=False
    )
    for service in back:
        service.gone_on, service.status = None, status_of[service.source_id]
        service.save(update_fields=["gone_on", "status"])
    return sorted(service.source_id for service in back)
