"""Every write on exports."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.exports import queries, rules
from homeward.exports.choices import Ending, Format, Reason, Status
from homeward.exports.models import ExportDownload, ExportedPerson, ExportJob, ExportPart
from homeward.exports.queries import File
from homeward.exports.sheets import SHEETS, Sheet

KEPT = timedelta(days=7)
JOB = "homeward.exports.jobs.make_part"


@transaction.atomic
def ask(
    kind: str, filters: Mapping[str, str], file_format: str, *, by: User, at: datetime
) -> File | ExportJob:
    """A small list as a file at once; a large one as an export that the worker makes."""
    sheet = SHEETS[kind]
    require(by, "exports.take")
    require(by, sheet.action)
    found = sheet.found(filters, by)
    asked = rules.Asked(rows=len(found), format=file_format, open_exports=queries.open_exports())
    refuse_if(rules.reasons_not_to_export(asked))
    if len(found) <= rules.AT_ONCE:
        ids = [row for row, _person in found]
        return queries.file_of(sheet, ids, by, Format(file_format), _name(sheet, at))
    return _queue(sheet, found, file_format, by=by, at=at)


def _name(sheet: Sheet, at: datetime) -> str:
    return f"{sheet.kind}-{at:%Y-%m-%d}"


def _queue(
    sheet: Sheet,
    found: Sequence[tuple[UUID, UUID]],
    file_format: str,
    *,
    by: User,
    at: datetime,
) -> ExportJob:
    job = ExportJob.objects.create(
        user=by,
        organisation=by.organisation_of_rows,
        roles=by.roles,
        sheet=sheet.kind,
        format=file_format,
        language=translation.get_language() or "en",
        rows=[row for row, _person in found],
        asked_at=at,
        expires_at=at + KEPT,
    )
    persons = {person for _row, person in found}
    ExportedPerson.objects.bulk_create(
        [ExportedPerson(job=job, person_id=person) for person in persons], batch_size=5_000
    )
    _defer(job)
    return job


def _defer(job: ExportJob) -> None:
    """With the row, or not at all: the queue is in the same database. Its words are ids alone."""
    app.configure_task(JOB).defer(
        job_id=str(job.pk), user_id=job.user_id, purpose=int(SHEETS[job.sheet].purpose)
    )


@transaction.atomic
def make_part(job_id: UUID, *, by: User, at: datetime) -> None:
    """Makes the next part, under the gate as it stands now, and leaves the next to the queue.

    The row's lock holds off a withdrawal until the part is there to be taken away with the others.
    """
    job = ExportJob.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
    if job is None or not job.is_open:
        return
    if not _may_still(job, by):
        _end(job, Ending.ROLE)
        return
    sheet, number = SHEETS[job.sheet], job.parts.count() + 1
    ids = job.rows[job.done : job.done + rules.AT_ONCE]
    with translation.override(job.language):
        name = f"{_name(sheet, job.asked_at)}-{number}"
        file = queries.file_of(sheet, ids, by, Format(job.format), name)
    ExportPart.objects.create(
        job=job,
        number=number,
        row_count=len(ids),
        size=len(file.content),
        content=base64.b64encode(file.content).decode(),
    )
    job.done += len(ids)
    job.status = Status.READY if job.done >= job.total else Status.RUNNING
    job.ready_at = at if job.status == Status.READY else None
    job.save(update_fields=["done", "status", "ready_at"])
    if job.status == Status.RUNNING:
        _defer(job)


def _may_still(job: ExportJob, user: User) -> bool:
    return set(job.roles) == set(user.roles) and job.organisation_id == user.organisation_id


def _end(job: ExportJob, ending: Ending) -> None:
    job.status, job.ending = Status.CANCELLED, ending
    job.save(update_fields=["status", "ending"])
    job.parts.all().delete()


@transaction.atomic
def take_part(part: ExportPart, *, by: User, at: datetime) -> File:
    """Gives a part's bytes, and notes before they leave who took them."""
    require(by, "exports.take")
    job = ExportJob.objects.select_for_update(of=("self",)).get(pk=part.job_id)
    if not _may_still(job, by) or job.status != Status.READY or job.expires_at <= at:
        raise Refused(Reason.NOT_READY)
    ExportDownload.objects.create(job=job, part=part.number, at=at, by=by)
    sheet, file_format = SHEETS[job.sheet], Format(job.format)
    return File(
        name=f"{_name(sheet, job.asked_at)}-{part.number}.{file_format.value}",
        content_type=queries.TYPES[file_format],
        content=base64.b64decode(part.content),
    )


@transaction.atomic
def cancel(job: ExportJob, *, by: User) -> None:
    """Ends it and takes its files away. A second click changes nothing."""
    require(by, "exports.take")
    job = ExportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if job.is_open or job.status == Status.READY:
        _end(job, Ending.BY_USER)


def close_withdrawn(person_id: UUID, recipient_id: int) -> None:
    """Somebody no longer consents: what the recipient's users have of them as exports is closed."""
    with connection.cursor() as cursor:
        cursor.execute("select exports_close_withdrawn(%s, %s)", [person_id, recipient_id])


def sweep() -> int:
    """Closes what is over, and what belongs to somebody whose role changed. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("select exports_sweep()")
        return int(cursor.fetchone()[0])
