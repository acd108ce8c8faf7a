"""`homeward evaluate`: what a help did, from a file of people, without a database."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from homeward.core.tables import FileRefused, replacing

if TYPE_CHECKING:
    from homeward.estimation.balance import Line
    from homeward.estimation.extracts import Asked
    from homeward.estimation.report import Report

SHOWN_FAULTS = 20
FAULTS = 1
MOST_DRAWS = 20_000

Extract = Annotated[
    Path,
    typer.Argument(
        metavar="EXTRACT.csv", exists=True, dir_okay=False, readable=True, help="One person a row."
    ),
]
Outcome = Annotated[str, typer.Option(metavar="Y", help="The column of what came out: numbers.")]
Treatment = Annotated[str, typer.Option(metavar="T", help="The column of who had it: 1 or 0.")]
Covariates = Annotated[
    str,
    typer.Option(
        metavar="A,B,C", help="What is known of everybody before: numbers, or up to 20 values."
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where tables and plots go.")
]
Randomised = Annotated[bool, typer.Option("--randomised", help="Who had it was drawn by lot.")]
Complete = Annotated[
    bool, typer.Option("--complete-cases", help="Leave rows with an empty cell out, and say so.")
]
Draws = Annotated[
    int,
    typer.Option(
        "--bootstrap", metavar="N", min=0, max=MOST_DRAWS, help="Intervals by N draws of people."
    ),
]
Seed = Annotated[int | None, typer.Option(min=0, help="Of the draws.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="All numbers as JSON.")]
Encoding = Annotated[
    str | None, typer.Option(help="Of the file, where it is neither UTF-8 nor UTF-16.")
]


def evaluate(
    extract: Extract,
    outcome: Outcome,
    treatment: Treatment,
    output: Output,
    covariates: Covariates = "",
    randomised: Randomised = False,
    complete_cases: Complete = False,
    bootstrap: Draws = 0,
    seed: Seed = None,
    json_file: Json = None,
    encoding: Encoding = None,
) -> None:
    """Compares those with and without a help: difference, estimates, balance, and what they say.

    Exit status: 0 done; 1 refused, with every faulty cell; 2 wrong use.
    """
    # What it stands on takes a moment to load, and other commands don't need it.
    from homeward.estimation.extracts import Asked  # noqa: PLC0415

    names = tuple(name.strip() for name in covariates.split(",") if name.strip())
    asked = Asked(outcome, treatment, names, complete_cases, encoding)
    _check_targets(extract, output, json_file)
    try:
        report = _run(extract, asked, randomised, bootstrap, seed)
    except FileRefused as refusal:
        _report_json(json_file, {"refused": True, "faults": _listed(refusal)})
        _say_refused(refusal, extract, output)
        raise typer.Exit(FAULTS) from refusal
    _write(report, output, json_file)
    _report(report)


def _check_targets(extract: Path, output: Path, json_file: Path | None) -> None:
    """Before any work: a folder that can't be made, or a target that would overwrite the source."""
    if output.exists() and not output.is_dir():
        raise typer.BadParameter(f"{output} is a file", param_hint="-o")
    if not output.parent.is_dir():
        raise typer.BadParameter(f"{output} can't be made there", param_hint="-o")
    if json_file and (not json_file.parent.is_dir() or json_file.is_dir()):
        raise typer.BadParameter(f"{json_file} can't be written there", param_hint="--json")
    if json_file and json_file.resolve() == extract.resolve():
        raise typer.BadParameter(f"{json_file} would overwrite the extract", param_hint="--json")


def _run(extract: Path, asked: "Asked", randomised: bool, draws: int, seed: int | None) -> "Report":
    from homeward.estimation import extracts, report, words  # noqa: PLC0415
    from homeward.estimation.studies import NotPossible  # noqa: PLC0415

    try:
        study = extracts.read(extract, asked)
    except NotPossible as error:
        raise FileRefused(f"It can't be estimated: {words.WHY_NOT[error.code]}.") from error
    chosen = report.SEED if seed is None else seed
    return report.of(study, randomised=randomised, seed=chosen, draws=draws)


