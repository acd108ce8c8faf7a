"""`homeward backup`, `homeward restore` and `homeward drill`."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from homeward.config import embedded
from homeward.config.backups.places import Trouble, configured

backup = typer.Typer(invoke_without_command=True)
restore = typer.Typer(invoke_without_command=True)
console = Console()


def say(text: str) -> None:
    console.print(text, highlight=False, soft_wrap=True)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (Trouble, OSError) as trouble:
        console.print(str(trouble), style="red", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from trouble


@backup.callback()
def take(context: typer.Context) -> None:
    """Makes a base backup and a dump of the keys, encrypted, each in its folder."""
    if context.invoked_subcommand or "--help" in sys.argv:
        return
    from homeward.config.backups import keystore, places, repository, taking  # noqa: PLC0415

    where = configured()
    with _in_words(), embedded.running():
        about = taking.take(where)
        say(f"{about.label}: {about.files:,} files verified, {about.size / 1e6:,.1f} MB sealed.")
        if where.keys_folder:
            folder = repository.keys_folder(where.for_keys())
            now = datetime.now(UTC)
            keystore.dump(folder, where.keys_recipients, places.keys_way(), now=now)
            say(f"The keys were dumped to {folder}.")
        else:
            say("The keys were not backed up: HOMEWARD_KEYS_BACKUP_FOLDER names no folder.")


@backup.command()
def key(
    output: Annotated[Path, typer.Option("--output", "-o", help="A new file for the identity.")],
) -> None:
    """Makes a pair: a recipient for the settings, an identity to be kept away from the server."""
    from homeward.config.backups import sealing  # noqa: PLC0415

    with _in_words():
        recipient, identity = sealing.make_pair()
        with output.open("x", encoding="ascii") as file:
            output.chmod(0o600)
            file.write(f"# recipient: {recipient}\n{identity}\n")
    say(f"Recipient: {recipient}")
    say(f"The identity lies in {output}. Without it no backup opens; keep it apart, twice.")


@backup.command()
def stream(
    forget: Annotated[
        bool, typer.Option("--forget", help="Let the server drop the log that it keeps for us.")
    ] = False,
) -> None:
    """Follows the server's log until it is stopped: what would be lost is seconds long."""
    from homeward.config.backups import streaming  # noqa: PLC0415

    if forget:
        with _in_words(), embedded.running():
            streaming.drop_slot()
        return
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    with _in_words(), embedded.running():
        streaming.follow(configured(), until=stopping.is_set, say=say)


@backup.command("list")
def show() -> None:
    """What lies in the folders, and how far back and forth it reaches."""
    from homeward.config.backups import repository  # noqa: PLC0415

    where = configured()
    with _in_words():
        folder = where.for_data()
        table = Table("Base backup", "Ended (UTC)", "MB", "Server", "Homeward")
        for about in repository.bases(folder):
            table.add_row(
                about.label,
                f"{about.ended:%Y-%m-%d %H:%M:%S}",
                f"{about.size / 1e6:,.1f}",
                about.server,
                about.homeward,
            )
        console.print(table)
        names = [n for n in repository.wal(folder) if repository.SEGMENT.fullmatch(n[:24])]
        reached = repository.wal_folder(folder) / "reached"
        if reached.exists():
            until = datetime.fromtimestamp(reached.stat().st_mtime, UTC)
            say(f"{len(names):,} segments of the log, until {until:%Y-%m-%d %H:%M:%S} UTC.")
        if where.keys_folder:
            dumps = repository.pieces(repository.keys_folder(where.for_keys()))
            say(f"{len(dumps):,} parts of the keys' backups.")


