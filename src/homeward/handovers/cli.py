"""`homeward handover run`: carries out what was begun; it can be interrupted anywhere."""

from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress

app = typer.Typer(no_args_is_help=True)


@app.command()
def run(
    stage: Annotated[UUID, typer.Argument(help="the number of a stage that was begun")],
    figures: Annotated[
        bool, typer.Option(help="Compute all indicators before and after, and compare.")
    ] = True,
) -> None:
    """Moves what may move, from wherever it stands. Interrupted anywhere, run it again."""
    from homeward.handovers import actions  # noqa: PLC0415 - models are ready only now
    from homeward.indicators import jobs as indicators  # noqa: PLC0415

    with Progress() as progress:
        task = progress.add_task("Cases", total=None)
        moved = actions.run(
            stage,
            figures=indicators.compute if figures else None,
            progress=lambda number: progress.advance(task, number),
        )
    Console().print(f"{moved} cases moved.", highlight=False)


@app.command(name="list")
def listed() -> None:
    """The stages that are under way."""
    from homeward.handovers.actions import running  # noqa: PLC0415 - models are ready only now

    for found in running.under_way():
        Console().print(str(found.stage), highlight=False)
