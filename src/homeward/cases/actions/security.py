"""A changed security sheet: its alert, and its reading by whoever holds the case."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import queries
from homeward.cases.actions.files import ensure_next_step
from homeward.cases.choices import Reason
from homeward.cases.models import Case, SecurityAlert, SecurityReading
from homeward.core.refusals import refuse_if
from homeward.countries.choices import Change
from homeward.countries.models import SheetVersion
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

JOB = "homeward.cases.jobs.tell_of_security"


def alert(
    version: SheetVersion, previous: SheetVersion | None, change: Change, *, at: datetime
) -> None:
    """With the publication, or not at all. The job hurries it; the row is what counts."""
    SecurityAlert.objects.create(version=version, previous=previous, change=change, at=at)
    app.configure_task(JOB).defer()


@transaction.atomic
def read_security(case: Case, *, by: User, at: datetime) -> None:
    """What waits at the reader's organisation is read, and stands in the case's history."""
    require(by, "cases.read_security")
    waiting = queries.security_to_read(case)
    held = [one for one in waiting if one.task.holder_org_id == by.organisation_id]
    refuse_if([Reason.NOT_HOLDER] if waiting and not held else [])
    SecurityReading.objects.bulk_create(
        [
            SecurityReading(
                case=case,
                version=one.version,
                at=at,
                by=by,
                owner_org=by.organisation_of_rows,
                programme_id=case.programme_id,
                person_id=case.person_id,
            )
            for one in held
        ],
        # A second click finds them there.
        ignore_conflicts=True,
    )
    for one in held:
        tasks.end(TaskKind.READ_SECURITY_SHEET, one.task.subject_id, at=at)
    ensure_next_step(case.pk, by=by, at=at)
