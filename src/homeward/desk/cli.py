"""`homeward dictionary write`: every table and column with its meaning, as a spreadsheet's file."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True)


@app.callback()
def dictionary() -> None:
    """The dictionary of all data."""


@app.command()
def write(
    output: Annotated[Path, typer.Option("-o", "--output", help="where to write it (CSV)")],
    language: Annotated[str, typer.Option(help="en, fr or ar")] = "en",
) -> None:
    """Writes a row a column: its meaning, class, who sees it, and its rules."""
    from django.utils import translation  # noqa: PLC0415 - models are ready only now

    from homeward.desk import dictionary as written  # noqa: PLC0415

    with translation.override(language):
        found = written.tables()
        output.write_bytes(written.sheet(found))
    Console().print(f"{len(found)} tables written to {output}.", highlight=False)
