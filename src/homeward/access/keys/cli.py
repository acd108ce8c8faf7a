"""`homeward keys`: which master keys wrap what, and the change to a newer one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from homeward.access.keys.faults import KeyFault

Advance = Callable[[int], object]

keys = typer.Typer(no_args_is_help=True)
console = Console()


@keys.command()
def status() -> None:
    """How many data keys each master key wraps, and what is left to do."""
    from homeward.access.keys import first_layout, health, master, rotation  # noqa: PLC0415

    with _in_words():
        configured, used, waiting = master.secrets(), health.used(), rotation.waiting()
        destroyed, old = health.destroyed(), first_layout.waiting()
    table = Table("Master key", "Configured", "Data keys")
    for number in sorted({*configured, *used}, reverse=True):
        has = "yes" if number in configured else "MISSING"
        newest = number == next(iter(configured))
        table.add_row(str(number), "newest" if newest else has, f"{used.get(number, 0):,}")
    console.print(table)
    _say(f"Destroyed for good: {destroyed:,}.")
    if waiting:
        _say(f"{waiting:,} wait for `homeward keys rotate`.")
    if old:
        _say(f"{old:,} rows wait for `homeward keys seal`.")


@keys.command()
def seal() -> None:
    """Puts what an older version sealed under the persons' own keys, while the application runs.

    Until then those values need master key 1, and a swap of two of them goes unnoticed.
    """
    from homeward.access.keys import first_layout  # noqa: PLC0415

    done = _shown("Sealing anew", first_layout.waiting, first_layout.seal)
    _say(f"{done:,} rows sealed anew.")


@keys.command()
def rotate() -> None:
    """Wraps every data key with the newest master key, while the application runs.

    First put the newest key in front of HOMEWARD_MASTER_KEY, keep the older behind it, and restart
    the application. When this ends with nothing left, the older one may be taken out.
    """
    from homeward.access.keys import first_layout, master, rotation  # noqa: PLC0415

    done = _shown("Wrapping anew", rotation.waiting, rotation.rotate)
    _say(f"{done:,} data keys wrapped with master key {master.newest()}.")
    with _in_words():
        left, old = rotation.waiting(), first_layout.waiting()
    if left:
        # A process that does not know the newest key yet has made some meanwhile.
        _say(f"{left:,} came meanwhile: restart the application, then rotate again.")
    if old:
        _say(f"{old:,} rows still need master key 1: run `homeward keys seal` before it goes.")
    if left or old:
        raise typer.Exit(1)


def _shown(what: str, waiting: Callable[[], int], work: Callable[[Advance], int]) -> int:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with _in_words(), Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        task = progress.add_task(what, total=waiting())
        return work(lambda number: progress.advance(task, number))


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except KeyFault as fault:
        console.print(str(fault), style="red", highlight=False)
        raise typer.Exit(1) from fault


def _say(text: str) -> None:
    console.print(text, highlight=False)
