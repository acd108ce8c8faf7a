"""Every write of the wizard: a sheet is taken in, named, matched, imported or thrown away."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.exchange.sheets import columns, importing, queries, reading, rules
from homeward.exchange.sheets.choices import Kind, Reason, Stage
from homeward.exchange.sheets.importing import SheetReport
from homeward.exchange.sheets.models import Layout, LayoutValue, Sheet
from homeward.files.sheets import Table
from homeward.places.models import Area

JOB = "homeward.exchange.jobs.import_sheet"
NAME = 255
# How much of a report is kept to be read again.
KEPT_LINES = 500


class PersonsFound(Refused):
    """A sheet of this kind tells of organisations alone; `columns` seem to tell of persons."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(Reason.PERSONS)
        self.columns = found


def opened(content: bytes, *, sheet: str = "") -> Table:
    """The table, or the refusal of what is no sheet or tells of persons."""
    table = reading.read(content, sheet=sheet)
    if found := columns.of_persons(table.header, (row for _n, row in table.rows), table.tags):
        raise PersonsFound(found)
    return table


def fingerprint_of(table: Table) -> str:
    return hashlib.sha256(columns.fingerprint(table.header).encode()).hexdigest()


@transaction.atomic
def upload(
    content: bytes, name: str, *, year: int | None, month: int | None, by: User, at: datetime
) -> Sheet:
    """Takes a file in. One whose headings are known goes straight to its preview."""
    require(by, "exchange.import_sheets")
    table = opened(content)
    layout = queries.layout_of(fingerprint_of(table))
    guessed = rules.month_in(name)
    return Sheet.objects.create(
        organisation=by.organisation_of_rows,
        name=name[:NAME],
        content=content,
        stage=Stage.MATCHING if layout else Stage.COLUMNS,
        layout=layout,
        year=year or guessed[0] or None,
        month=month or (guessed[1] if not year else 0) or None,
        total=len(table.rows),
        uploaded_at=at,
        uploaded_by=by,
    )


@transaction.atomic
def choose_sheet(sheet: Sheet, chosen: str, *, by: User) -> Sheet:
    """Another one of the workbook's sheets."""
    sheet = _open(sheet, by)
    table = opened(bytes(sheet.content), sheet=chosen)
    sheet.sheet, sheet.total = chosen, len(table.rows)
    sheet.layout = queries.layout_of(fingerprint_of(table))
    sheet.stage = Stage.MATCHING if sheet.layout else Stage.COLUMNS
    sheet.save(update_fields=["sheet", "total", "layout", "stage"])
    return sheet


@dataclass(frozen=True, kw_only=True)
class Naming:
    """What somebody says of a sheet's columns: number of a column -> field or empty."""

    name: str
    columns: Mapping[int, str]
    country: str = ""
    year: int | None = None
    month: int | None = None


@transaction.atomic
def name_columns(sheet: Sheet, naming: Naming, *, by: User, at: datetime) -> Layout:
    """Keeps what the columns say as a layout, by which the next such file is known."""
    sheet = _open(sheet, by)
    table = opened(bytes(sheet.content), sheet=sheet.sheet)
    layout = save_layout(table, naming, by=by, at=at)
    sheet.layout, sheet.stage = layout, Stage.MATCHING
    sheet.year, sheet.month = naming.year, naming.month
    sheet.save(update_fields=["layout", "stage", "year", "month"])
    return layout


def save_layout(table: Table, naming: Naming, *, by: User | None, at: datetime) -> Layout:
    fingerprint = fingerprint_of(table)
    others = Layout.objects.exclude(fingerprint=fingerprint)
    facts = rules.NamingFacts(
        columns=naming.columns,
        country=naming.country,
        name_is_free=not others.filter(name__iexact=naming.name).exists(),
    )
    refuse_if(rules.reasons_not_to_name(facts))
    values = {
        "name": naming.name,
        "header": list(table.header),
        "columns": {field: number for number, field in naming.columns.items() if field},
        "country_id": naming.country or None,
        "saved_at": at,
        "saved_by": by,
    }
    source = _free_source(naming.name)
    layout, _made = Layout.objects.update_or_create(
        fingerprint=fingerprint,
        defaults=values,
        create_defaults=values | {"source": source, "fingerprint": fingerprint},
    )
    return layout


