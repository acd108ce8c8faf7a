"""`homeward export organisation` and `homeward import organisation`, as the database's owner."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from homeward.core.digits import are_digits

if TYPE_CHECKING:
    from homeward.access.models import Organisation
    from homeward.archives.actions import Report

console = Console()
VARIABLE = "HOMEWARD_ARCHIVE_PASSPHRASE"
Passphrase = Annotated[
    str,
    typer.Option(
        envvar=VARIABLE, prompt="Passphrase", hide_input=True, help="What seals the archive."
    ),
]


def export_organisation(
    organisation: Annotated[str, typer.Argument(help="Its name, or its number.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The archive's file.")],
    passphrase: Passphrase,
    reason: Annotated[str, typer.Option(help="What it is for; kept.")] = "By the command line",
) -> None:
    """All data of one organisation: a sealed archive of CSV files with their description."""
    from django.utils import timezone  # noqa: PLC0415 - after Django's set-up

    from homeward.archives import actions, rules  # noqa: PLC0415

    if len(passphrase) < rules.SHORTEST:
        raise typer.BadParameter(f"at least {rules.SHORTEST} characters", param_hint="passphrase")
    found = _named(organisation)
    manifest = actions.write_as_owner(
        found, output, passphrase, reason=reason, at=timezone.now(), progress=_tell
    )
    rows = sum(told["rows"] for told in manifest["tables"].values())
    left = sum(manifest["left"]["rows"].values())
    console.print(f"{found.name}: {rows:,} rows in {len(manifest['tables'])} tables, {output}.")
    if left:
        console.print(f"{left:,} rows stayed behind; manifest.json says of which tables.")


def _named(organisation: str) -> "Organisation":
    from homeward.access.models import Organisation  # noqa: PLC0415

    found = list(Organisation.objects.filter(name=organisation)[:2])
    if are_digits(organisation):
        found = list(Organisation.objects.filter(pk=int(organisation)))
    if len(found) != 1:
        why = "no organisation has that name" if not found else "several have it: give the number"
        raise typer.BadParameter(why, param_hint="organisation")
    return found[0]


def _tell(table: str, rows: int) -> None:
    console.print(f"{table}: {rows:,}", style="dim", highlight=False)


def import_organisation(
    files: Annotated[
        list[Path],
        typer.Argument(exists=True, readable=True, dir_okay=False, help="The archive's parts."),
    ],
    passphrase: Passphrase,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all of it, then undo it, and tell.")
    ] = False,
    summary: Annotated[
        Path | None, typer.Option("--json", help="Write the report to this file.")
    ] = None,
) -> None:
    """Brings an organisation's archive in: whole, or not at all."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.archives import actions, opening, sealing  # noqa: PLC0415

    try:
        report = actions.arrive(
            sorted(files), passphrase, at=timezone.now(), dry_run=dry_run, progress=_tell
        )
    except sealing.NotOpened as error:
        _refuse("The passphrase is another, or the file was altered or cut.", error)
    except opening.Altered as error:
        _refuse(f"The archive can't be believed: {error}.", error)
    except actions.KnownAlready as error:
        _refuse("This archive was brought in before; nothing was written.", error)
    except actions.NotTaken as refusal:
        for conflict in refusal.conflicts[:50]:
            console.print(f"- {conflict}", style="red", highlight=False)
        _refuse("Nothing was written.", refusal)
    _show(report, dry_run=dry_run)
    if summary:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        summary.write_text(f"{text}\n", encoding="utf-8")


def _refuse(said: str, error: Exception) -> None:
    console.print(said, style="red", highlight=False)
    raise typer.Exit(1) from error


def _show(report: "Report", *, dry_run: bool) -> None:
    shown = Table("Table", "Rows", "Stood here", "Fingerprint there", "Fingerprint here")
    for name, told in sorted(report.tables.items()):
        before, after = told["before"]["fingerprint"], told["after"]["fingerprint"]
        rows, stood = f"{told['rows']:,}", f"{told['stood_here']:,}"
        shown.add_row(name, rows, stood, before[:12], after[:12])
    console.print(shown)
    for column, count in report.otherwise.items():
        console.print(f"{column}: {count} rows say something else here and were kept as they are.")
    for number in report.suspended:
        console.print(f"Agreement {number} came in suspended: a party that works here decides.")
    console.print(
        f"{report.rows:,} rows; counts, sums and fingerprints are equal."
        + (" Nothing was kept: a dry run." if dry_run else "")
    )
