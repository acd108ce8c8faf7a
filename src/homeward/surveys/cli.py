"""`homeward score`: scores from files, without a database."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from homeward.core.tables import FileRefused, replacing
from homeward.surveys import answer_files, instruments

app = typer.Typer(help="Scores surveys from a file of answers.", no_args_is_help=True)

SHOWN_FAULTS = 20
DONE, FAULTS, WRONG_USE = 0, 1, 2


@app.callback()
def score() -> None:
    """Scores surveys from a file of answers."""


@app.command()
def rss(
    answers: Annotated[
        Path,
        typer.Argument(
            metavar="ANSWERS.csv",
            exists=True,
            dir_okay=False,
            readable=True,
            help="One survey a row; columns are item ids, cells are answer codes.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="SCORES.csv", help="The input with its scores."),
    ],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="The summary as JSON.")
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="A decision of the scoring sheet, as able_to_stay=literal or discrimination=four.",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of ANSWERS, where it is neither UTF-8 nor UTF-16.")
    ] = None,
) -> None:
    """Scores the Reintegration Sustainability Survey as IOM's note of 2018 describes it.

    Exit status: 0 done; 1 done with faulty rows, or refused; 2 wrong use.
    """
    sheet = instruments.load("rss", "2018")
    chosen = _options(sheet, option or [])
    _check_targets(answers, output, json_file)
    console = Console(stderr=True)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            job = progress.add_task("Scoring", total=answers.stat().st_size)
            summary = answer_files.score_file(
                sheet,
                answers,
                output,
                options=chosen,
                encoding=encoding,
                advance=lambda position: progress.update(job, completed=position),
            )
    except FileRefused as refusal:
        _report_json(json_file, {"refused": True, "faults": refusal.faults})
        typer.echo(f"{answers}: refused, and {output} was not written.", err=True)
        for fault in refusal.faults:
            typer.echo(f"  {fault}", err=True)
        raise typer.Exit(FAULTS) from refusal
    _report_json(json_file, {"refused": False, **summary.as_dict()})
    _report(summary, output)
    raise typer.Exit(FAULTS if summary.faults else DONE)


def _options(sheet: instruments.Sheet, given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    try:
        return sheet.options_with_defaults(
            {name.strip(): value.strip() for name, _, value in pairs}
        )
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--option") from error


def _check_targets(answers: Path, output: Path, json_file: Path | None) -> None:
    """Before any work: a folder that isn't there, or a target that would overwrite a source."""
    seen = {answers.resolve(): "the answers"}
    for path, hint in ((output, "-o"), (json_file, "--json")):
        if path is None:
            continue
        if not path.parent.is_dir() or path.is_dir():
            raise typer.BadParameter(f"{path} can't be written there", param_hint=hint)
        if path.resolve() in seen:
            raise typer.BadParameter(
                f"{path} would overwrite {seen[path.resolve()]}", param_hint=hint
            )
        seen[path.resolve()] = "the scores"


def _report_json(path: Path | None, content: dict[str, Any]) -> None:
    if path:
        with replacing(path) as file:
            file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _report(summary: answer_files.Summary, output: Path) -> None:
    chosen = ", ".join(f"{name}={value}" for name, value in summary.options.items())
    typer.echo(f"{output}: {summary.rows} rows, scored with {summary.instrument} ({chosen}).")
    typer.echo(
        f"  {summary.scored} scored, {summary.not_filled_in} not filled in (no score),"
        f" {summary.faulty_rows} faulty, {summary.with_warning} with a warning"
    )
    for band, count in summary.bands.items():
        typer.echo(f"  {band}: {count}")
    for note in summary.notes:
        typer.echo(f"  Note: {note}")
    if summary.faults:
        typer.echo("Faulty rows (the header is row 1):", err=True)
    for fault in summary.faults[:SHOWN_FAULTS]:
        typer.echo(f"  row {fault.row}, column {fault.column}: {fault.text}", err=True)
    if len(summary.faults) > SHOWN_FAULTS:
        left = len(summary.faults) - SHOWN_FAULTS
        typer.echo(f"  and {left} more; --json FILE lists all of them.", err=True)


if __name__ == "__main__":
    app()