def _free_source(name: str) -> str:
    base, number = rules.source_of(name), 1
    source = base
    while Layout.objects.filter(source=source).exists():
        number += 1
        source = f"{base}-{number}"
    return source


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a word means: an actor, a sector or an area; `is_new` makes an actor of its own."""

    kind: Kind
    key: str
    text: str
    actor: int | None = None
    sector: int | None = None
    area: Area | None = None
    is_new: bool = False


@transaction.atomic
def decide(sheet: Sheet, decisions: list[Decision], *, by: User, at: datetime) -> int:
    """Keeps what words mean, for this sheet and each later one of its layout."""
    layout = _open(sheet, by).layout
    if layout is None:
        raise Refused(Reason.WRONG_STAGE)
    for decision in decisions:
        LayoutValue.objects.update_or_create(
            layout=layout,
            kind=decision.kind,
            key=decision.key,
            defaults={
                "text": decision.text[:500],
                "actor_id": decision.actor,
                "sector_id": decision.sector,
                "area": decision.area,
                "is_new": decision.is_new,
                "decided_at": at,
                "decided_by": by,
            },
        )
    return len(decisions)


@transaction.atomic
def undecide(sheet: Sheet, kind: Kind, key: str, *, by: User) -> None:
    """Takes a decision back; the word is asked about again."""
    layout = _open(sheet, by).layout
    LayoutValue.objects.filter(layout=layout, kind=kind, key=key).delete()


def plan_of(sheet: Sheet, *, is_dry_run: bool = False) -> importing.Plan:
    """A sheet whose columns are named, read and matched."""
    if sheet.layout is None:
        raise Refused(Reason.WRONG_STAGE)
    return importing.plan(
        reading.read(bytes(sheet.content), sheet=sheet.sheet),
        queries.mapping_of(sheet.layout, sheet.year, sheet.month),
        source=sheet.layout.source,
        file=sheet.name,
        layout=sheet.layout,
        is_dry_run=is_dry_run,
    )


@transaction.atomic
def import_sheet(sheet: Sheet, *, by: User, at: datetime) -> Sheet:
    """Imports a sheet at once; a long one is left to the worker."""
    sheet = _open(sheet, by)
    is_named = sheet.stage == Stage.MATCHING or sheet.layout is not None
    refuse_if(
        rules.reasons_not_to_import(is_open=sheet.is_open, is_named=is_named, rows=sheet.total)
    )
    if sheet.total > rules.AT_ONCE:
        sheet.stage, sheet.done = Stage.QUEUED, 0
        sheet.save(update_fields=["stage", "done"])
        app.configure_task(JOB).defer(sheet_id=str(sheet.pk), user_id=by.pk)
        return sheet
    plan = plan_of(sheet)
    if not plan.prepared.rows:
        raise Refused(Reason.NOTHING)
    report = importing.run(plan)
    _finish(sheet, report, at=at)
    return sheet


def begin(sheet_id: UUID) -> Sheet | None:
    """The worker takes a sheet that waits, or one that was broken off."""
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id).first()
    if sheet is None or not sheet.is_running:
        return None
    sheet.stage, sheet.done = Stage.IMPORTING, 0
    sheet.save(update_fields=["stage", "done"])
    return sheet


def note_progress(sheet_id: UUID, done: int) -> None:
    Sheet.objects.filter(pk=sheet_id).update(done=done)


def finish(sheet_id: UUID, report: SheetReport, *, at: datetime) -> None:
    sheet = Sheet.objects.select_related("layout").filter(pk=sheet_id).first()
    if sheet is not None:
        _finish(sheet, report, at=at)


def _finish(sheet: Sheet, report: SheetReport, *, at: datetime) -> None:
    """Keeps the report; of what was imported the bytes are no longer needed."""
    told = report.as_json()
    for name in ("changed", "notes", "refused_rows"):
        told[f"{name}_count"] = len(told[name])
        told[name] = told[name][:KEPT_LINES]
    sheet.report = told
    sheet.stage = Stage.FAILED if report.is_refused else Stage.IMPORTED
    if sheet.stage == Stage.IMPORTED:
        sheet.content, sheet.imported_at, sheet.done = b"", at, sheet.total
        Layout.objects.filter(sheets=sheet).update(last_used_at=at)
    sheet.save(update_fields=["report", "stage", "content", "imported_at", "done"])


@transaction.atomic
def discard(sheet: Sheet, *, by: User) -> None:
    """Throws a sheet away that was not imported. What was decided stays with its layout."""
    _open(sheet, by).delete()


@transaction.atomic
def forget(layout: Layout, *, by: User) -> None:
    """Forgets a layout and what was decided for it, as long as no row came by it."""
    require(by, "exchange.import_sheets")
    if queries.has_rows(layout) or layout.sheets.exists():
        raise Refused(Reason.IN_USE)
    layout.delete()


def _open(sheet: Sheet, by: User) -> Sheet:
    """Read again under a lock: two may work on one sheet."""
    require(by, "exchange.import_sheets")
    held = Sheet.objects.select_for_update(of=("self",)).select_related("layout").get(pk=sheet.pk)
    if not held.is_open:
        raise Refused(Reason.WRONG_STAGE)
    return held
