"""A sheet that ends is asked for again by itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.countries import notes, queries
from homeward.countries.models import SheetVersion
from homeward.tasks import actions as tasks
from homeward.tasks import queries as task_queries
from homeward.tasks.choices import TaskKind


def ends_by(at: datetime) -> list[SheetVersion]:
    """What is to be renewed: as long before its end as the deadline rule gives for the work."""
    today = timezone.localdate(at)
    by = task_queries.due_on(TaskKind.RENEW_SHEET, programme_id=0, start=today)
    return list(queries.ending(by=by or today))


@transaction.atomic
def ask_for_renewal(version: SheetVersion, *, at: datetime) -> None:
    """Opens the wait of the organisation that keeps it, due on its end. Called as its job."""
    tasks.begin(
        TaskKind.RENEW_SHEET,
        version.sheet_id,
        holder_org=version.sheet.owner_org_id,
        waiter_org=version.sheet.owner_org_id,
        at=at,
        programme_id=0,
        reference=version.sheet.country_id,
        note=notes.of_sheet(version.sheet),
        due_on=version.valid_until,
    )
