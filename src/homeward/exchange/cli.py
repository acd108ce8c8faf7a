"""`homeward import` reads files, compares, writes all or nothing and reports; `homeward export`.

Django is set up before a command runs; what needs it is imported only then.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import pycountry
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from homeward.exchange.importer import Report

imports = typer.Typer(no_args_is_help=True)
exports = typer.Typer(no_args_is_help=True)
console = Console()
# How many faults, notes or changes the terminal shows; the JSON summary has them all.
SHOWN = 50

Existing = Annotated[Path, typer.Argument(exists=True, readable=True)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")]
Summary = Annotated[Path | None, typer.Option("--json", help="Write the summary to this file.")]


@imports.command()
def hsds(
    path: Existing,
    source: Annotated[str, typer.Option(help="Who publishes it; ids are kept by it.")] = "hsds",
    country: Annotated[
        str, typer.Option(help="Country of organisations whose addresses name none (GH).")
    ] = "",
    language: Annotated[str, typer.Option(help="Language of the wording.")] = "en",
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """A service directory in HSDS 3: a folder or archive of CSV, or JSON."""
    if country and not pycountry.countries.get(alpha_2=country.upper()):
        raise typer.BadParameter("not a country of ISO 3166-1", param_hint="--country")
    from homeward.exchange.readers import hsds as reader  # noqa: PLC0415 - after Django's set-up

    _run(
        lambda: reader.read(path, source=source, country=country.upper(), language=language),
        dry_run,
        summary,
    )


@imports.command()
def services_jordan(
    english: Existing, arabic: Existing, dry_run: DryRun = False, summary: Summary = None
) -> None:
    """The inter-agency directory of services in Jordan, English and Arabic joined."""
    from homeward.exchange.readers import jordan_services as reader  # noqa: PLC0415

    _run(lambda: reader.read(english, arabic), dry_run, summary)


@exports.callback()
def _exports() -> None:
    """Keeps `hsds` a command of its own while it is the only one."""


@exports.command("hsds")
def export_hsds(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file.")] = None,
) -> None:
    """The directory's services on offer, as HSDS 3 JSON. Confidential places are left out."""
    from homeward.exchange.writers import hsds as writer  # noqa: PLC0415
    from homeward.services import queries  # noqa: PLC0415

    page = writer.page(queries.for_export(queries.search()))
    text = json.dumps(page, ensure_ascii=False, indent=2)
    if output:
        output.write_text(f"{text}\n", encoding="utf-8")
        console.print(f"{page['total_items']} services written to {output}.")
    else:
        typer.echo(text)


def _run(read: Callable[[], Any], dry_run: bool, summary: Path | None) -> None:
    from homeward.exchange import importer  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Reading", total=None)
        directory, reading = read()
        progress.update(task, description="Comparing")
        report = importer.run(
            directory,
            reading,
            dry_run=dry_run,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    _tell(report)
    if summary:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2, default=str)
        summary.write_text(f"{text}\n", encoding="utf-8")
    if report.is_refused:
        raise typer.Exit(1)


def _tell(report: "Report") -> None:
    _lines("Left out or read in another way", [_where(n, n.text) for n in report.notes])
    if report.is_refused:
        _lines("Faults", [_where(f, f.reason) for f in report.faults])
        count = len(report.faults)
        faults = "1 fault" if count == 1 else f"{count} faults"
        console.print(f"[red]Refused: {faults}. Nothing was imported.[/red]")
        return
    _lines("Changed", [f"{c.kind} {c.source_id}: {', '.join(c.fields)}" for c in report.changed])
    console.print(_table(report))
    if report.gone:
        console.print(f"{report.gone} services of this source are no longer in it; they stay.")
    if report.is_dry_run:
        console.print("A dry run: nothing was written.")


def _table(report: "Report") -> Table:
    table = Table()
    table.add_column(report.source)
    for name in ("new", "changed", "unchanged", "refused"):
        table.add_column(name, justify="right")
    for kind, counter in report.counts.items():
        table.add_row(kind, *(str(counter[n]) for n in ("new", "changed", "unchanged")), "0")
    return table


def _where(said: Any, text: str) -> str:
    row = f":{said.row}" if said.row else ""
    field = f" [{said.field}]" if said.field else ""
    return f"{said.file}{row}{field} {text}"


def _lines(title: str, lines: list[str]) -> None:
    if not lines:
        return
    console.print(f"{title}:", style="bold")
    for line in lines[:SHOWN]:
        console.print(f"- {escape(line)}", highlight=False)
    if len(lines) > SHOWN:
        console.print(f"- and {len(lines) - SHOWN} more (--json FILE has them all)")
