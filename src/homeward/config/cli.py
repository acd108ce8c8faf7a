"""The command `homeward`: everything that needs no screen.

Nothing of Django is imported before a command needs it, so that the file tools start at once and
ask for no settings.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from homeward.config import embedded, folders

app = typer.Typer(
    help="The shared information system of migrant return and reintegration.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console()


@app.callback()
def settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")
    # A HOME that was filled as a demo stays one, with its generated secrets.
    if folders.demo_mark().exists():
        os.environ.setdefault("HOMEWARD_DEMO", "1")


def _set_up(*, as_owner: bool = False) -> None:
    if as_owner:
        os.environ["HOMEWARD_DB_AS"] = "owner"
    import django  # noqa: PLC0415 - the command line starts without it

    django.setup()


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill an empty database with the demo corridor.")
    ] = False,
    worker: Annotated[bool, typer.Option(help="Run the job worker too.")] = True,
    database: Annotated[
        bool, typer.Option(help="Run the embedded database where no DATABASE_URL is given.")
    ] = True,
) -> None:
    """The web application, its worker and, by default, its database."""
    from homeward.config import serve as server  # noqa: PLC0415

    if demo:
        os.environ["HOMEWARD_DEMO"] = "1"
    raise typer.Exit(
        server.run(host=host, port=port, demo=demo, with_worker=worker, with_database=database)
    )


@app.command()
def web(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """The web application alone, in the foreground: for systemd and containers."""
    from homeward.config import child  # noqa: PLC0415

    _refuse_generated()
    child.web(f"{host}:{port}")


@app.command()
def worker() -> None:
    """The job worker alone, in the foreground: for systemd and containers."""
    from homeward.config import child  # noqa: PLC0415

    _refuse_generated()
    child.worker()


@app.command()
def answers(url: Annotated[str, typer.Argument(help="Of this machine's own web process.")]) -> None:
    """Exit status 0 when a page answers well: for a container's health check."""
    from homeward.config import reaching  # noqa: PLC0415

    raise typer.Exit(0 if reaching.answers(url) else 1)


def _refuse_generated() -> None:
    """Nothing is served, and nothing done, where a demo's data stands in a real installation."""
    from homeward.config import generated  # noqa: PLC0415

    if refusal := generated.refusal():
        console.print(refusal, style="red", highlight=False)
        raise typer.Exit(1)


@app.command()
def migrate() -> None:
    """Brings the database to this version, as its owner."""
    with embedded.running():
        _refuse_generated()
        _migrate()
    console.print("The database is up to date.")


@app.command()
def demo(
    households: Annotated[int, typer.Option(min=1, help="How many households.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed makes the same corridor.")] = 2026,
) -> None:
    """Fills an empty database with the demo corridor, and says how to sign in."""
    os.environ.setdefault("HOMEWARD_DEMO", "1")
    with embedded.running():
        _migrate()
        if not _holds_demo():
            _fill(households, seed)
            folders.demo_mark().touch()
        _say_sign_ins()


def _migrate() -> None:
    folders.make_home()
    _set_up(as_owner=True)
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        # Two that start at once: the second finds everything done.
        cursor.execute("select pg_advisory_lock(hashtext('homeward migrate'))")
    try:
        call_command("migrate", interactive=False, verbosity=0)
        _load_forms()
        _erase_again()
        restored = _close_again()
        _complete_search()
        if restored:
            _let_in()
    finally:
        connection.close()


def _load_forms() -> None:
    """The questionnaires that come with this version, where they are not there yet."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.assessments import shipped  # noqa: PLC0415

    shipped.load(at=timezone.now())


def _complete_search() -> None:
    from homeward.persons import search  # noqa: PLC0415

    if not search.is_complete():
        _reindex()


def _erase_again() -> None:
    """A restored backup may hold persons who were erased after it was made."""
    from homeward.rights import actions  # noqa: PLC0415

    if found := actions.replay():
        console.print(f"{found} persons of an older backup were erased again.")


def _close_again() -> bool:
    """And what persons closed since, where this is a restored database that waits for it."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from homeward.config import again  # noqa: PLC0415
    from homeward.config.backups import waiting  # noqa: PLC0415
    from homeward.persons import actions  # noqa: PLC0415

    with connection.cursor() as cursor:
        if not waiting.mark(cursor):
            return False
    at = timezone.now()
    done = actions.replay(at=at)
    console.print(
        f"{done.closed} consents, blocks and grounds were closed again as they were closed since;"
        f" of {done.untold} of them nobody could be told."
    )
    for what, count in again.restrict(at=at).items():
        if count:
            console.print(f"{count} {what} were open again, and are shut as they were since.")
    return True


def _let_in() -> None:
    from django.db import connection  # noqa: PLC0415

    from homeward.config.backups import waiting  # noqa: PLC0415

    with connection.cursor() as cursor:
        waiting.end(cursor)
    console.print("The restored database is open; whoever was signed in signs in anew.")


def _holds_demo() -> bool:
    from homeward.access.models import User  # noqa: PLC0415

    return folders.demo_mark().exists() and User.objects.exists()


def _fill(households: int, seed: int) -> None:
    from homeward.demo.fill import NotEmpty, fill  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
            task = progress.add_task("Demo corridor", total=households)
            fill(households, seed, lambda done: progress.advance(task, done))
    except NotEmpty as refusal:
        console.print(str(refusal))
        raise typer.Exit(1) from refusal


