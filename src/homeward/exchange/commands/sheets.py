"""Sheets of who does what where, and lists of organisations' names."""

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pycountry
import typer

from homeward.exchange.commands.console import DryRun, Existing, Summary, console, finish, working

if TYPE_CHECKING:
    from homeward.exchange.sheets.importing import SheetReport
    from homeward.exchange.sheets.models import Layout
    from homeward.files.sheets import Table

MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def import_3w(
    path: Existing,
    layout: Annotated[
        str, typer.Option(help="Name under which its layout is kept; else the file's.")
    ] = "",
    country: Annotated[str, typer.Option(help="Its country where no column says it (GH).")] = "",
    month: Annotated[
        str, typer.Option(help="The month or year that it is about (2025-08, 2025).")
    ] = "",
    sheet: Annotated[str, typer.Option(help="Of a workbook: which of its sheets.")] = "",
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """A sheet of who does what where: CSV, packed CSV or XLSX. Its layout is remembered."""
    if country and not pycountry.countries.get(alpha_2=country.upper()):
        raise typer.BadParameter("not a country of ISO 3166-1", param_hint="--country")
    if month and not MONTH.fullmatch(month):
        raise typer.BadParameter("neither a month nor a year", param_hint="--month")
    from django.db import transaction  # noqa: PLC0415 - after Django's set-up

    from homeward.core.refusals import Refused  # noqa: PLC0415

    try:
        with transaction.atomic():
            report = _taken(path, layout, country.upper(), month, sheet, dry_run=dry_run)
            if dry_run:
                transaction.set_rollback(True)
    except Refused as refused:
        columns = ", ".join(getattr(refused, "columns", []))
        for reason in refused.reasons:
            console.print(f"[red]{reason.label}[/red]{f' ({columns})' if columns else ''}")
        raise typer.Exit(1) from refused
    tell_places(report)
    finish(report, summary)


def _taken(
    path: Path, name: str, country: str, month: str, sheet: str, *, dry_run: bool
) -> "SheetReport":
    from homeward.exchange.sheets import actions, importing, queries, rules  # noqa: PLC0415

    with working("Reading") as tick:
        table = actions.opened(path.read_bytes(), sheet=sheet)
        layout = queries.layout_of(actions.fingerprint_of(table))
        layout = layout or _new_layout(table, name or path.name.partition(".")[0], country)
        said = MONTH.fullmatch(month)
        year, at = (int(said[1]), int(said[2] or 0)) if said else rules.month_in(path.name)
        tick(doing="Matching")
        mapping = queries.mapping_of(layout, year, at, country=country)
        plan = importing.plan(
            table,
            mapping,
            source=layout.source,
            file=path.name,
            layout=layout,
            is_dry_run=dry_run,
        )
        tick(doing="Writing")
        return importing.run(plan, progress=tick)


def _new_layout(table: "Table", name: str, country: str) -> "Layout":
    """What the columns seem to say; the pages are for what can't be guessed."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.exchange.sheets import actions, columns  # noqa: PLC0415

    guesses = columns.guess(table.header, (row for _n, row in table.rows), table.tags)
    named = {number: guess.field.value for number, guess in guesses.items()}
    console.print("A new layout. Its columns were read as:", style="bold")
    for number, heading in enumerate(table.header):
        said = str(guesses[number].field.label) if number in guesses else "not read"
        console.print(f"- {heading or number + 1}: {said}", highlight=False, markup=False)
    naming = actions.Naming(name=name, columns=named, country=country)
    return actions.save_layout(table, naming, by=None, at=timezone.now())


def tell_places(report: "SheetReport") -> None:
    from homeward.exchange.sheets.choices import Way  # noqa: PLC0415

    total = report.rows - report.refused - report.left_out
    share = f" ({report.on_an_area / total:.1%})" if total else ""
    console.print(f"{report.rows} rows, and {report.empty_rows} empty ones.", highlight=False)
    console.print(
        f"{report.on_an_area} of {total} rows lie in a known area{share}.", highlight=False
    )
    for way, count in sorted(report.ways.items()):
        console.print(f"- {count} {Way(way).label}", highlight=False)
    console.print(f"- {report.unplaced} nowhere", highlight=False)
    console.print(f"{report.new_actors} organisations were not known.", highlight=False)
    for fault in report.refused_rows[:20]:
        where = f"- row {fault.row} [{fault.field}] {fault.reason}"
        console.print(where, highlight=False, markup=False)


def import_actors(path: Existing, dry_run: DryRun = False, summary: Summary = None) -> None:
    """A list of organisations' names: each way of writing, and whom it means where."""
    from django.db import transaction  # noqa: PLC0415

    from homeward.actors import actions  # noqa: PLC0415
    from homeward.core.changes import Did  # noqa: PLC0415
    from homeward.exchange.importer import Report  # noqa: PLC0415
    from homeward.exchange.readers import org_map  # noqa: PLC0415

    with working("Reading") as tick:
        records, reading = org_map.read(path)
        report = Report(source=org_map.SOURCE, is_dry_run=dry_run, notes=reading.notes)
        report.faults = reading.faults
        with transaction.atomic():
            if not report.is_refused:
                for done, change in enumerate(actions.put_names(org_map.SOURCE, records), start=1):
                    report.counts.setdefault(change.kind, Counter())[change.did] += 1
                    if change.did == Did.CHANGED:
                        report.changed.append(change)
                    tick(done, len(records), doing="Writing")
            if dry_run:
                transaction.set_rollback(True)
    finish(report, summary)
