"""Every write on files that are brought."""

import hashlib
import io
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.exchange import activities, rules
from homeward.exchange.choices import FileState
from homeward.exchange.importer import Report
from homeward.exchange.models import ActivityFile

ACTION = "exchange.import_programmes"
# Content that nobody came back to is let go after a week.
KEPT = timedelta(days=7)
# Of a very bad file the first problems are enough; how many there were is kept too.
PROBLEMS = 2000


@transaction.atomic
def bring(content: bytes, name: str, *, by: User, at: datetime) -> ActivityFile:
    require(by, ACTION)
    refuse_if(rules.reasons_not_to_bring(len(content)))
    own = ActivityFile.objects.filter(organisation=by.organisation_of_rows)
    own.filter(brought_at__lt=at - KEPT, content__isnull=False).update(
        content=None, state=FileState.DISCARDED
    )
    return ActivityFile.objects.create(
        organisation=by.organisation_of_rows,
        name=name[:255],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        brought_by=by,
        brought_at=at,
    )


@transaction.atomic
def wait(file: ActivityFile, *, lenient: bool, by: User) -> None:
    """Leaves it to the worker, who looks it through next."""
    require(by, ACTION)
    file = _locked(file)
    refuse_if(rules.reasons_not_to_look_through(file.state))
    file.state, file.is_lenient = FileState.WAITING, lenient
    file.save(update_fields=["state", "is_lenient"])


@transaction.atomic
def look_through(file: ActivityFile, *, lenient: bool, by: User, at: datetime) -> ActivityFile:
    """Says what taking it in would do, and does none of it."""
    require(by, ACTION)
    file = _locked(file)
    refuse_if(rules.reasons_not_to_look_through(file.state))
    file.is_lenient, file.checked_at = lenient, at
    report = _run(file, dry_run=True)
    _note(file, report, FileState.CHECKED)
    file.save()
    return file


@transaction.atomic
def take_in(file: ActivityFile, *, by: User, at: datetime) -> ActivityFile:
    """Writes what it says. What was written here since the look at it counts, not the look."""
    require(by, ACTION)
    file = _locked(file)
    refuse_if(rules.reasons_not_to_take_in(file.state))
    report = _run(file, dry_run=False)
    _note(file, report, FileState.TAKEN)
    if not report.is_refused:
        file.taken_by, file.taken_at, file.content = by, at, None
    file.save()
    return file


@transaction.atomic
def throw_away(file: ActivityFile, *, by: User) -> None:
    """A second click changes nothing."""
    require(by, ACTION)
    file = _locked(file)
    if file.is_open:
        file.state, file.content = FileState.DISCARDED, None
        file.save(update_fields=["state", "content"])


def _locked(file: ActivityFile) -> ActivityFile:
    return ActivityFile.objects.select_for_update(of=("self",)).get(pk=file.pk)


def _run(file: ActivityFile, *, dry_run: bool) -> Report:
    content = bytes(file.content or b"")
    source = activities.Source(file.name, io.BytesIO(content), len(content))
    options = activities.Options(is_lenient=file.is_lenient)
    return activities.run([source], options, dry_run=dry_run)


def _note(file: ActivityFile, report: Report, state: FileState) -> None:
    file.state = FileState.REFUSED if report.is_refused else state
    told: dict[str, Any] = report.as_json()
    for kind in ("faults", "notes", "changed"):
        told[f"{kind}_total"] = len(told[kind])
        told[kind] = told[kind][:PROBLEMS]
    file.report = told