def _say_sign_ins() -> None:
    from homeward.access import demo as sign_ins  # noqa: PLC0415

    table = Table("Role", "E-mail", title=f"Sign-ins of the demo, password {sign_ins.PASSWORD}")
    for label, email in sign_ins.sign_ins():
        table.add_row(str(label), email)
    console.print(table)


@app.command()
def reindex(
    anew: Annotated[
        bool, typer.Option("--anew", help="Forget what is there, also where it is complete.")
    ] = False,
) -> None:
    """Makes the name search's index where it is lacking: after a crash or a restored dump."""
    with embedded.running():
        _set_up(as_owner=True)
        made = _reindex(anew=anew)
    console.print(f"{made} persons indexed; the name search is complete.")


def _reindex(*, anew: bool = False) -> int:
    from homeward.persons import indexing  # noqa: PLC0415

    with Progress(console=console) as progress:
        task = progress.add_task("Name search", total=None)
        return indexing.reindex(anew=anew, progress=lambda made: progress.advance(task, made))


@app.command()
def check(
    deploy: Annotated[
        bool, typer.Option("--deploy", help="What a deployment lacks to be safe, too.")
    ] = False,
) -> None:
    """The installation's own health, in words. Exit status 1 when something is wrong."""
    from homeward.config import check as health  # noqa: PLC0415
    from homeward.config import weaknesses  # noqa: PLC0415

    # A pool would try again for half a minute, and keep the reason to itself.
    os.environ["HOMEWARD_DB_POOL"] = "0"
    with embedded.running():
        faults = health.faults()
        if deploy:
            faults += weaknesses.found()
    for fault in faults:
        console.print(f"- {fault}", style="red", highlight=False, soft_wrap=True)
    if deploy:
        console.print("\nWhat no program can know; answer it yourself:")
        for question in weaknesses.QUESTIONS:
            console.print(f"? {question}", highlight=False, soft_wrap=True)
    if faults:
        raise typer.Exit(1)
    console.print("Everything is as it should be.")


@app.command()
def anchor() -> None:
    """Writes the heads of the read log outside the database, as the worker does by itself."""
    with embedded.running():
        _set_up()
        from django.conf import settings  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from homeward.audit import actions  # noqa: PLC0415

        number = actions.anchor(at=timezone.now())
        console.print(f"{number} anchors written to {settings.ANCHOR_FILE}.", highlight=False)


def _with_database(context: typer.Context) -> None:
    """What runs before a command of another feature that works on the database."""
    if "--help" not in sys.argv:
        context.with_resource(embedded.running())
        # A whole organisation's data goes past the row policies.
        _set_up(as_owner=context.invoked_subcommand == "organisation")


def _as_owner(context: typer.Context) -> None:
    """The same for work on all rows, past their policies."""
    if "--help" not in sys.argv:
        context.with_resource(embedded.running())
        _set_up(as_owner=True)


def _add(
    name: str,
    module: str,
    attribute: str,
    *,
    help: str,
    before: Callable[..., None] | None = None,
) -> None:
    """Adds a feature's own commands, where the feature has them."""
    if find_spec(module):
        found = getattr(import_module(module), attribute)
        # One that has a callback of its own prepares itself.
        if before:
            app.add_typer(found, name=name, help=help, callback=before)
        else:
            app.add_typer(found, name=name, help=help)


_add(
    "import",
    "homeward.exchange.cli",
    "imports",
    help="Reads files into the database.",
    before=_with_database,
)
_add(
    "export",
    "homeward.exchange.cli",
    "exports",
    help="Writes files from the database.",
    before=_with_database,
)
_add(
    "keys",
    "homeward.access.keys.cli",
    "keys",
    help="The master keys and what they wrap.",
    before=_as_owner,
)
_add(
    "handover",
    "homeward.handovers.cli",
    "app",
    help="Carries out the handover of a caseload that was signed and begun.",
    before=_with_database,
)
_add(
    "dictionary",
    "homeward.desk.cli",
    "app",
    help="The dictionary of all data: every table and column, and who sees it.",
    before=_with_database,
)
app.command("score")(import_module("homeward.surveys.cli").score)
app.command("dedupe")(import_module("homeward.linkage.cli").dedupe)
app.command("allocate")(import_module("homeward.matching.cli").allocate)
app.command("evaluate")(import_module("homeward.estimation.cli").evaluate)
_add(
    "setup",
    "homeward.config.setup.cli",
    "app",
    help="Guided steps of a new installation: secrets, mail, text messages, sign-in, people.",
    before=lambda: None,
)
app.command("configure")(import_module("homeward.config.configure").configure)
_add(
    "operator",
    "homeward.monitoring.cli",
    "app",
    help="Whose administrators watch the installation.",
    before=_as_owner,
)
_add(
    "users",
    "homeward.users.cli",
    "app",
    help="The first administrator, and approvals where nobody else can give them.",
    before=_as_owner,
)
_add(
    "backup",
    "homeward.config.backups.cli",
    "backup",
    help="Base backups, the log between them and the keys apart, all encrypted.",
)
_add(
    "restore",
    "homeward.config.backups.cli",
    "restore",
    help="Brings a backup back into a new place, to a moment.",
)
app.command("drill")(import_module("homeward.config.backups.cli").drill)


if __name__ == "__main__":
    app()
