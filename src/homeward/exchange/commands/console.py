"""What the commands share: their options, the bar while they work, and the report at the end."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from homeward.exchange.importer import Report

console = Console()
# How many faults, notes or changes the terminal shows; the JSON summary has them all.
SHOWN = 50

Existing = Annotated[Path, typer.Argument(exists=True, readable=True)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")]
Summary = Annotated[Path | None, typer.Option("--json", help="Write the summary to this file.")]


class Tick(Protocol):
    """Moves the bar; a new `doing` names the next stretch of the work."""

    def __call__(self, done: int = 0, total: int | None = None, *, doing: str = "") -> None: ...


@contextmanager
def working(doing: str) -> Iterator[Tick]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=None)

        def tick(done: int = 0, total: int | None = None, *, doing: str = "") -> None:
            progress.update(task, completed=done, total=total, description=doing or None)

        yield tick


def finish(report: "Report", summary: Path | None) -> None:
    """Tells what was done, writes the summary, and ends with 1 where nothing was taken."""
    _tell(report)
    if summary:
        write_json(report.as_json(), summary)
    if report.is_refused:
        raise typer.Exit(1)


def write_json(value: Any, path: Path) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    path.write_text(f"{text}\n", encoding="utf-8")


def _tell(report: "Report") -> None:
    _lines("Left out or read in another way", [_where(n, n.text) for n in report.notes])
    if report.is_refused:
        _lines("Faults", [_where(f, f.reason) for f in report.faults])
        count = len(report.faults)
        faults = "1 fault" if count == 1 else f"{count} faults"
        console.print(f"[red]Refused: {faults}. Nothing was imported.[/red]")
        return
    _lines("Changed", [f"{c.kind} {c.source_id}: {', '.join(c.fields)}" for c in report.changed])
    edition = report.edition
    _lines("Under a new id", [f"{r.kind} {r.name}: {r.old} -> {r.new}" for r in edition.reissued])
    _lines("Back again", list(edition.back))
    console.print(_table(report))
    _lines("No longer in it; they stay", report.gone_names)
    if report.gone and not report.gone_names:
        _tell_gone(report)
    if report.is_dry_run:
        console.print("A dry run: nothing was written.")


def _tell_gone(report: "Report") -> None:
    kept = "they were taken from search" if report.is_retired else "they stay (--retire-gone)"
    console.print(f"{report.gone} {report.gone_are} of this source are no longer in it; {kept}.")
    _lines("Gone", [f"{key}: {name}" for key, name in report.edition.gone.items()])


def _table(report: "Report") -> Table:
    table = Table()
    table.add_column(report.source)
    for name in ("new", "changed", "unchanged", "refused"):
        table.add_column(name, justify="right")
    for kind, counter in report.counts.items():
        table.add_row(kind, *(str(counter[n]) for n in ("new", "changed", "unchanged", "refused")))
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
        console.print(f"- {escape(line)}", highlight=False, soft_wrap=True)
    if len(lines) > SHOWN:
        console.print(f"- and {len(lines) - SHOWN} more (--json FILE has them all)")