@backup.command()
def verify(
    identity: Annotated[
        Path | None, typer.Option(help="Opens each part of the data as well, to its last byte.")
    ] = None,
) -> None:
    """Compares every part with its sum. Exit status 1 where one was altered or is missing."""
    from homeward.config.backups import repository, sealing  # noqa: PLC0415

    where = configured()
    with _in_words():
        folder = where.for_data()
        found = list(repository.faults(folder))
        if where.keys_folder:
            found += repository.piece_faults(repository.keys_folder(where.for_keys()))
        parts = [piece.path for piece in repository.wal(folder).values()]
        for about in repository.bases(folder):
            parts += [repository.base_folder(folder, about.label) / name for name in about.parts]
        if identity:
            identities = sealing.identities(identity)
            for part in parts:
                try:
                    with sealing.opened(part, identities):
                        pass
                except (OSError, Trouble) as trouble:
                    found.append(str(trouble))
    for fault in found:
        console.print(f"- {fault}", style="red", highlight=False, soft_wrap=True)
    if found:
        raise typer.Exit(1)
    say(f"{len(parts):,} parts are as they were made" + (" and open." if identity else "."))


@backup.command()
def prune() -> None:
    """Deletes what is older than the settings allow; the newest base backup always stays."""
    from homeward.config.backups import keeping  # noqa: PLC0415

    with _in_words():
        gone = keeping.prune(configured())
    say(f"Gone: {gone.bases} base backups, {gone.segments} segments, {gone.keys} parts of keys.")


@restore.callback()
def back(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="An empty folder; it becomes a HOME.")] = None,
    at: Annotated[
        str, typer.Option(help="A moment, ISO 8601, UTC where it says nothing else.")
    ] = "",
    latest: Annotated[bool, typer.Option(help="As late as the backups reach.")] = False,
    identity: Annotated[Path | None, typer.Option(help="What opens the data's backups.")] = None,
    keys_identity: Annotated[
        Path | None,
        typer.Option(help="Only where the living key store is lost: opens its newest backup."),
    ] = None,
) -> None:
    """Restores the data into a new place, verifies it, and closes again what was closed since."""
    if context.invoked_subcommand or "--help" in sys.argv:
        return
    if not to or not identity or bool(at) == latest:
        say("Name --to, --identity, and either --at or --latest.")
        raise typer.Exit(2)
    from homeward.config.backups import restoring  # noqa: PLC0415

    with _in_words():
        wanted = restoring.Wanted(
            to=to.resolve(),
            at=_moment(at) if at else None,
            identity=identity,
            keys_identity=keys_identity,
        )
        with embedded.running():
            done = restoring.restore(configured(), wanted, say=say)
        if done.last_commit:
            say(f"The last transaction that came back is of {done.last_commit:%Y-%m-%d %H:%M:%S}.")
        status = restoring.open_again(done.to)
    if status:
        say("It came back, and nobody is let in yet: `homeward migrate` there says why.")
        raise typer.Exit(status)
    say(f"Ready in {done.to}. docs/operate/backup.md says how to serve it from there.")


@restore.command()
def keys(
    identity: Annotated[Path, typer.Option(help="What opens the keys' backups.")],
    lost: Annotated[
        bool, typer.Option("--lost", help="Yes: the living key store is lost for good.")
    ] = False,
) -> None:
    """Puts the newest backup of the keys in the key store's place, where that itself is lost."""
    from homeward.config.backups import keystore, places, sealing  # noqa: PLC0415

    with _in_words():
        if not lost:
            raise Trouble("What is in the key store now is thrown away. Say --lost if it is lost.")
        with embedded.running():
            identities = sealing.identities(identity)
            keystore.bring_back(configured().for_keys(), identities, places.keys_way())
    say("The keys came back. `homeward migrate` gives them to the app role; then `homeward check`.")


def drill(
    identity: Annotated[Path, typer.Option(help="What opens the data's backups.")],
    times: Annotated[int, typer.Option(min=1, help="How many restores.")] = 2,
    limit: Annotated[
        int, typer.Option(min=1, help="After so many minutes it ends, with exit status 1.")
    ] = 120,
) -> None:
    """Restores to random moments in places of its own, compares, and says what would be lost.

    The living installation goes on. Half of the runs suppose that its machine is lost now.
    """
    from homeward.config.backups import drilling  # noqa: PLC0415

    with _in_words(), embedded.running(), drilling.limited(limit):
        runs = drilling.drill(configured(), identity.resolve(), times=times, say=say)
    for line in drilling.summary(runs):
        say(line)
    if any(run.faults for run in runs):
        raise typer.Exit(1)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Trouble(f"{text} is no moment; write it as 2026-05-03T14:30:00.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)
