"""`homeward keys`: which master keys wrap what, and the change to a newer one."""

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from homeward.access.keys import KeyFault, health, master, rotation

keys = typer.Typer(no_args_is_help=True)
console = Console()


@keys.command()
def status() -> None:
    """How many data keys each master key wraps, and what is left to rotate."""
    try:
        configured, used, waiting = master.secrets(), health.used(), rotation.waiting()
        gone = health.destroyed()
    except KeyFault as fault:
        raise _ended(fault) from fault
    table = Table("Master key", "Configured", "Data keys")
    for number in sorted({*configured, *used}, reverse=True):
        newest = number == master.newest()
        has = "newest" if newest else "yes" if number in configured else "MISSING"
        table.add_row(str(number), has, f"{used.get(number, 0):,}")
    console.print(table)
    console.print(f"Destroyed for good: {gone:,}.", highlight=False)
    if waiting:
        console.print(f"{waiting:,} wait for `homeward keys rotate`.", highlight=False)


@keys.command()
def rotate() -> None:
    """Wraps every data key with the newest master key, while the application runs.

    First put the newest key in front of HOMEWARD_MASTER_KEY, keep the older behind it, and restart
    the application. When this ends with nothing left, the older one may be taken out.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
            task = progress.add_task("Wrapping anew", total=rotation.waiting())
            done = rotation.rotate(lambda number: progress.advance(task, number))
        left = rotation.waiting()
    except KeyFault as fault:
        raise _ended(fault) from fault
    console.print(f"{done:,} data keys wrapped with master key {master.newest()}.", highlight=False)
    if left:
        # A process that does not know the newest key yet has made some meanwhile.
        console.print(f"{left:,} came meanwhile: restart the application, then rotate again.")
        raise typer.Exit(1)


def _ended(fault: KeyFault) -> typer.Exit:
    console.print(str(fault), style="red", highlight=False)
    return typer.Exit(1)
