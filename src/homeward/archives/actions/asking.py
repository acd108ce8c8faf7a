"""An archive is asked for by one person, decided on by another, made by the worker, and taken."""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app

from homeward.access import unit
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.archives import packing, queries, rules
from homeward.archives.choices import Reason, Status
from homeward.archives.models import Part, Request, Taking
from homeward.archives.reading import AsOwner, Cells
from homeward.archives.tables import Table
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks import queries as waits
from homeward.tasks import rules as working
from homeward.tasks.choices import TaskKind

JOB = "homeward.archives.jobs.make"
WORKING_DAYS = 3


@transaction.atomic
def ask(*, reason: str, passphrase: str, by: User, at: datetime) -> Request:
    """Asks a second person, who holds it from now on."""
    require(by, "archives.ask")
    organisation = by.organisation_of_rows
    asked = rules.Asked(
        reason=reason, passphrase=passphrase, under_way=queries.under_way(organisation)
    )
    officer = queries.officer_beside(by)
    reasons = rules.reasons_not_to_ask(asked)
    refuse_if(reasons if officer else [*reasons, Reason.NO_OFFICER])
    try:
        with transaction.atomic():
            request = Request.objects.create(
                organisation=organisation, reason=reason.strip(), passphrase=passphrase,
                asked_by=by, asked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(Reason.UNDER_WAY) from error
    tasks.begin(
        TaskKind.APPROVE_ARCHIVE, request.pk, holder_org=organisation, holder=officer,
        waiter_org=organisation, waiter=by, at=at, programme_id=0,
        due_on=waits.due_on(TaskKind.APPROVE_ARCHIVE, programme_id=0, start=at.date())
        or working.add_working_days(at.date(), WORKING_DAYS),
    )  # fmt: skip
    return request


def _locked(request: Request) -> Request:
    return Request.objects.select_for_update(of=("self",)).get(pk=request.pk)


@transaction.atomic
def decide(request: Request, *, approve: bool, note: str, by: User, at: datetime) -> Request:
    """The second person's word. With a yes the worker begins, and nothing more is asked."""
    require(by, "archives.decide")
    request = _locked(request)
    decided = rules.Decided(
        status=request.status, asked_by=request.asked_by_id or 0, by=by.pk, approve=approve,
        note=note,
    )  # fmt: skip
    refuse_if(rules.reasons_not_to_decide(decided))
    request.status = Status.APPROVED if approve else Status.REFUSED
    request.decided_by, request.decided_at, request.decision_note = by, at, note.strip()
    if not approve:
        request.passphrase = ""
    request.save()
    tasks.end(TaskKind.APPROVE_ARCHIVE, request.pk, at=at)
    if approve:
        app.configure_task(JOB).defer(
            request_id=str(request.pk), organisation_id=request.organisation_id
        )
    return request


@dataclass(frozen=True)
class AsJob:
    """Reads by the function that answers for an approved request alone (policies.sql)."""

    request: UUID

    def own(self, table: Table) -> Iterator[Cells]:
        yield from self._read(table, "own", ())

    def named(self, table: Table, column: str, keys: Sequence[str]) -> Iterator[Cells]:
        yield from self._read(table, "pk" if column == table.pk.name else "part", keys)

    def whole(self, table: Table, keys: Sequence[str]) -> Iterator[Cells]:
        yield from self._read(table, "whole", keys)

    def _read(self, table: Table, how: str, keys: Sequence[str]) -> Iterator[Cells]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select archives_read(%s, %s, %s, %s)", [self.request, table.name, how, list(keys)]
            )
            for (cells,) in cursor.fetchall():
                yield cells


@transaction.atomic
def make(request_id: UUID, *, at: datetime) -> None:
    """Makes the archive, under the job's own actor. What is sensitive in it is noted as read."""
    request = Request.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None or request.status != Status.APPROVED:
        return
    asked = packing.Asked(
        id=request.pk, organisation=request.organisation, at=at, reason=request.reason
    )
    with _folder() as folder:
        path = folder / "archive"
        manifest = packing.write(
            asked, AsJob(request.pk), path, request.passphrase,
            log=queries.log_of(request.pk), noted=unit.current(),
        )  # fmt: skip
        request.sha256, request.size = _digest(path), path.stat().st_size
        _keep(request, path)
    _tell(request, manifest)
    request.status, request.passphrase = Status.READY, ""
    request.made_at, request.ends_at = at, at + rules.KEPT
    request.save()


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="homeward-archive-") as name:
        yield Path(name)


def _tell(request: Request, manifest: dict[str, Any]) -> None:
    request.row_count = sum(told["rows"] for told in manifest["tables"].values())
    request.left_count = sum(manifest["left"]["rows"].values())


def _keep(request: Request, path: Path) -> None:
    with path.open("rb") as source:
        number = 0
        while piece := source.read(rules.PART_BYTES):
            number += 1
            Part.objects.create(request=request, number=number, size=len(piece), content=piece)


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


@transaction.atomic
def fail(request_id: UUID) -> None:
    """It could not be made; the passphrase is not kept for a second try."""
    request = Request.objects.select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is not None and request.status == Status.APPROVED:
        request.status, request.passphrase = Status.FAILED, ""
        request.save()


@transaction.atomic
def take_part(part: Part, *, by: User, at: datetime) -> bytes:
    """Gives a part's bytes, and notes before they leave who took them."""
    require(by, "archives.take")
    request = _locked(part.request)
    if request.status != Status.READY or request.ends_at is None or request.ends_at <= at:
        raise Refused(Reason.NOT_READY)
    Taking.objects.create(request=request, part=part.number, at=at, by=by)
    return bytes(part.content)


@transaction.atomic
def end(request: Request, *, by: User) -> None:
    """Takes its files away. A second click changes nothing."""
    require(by, "archives.view")
    request = _locked(request)
    if request.status == Status.READY:
        request.status = Status.ENDED
        request.save(update_fields=["status"])
        request.parts.all().delete()


def sweep() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select archives_sweep()")
        return int(cursor.fetchone()[0])


@transaction.atomic
def write_as_owner(
    organisation: Organisation,
    target: Path,
    passphrase: str,
    *,
    reason: str,
    at: datetime,
    progress: packing.Progress | None = None,
) -> dict[str, Any]:
    """By whoever keeps the installation, past the row policies; noted like the others."""
    with connection.cursor() as cursor:
        # The file's own tables are of one moment, though people go on working.
        if not connection.savepoint_ids:
            cursor.execute("set transaction isolation level repeatable read")
    asked = packing.Asked(id=uuid4(), organisation=organisation, at=at, reason=reason)
    manifest = packing.write(
        asked, AsOwner(organisation.pk), target, passphrase,
        log=queries.log_as_owner(organisation.pk), progress=progress,
    )  # fmt: skip
    request = Request(
        id=asked.id, organisation=organisation, status=Status.ENDED, reason=reason, asked_at=at,
        made_at=at, size=os.stat(target).st_size, sha256=_digest(target),
    )  # fmt: skip
    _tell(request, manifest)
    request.save(force_insert=True)
    return manifest
