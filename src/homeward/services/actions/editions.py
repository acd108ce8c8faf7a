"""What becomes of services whose source has a later edition without them, or under other ids."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from homeward.actors.models import Actor
from homeward.services.choices import Status
from homeward.services.models import Location, Service

BATCH = 200


def reissue(source: str, kind: str, pairs: dict[str, str]) -> None:
    """Notes the ids that a source has given anew: old -> new. The caller holds the transaction.

    In what was read last as well, so that an id alone is no change.
    """
    models: dict[str, type[Actor] | type[Location] | type[Service]] = {
        "organisation": Actor,
        "location": Location,
        "service": Service,
    }
    for row in models[kind]._default_manager.filter(source=source, source_id__in=pairs):
        row.source_id = pairs[row.source_id]
        row.source_record = {**row.source_record, "source_id": row.source_id}
        row.save(update_fields=["source_id", "source_record"])
    if kind != "service":
        _note_in_what_leads_there(source, kind, pairs)


def _note_in_what_leads_there(source: str, kind: str, pairs: dict[str, str]) -> None:
    for model in (Location, Service):
        changed: list[Any] = []
        for row in model._default_manager.filter(source=source):
            told = _with_new_links(row.source_record, kind, pairs)
            if told != row.source_record:
                row.source_record = told
                changed.append(row)
        model._default_manager.bulk_update(changed, ["source_record"], batch_size=BATCH)


def _with_new_links(record: dict[str, Any], kind: str, pairs: dict[str, str]) -> dict[str, Any]:
    told = dict(record)
    if kind == "organisation":
        if told.get("organisation") in pairs:
            told["organisation"] = pairs[told["organisation"]]
        return told
    for name in ("at_locations", "schedules"):
        if name in told:
            told[name] = [
                {**said, "location": pairs.get(said.get("location", ""), said.get("location", ""))}
                for said in told[name]
            ]
    return told


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
