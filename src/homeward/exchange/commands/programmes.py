"""Programmes: IATI in and out, and the standard's lists of codes."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from homeward.exchange.commands.console import DryRun, Summary, console, finish, working

Schema = Annotated[
    Path | None,
    typer.Option(help="Folder of the official XSD, to hold the files to it as well."),
]


def import_iati(
    files: Annotated[list[Path], typer.Argument(exists=True, readable=True, dir_okay=False)],
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Read what can be read, and tell what was done.")
    ] = False,
    schema: Schema = None,
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """Programmes from activity files of IATI 2.03."""
    from homeward.exchange import activities  # noqa: PLC0415 - after Django's set-up

    options = activities.Options(is_lenient=lenient, xsd=_schema(schema))
    with ExitStack() as stack, working("Reading and comparing") as tick:
        sources = [
            activities.Source(str(path), stack.enter_context(path.open("rb")), path.stat().st_size)
            for path in files
        ]
        report = activities.run(sources, options, dry_run=dry_run, progress=tick)
    finish(report, summary)


def _schema(folder: Path | None):  # type: ignore[no-untyped-def]
    from homeward.exchange.iati import schema  # noqa: PLC0415

    try:
        return schema.load(folder) if folder else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--schema") from error


def import_codelists(
    folder: Annotated[Path, typer.Argument(exists=True, readable=True, file_okay=False)],
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """The lists of codes of IATI: sectors with the need they answer, and what codes mean."""
    from homeward.exchange import activities  # noqa: PLC0415 - after Django's set-up
    from homeward.exchange.readers import iati_codelists as reader  # noqa: PLC0415

    with working("Reading and comparing"):
        report = activities.run_codelists(*reader.read(folder), dry_run=dry_run)
    finish(report, summary)


def export_iati(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file.")] = None,
    programme: Annotated[
        list[str] | None, typer.Option(help="Code of a programme; may be given more than once.")
    ] = None,
) -> None:
    """Programmes as a file of IATI 2.03: those run here and those that were imported."""
    from django.utils import timezone  # noqa: PLC0415 - after Django's set-up

    from homeward.exchange import publishing  # noqa: PLC0415
    from homeward.exchange.writers import iati as writer  # noqa: PLC0415

    found = publishing.programmes(programme or ())
    missing = set(programme or ()) - set(found.values_list("code", flat=True))
    if missing:
        raise typer.BadParameter(f"no such programme: {', '.join(sorted(missing))}")
    now = timezone.now()
    if output is None:
        writer.write(sys.stdout.buffer, found, at=now)
        return
    with working("Writing") as tick, output.open("wb") as file:
        written = writer.write(file, found, at=now, progress=tick)
    console.print(f"{written.count} programmes written to {output}.")
    for code in written.left_out:
        console.print(f"- {code} is left out: no date is known of it, which IATI asks for.")
