"""`homeward configure`: a folder of sheets becomes a configured country."""

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from homeward.config import embedded
from homeward.core.changes import Did

# Files beside the sheets: criteria, forms, secrets. Nothing larger is read.
LARGEST = 8 * 1024 * 1024
CRITERIA = "criteria-mer-1.json"
EXAMPLE = {
    "version": 1,
    "criterion": {
        "all": [
            {"kind": "nationality", "any_of": ["XC"]},
            {"kind": "months_since_return", "most": 12},
        ]
    },
}
console = Console()


def write_template(folder: Path) -> None:
    """The commented sheets with an invented country. Raises FileExistsError."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    from homeward.setups.rules import SHEETS, template  # noqa: PLC0415

    for sheet in SHEETS.values():
        (folder / sheet.file).write_text(template(sheet, date.today()), encoding="utf-8")
    (folder / CRITERIA).write_text(json.dumps(EXAMPLE, indent=2) + "\n", encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.stat().st_size <= LARGEST
    }


def tell(did: dict[str, Counter[Did]], *, dry_run: bool) -> None:
    table = Table("Sheet", *(verb.value for verb in Did), title="Would be" if dry_run else "Done")
    for name, counts in did.items():
        table.add_row(name, *(str(counts[verb]) for verb in Did))
    console.print(table)


def run(folder: Path, *, dry_run: bool, mail: bool) -> None:
    """Django is set up, as the owner of the database."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.setups import actions  # noqa: PLC0415

    report = actions.configure(files_of(folder), at=timezone.now(), dry_run=dry_run, mail=mail)
    if report.faults:
        for fault in report.faults:
            console.print(f"- {fault}", style="red", highlight=False, soft_wrap=True)
        console.print(f"{len(report.faults)} faults; nothing was written.")
        raise typer.Exit(1)
    tell(report.did, dry_run=dry_run)
    for line in report.proposed:
        console.print(f"Waits for a second person: {line}", highlight=False, soft_wrap=True)
    if dry_run:
        console.print("Nothing was written: this was a dry run.")
        return
    for name, email, link in report.links:
        told = "was sent a link" if mail else f"chooses a password here:\n  {link}"
        console.print(f"{name} <{email}> {told}", highlight=False, soft_wrap=True)
    if report.links and not mail:
        console.print("Each link works once, for seven days, and is shown this once.")


def configure(
    folder: Annotated[Path, typer.Argument(help="The folder of the sheets.")],
    make_template: Annotated[
        bool, typer.Option("--template", help="Write commented sheets with an example into it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
    ] = False,
    mail: Annotated[
        bool, typer.Option("--mail", help="Send new users their links instead of showing them.")
    ] = False,
) -> None:
    """Sets up a country from sheets: organisations, users, programmes, agreements and more."""
    if make_template:
        try:
            write_template(folder)
        except FileExistsError as error:
            console.print(f"{folder} is not empty; name a new folder.")
            raise typer.Exit(1) from error
        console.print(f"Sheets written to {folder}. Put your own lines in.", highlight=False)
        return
    if not folder.is_dir():
        console.print(f"{folder} is no folder. `--template` makes one.")
        raise typer.Exit(2)
    with embedded.running():
        os.environ["HOMEWARD_DB_AS"] = "owner"
        import django  # noqa: PLC0415 - the template needs none of it

        django.setup()
        run(folder, dry_run=dry_run, mail=mail)
