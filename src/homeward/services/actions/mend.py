"""Reports of faults answered, places written, searches kept."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.places.actions import ensure_area
from homeward.places.models import Country
from homeward.services import queries, rules
from homeward.services.actions import children, waits
from homeward.services.actions.index import reindex
from homeward.services.actions.load import PLAIN_LOCATION
from homeward.services.models import FaultReport, Location, SavedSearch, Service
from homeward.services.records import LocationRecord
from homeward.tasks.choices import TaskKind

# A keeper's form asks these of a place beside its plain fields.
HANGING = ("schedules", "phones")
MOST_SEARCHES = 20


@transaction.atomic
def answer(report: FaultReport, text: str, *, by: User, at: datetime) -> None:
    """Says what was done about a report, and ends its wait."""
    require(by, "services.mend")
    report = FaultReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not queries.keeps(by, report.service):
        raise PermissionDenied("services.mend")
    refuse_if(rules.reasons_not_to_answer(is_answered=report.answered_at is not None))
    report.answer, report.answered_by, report.answered_at = text.strip(), by, at
    report.save(update_fields=["answer", "answered_by", "answered_at"])
    waits.end(TaskKind.MEND_SERVICE, report.pk, at=at)


@transaction.atomic
def put_place(place: Location | None, record: LocationRecord, *, by: User) -> Location:
    """A place of the user's organisation, new or changed. Of another's place: not allowed."""
    require(by, "services.write")
    organisation = by.organisation_of_rows
    if place is None:
        place = Location(organisation=organisation)
    else:
        place = Location.objects.select_for_update(of=("self",)).get(pk=place.pk)
        if not queries.keeps_place(by, place):
            raise PermissionDenied("services.write")
    for name in PLAIN_LOCATION:
        if name not in {"names", "alternate_name", "description"}:
            setattr(place, name, getattr(record, name))
    place.names = {**place.names, **record.names}
    place.country_id = record.country
    place.access = list(record.access)
    place.area = (
        ensure_area(Country.objects.get(pk=record.country), record.area.name)
        if record.area
        else None
    )
    place.save()
    children.replace_of_location(place, record, HANGING)
    reindex(Service.objects.filter(at_locations__location=place).values_list("pk", flat=True))
    return place


@transaction.atomic
def keep_search(name: str, query: str, *, by: User) -> None:
    """A search of the same name is replaced."""
    require(by, "services.read")
    if SavedSearch.objects.filter(user=by).exclude(name=name).count() < MOST_SEARCHES:
        SavedSearch.objects.update_or_create(user=by, name=name, defaults={"query": query[:1000]})


def forget_search(search: Any, *, by: User) -> None:
    require(by, "services.read")
    SavedSearch.objects.filter(user=by, pk=search).delete()