def _write(report: "Report", output: Path, json_file: Path | None) -> None:
    from homeward.estimation import folder  # noqa: PLC0415
    from homeward.estimation.report import as_dict  # noqa: PLC0415

    names = folder.write(report, output)
    _report_json(json_file, {"refused": False, **as_dict(report)})
    typer.echo(f"{output}: {', '.join(names)}", err=True)


def _listed(refusal: FileRefused) -> list[Any]:
    rows = getattr(refusal, "rows", None)
    return [vars(fault) for fault in rows] if rows else refusal.faults


def _say_refused(refusal: FileRefused, extract: Path, output: Path) -> None:
    typer.echo(f"{extract}: refused, and nothing was written to {output}.", err=True)
    for fault in refusal.faults[:SHOWN_FAULTS]:
        typer.echo(f"  {fault}", err=True)
    if len(refusal.faults) > SHOWN_FAULTS:
        left = len(refusal.faults) - SHOWN_FAULTS
        typer.echo(f"  and {left} more; --json FILE lists all of them.", err=True)


def _report_json(path: Path | None, content: dict[str, Any]) -> None:
    if path:
        with replacing(path) as file:
            file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _report(report: "Report") -> None:
    from homeward.estimation import folder  # noqa: PLC0415

    console = Console(width=None if Console().is_terminal else 110)
    study = report.study
    typer.echo(
        f"{study.n:,} people: {study.n_treated:,} with {study.treatment_name},"
        f" {study.n_controls:,} without."
    )
    _say_estimates(report, console)
    _say_balance(report, console)
    typer.echo("")
    for sentence in folder.reading(report):
        typer.echo(f"- {sentence}")


def _say_estimates(report: "Report", console: Console) -> None:
    from homeward.estimation import words  # noqa: PLC0415

    first, outcome = report.difference, report.study.outcome_name
    if first.value is None or first.low is None or first.high is None:
        typer.echo(f"Unadjusted difference in {outcome}: none, {words.WHY_NOT[first.why]}.")
    else:
        typer.echo(
            f"Unadjusted difference in {outcome}: {words.number(first.value)}"
            f" (95% interval {words.number(first.low)} to {words.number(first.high)})"
        )
    table = Table(title="Estimates", title_justify="left", box=None, pad_edge=False)
    for name in ("Way", "For whom", "Estimate", "95% interval", "People"):
        table.add_column(name, justify="left" if name in {"Way", "For whom"} else "right")
    for e in report.estimates:
        way, whom = words.METHODS[e.method], words.TARGETS[e.target]
        if e.value is None or e.low is None or e.high is None:
            table.add_row(way, whom, "none", words.WHY_NOT[e.why], "")
        else:
            between = f"{words.number(e.low)} to {words.number(e.high)}"
            table.add_row(way, whom, words.number(e.value), between, f"{e.n1:,} / {e.n0:,}")
    console.print(table)


def _say_balance(report: "Report", console: Console) -> None:
    if not report.before:
        return
    after: list[Line] = report.after.get("ipw_att", [])
    table = Table(title="Balance", title_justify="left", box=None, pad_edge=False)
    table.add_column("Covariate")
    for name in ("with", "without", "difference before", "after", "variances before", "after"):
        table.add_column(name, justify="right")
    for place, line in enumerate(report.before):
        weighted = after[place] if after else None
        table.add_row(
            line.name, f"{line.mean_treated:,.2f}", f"{line.mean_control:,.2f}",
            f"{line.smd:+.3f}", f"{weighted.smd:+.3f}" if weighted else "",
            _ratio(line), _ratio(weighted) if weighted else "",
        )  # fmt: skip
    console.print(table)
    typer.echo("Differences are in standard deviations; within 0.1 they are taken for balanced.")


def _ratio(line: "Line") -> str:
    return "" if line.ratio is None else f"{line.ratio:.2f}"
