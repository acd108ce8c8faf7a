"""Instruments: an XLSForm with its scoring sheet."""

from pathlib import Path
from typing import Annotated

import typer

from homeward.exchange.commands.console import console

REFUSED = 1
FILE = {"exists": True, "readable": True, "dir_okay": False}


def import_xlsform(
    file: Annotated[Path, typer.Argument(help="The questions, as an XLSForm.", **FILE)],
    by: Annotated[str, typer.Option(help="E-mail of the account that loads it.")],
    sheet: Annotated[
        Path | None, typer.Option(help="The scoring sheet: .toml or .xlsx.", **FILE)
    ] = None,
    code: Annotated[str, typer.Option(help="Short name; else the sheet's or form's id.")] = "",
    version: Annotated[str, typer.Option(help="Else the sheet's or the form's own.")] = "",
    title: Annotated[str, typer.Option(help="Of a new instrument; else the form's.")] = "",
    changes: Annotated[str, typer.Option(help="What is new, from the second version on.")] = "",
) -> None:
    """A survey's questions and how they are scored, as a draft of the account's organisation.

    Exit status: 0 loaded; 1 refused, with every fault by sheet, row and column.
    """
    from homeward.core.refusals import Refused  # noqa: PLC0415 - after Django's set-up
    from homeward.forms.xlsform import Faulty  # noqa: PLC0415
    from homeward.surveys import loading  # noqa: PLC0415
    from homeward.surveys.instruments import FaultySheet  # noqa: PLC0415

    wish = loading.Wish(code=code, version=version, title=title, changes=changes)
    scored = _content(sheet) if sheet else None
    try:
        loaded = loading.load(wish, form=_content(file), sheet=scored, email=by)
    except Refused as refusal:
        _refuse(file, [str(reason.label) for reason in refusal.reasons])
    except Faulty as faulty:
        _refuse(
            file,
            [
                ", ".join(
                    str(part)
                    for part in (fault.sheet, fault.row and f"row {fault.row}", fault.column)
                    if part
                )
                + f": {fault.reason}"
                for fault in faulty.faults
            ],
        )
    except (FaultySheet, loading.NoAccount) as error:
        _refuse(sheet or file, getattr(error, "faults", [str(error)]))
    else:
        console.print(
            f"{loaded}: loaded as a draft; "
            + ("it has a score." if loaded.has_score else "without a scoring sheet, so no score."),
            highlight=False,
        )


def _content(path: Path) -> tuple[str, bytes]:
    return path.name, path.read_bytes()


def _refuse(path: Path, faults: list[str]) -> None:
    typer.echo(f"{path}: refused, nothing was kept.", err=True)
    for fault in faults:
        typer.echo(f"  {fault}", err=True)
    raise typer.Exit(REFUSED)
