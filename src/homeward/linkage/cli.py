"""`homeward dedupe`: who stands in a file more than once, files in, files out, no database."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from homeward.core.tables import FileRefused, replacing

if TYPE_CHECKING:
    from homeward.linkage.model import Pair
    from homeward.linkage.people_file import People

SHOWN_FAULTS = 20
FAULTS = 1

Source = Annotated[
    Path,
    typer.Argument(
        metavar="PEOPLE.csv",
        exists=True,
        dir_okay=False,
        readable=True,
        help="id and any of given_name, family_name, birth_date, sex, place, phone, document,"
        " household.",
    ),
]
Output = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="MATCHES.csv", help="id_a, id_b, probability, cluster."),
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The summary as JSON.")]
# A half: a probability means what it says (linkage.model.THRESHOLD).
Threshold = Annotated[
    float, typer.Option(min=0.001, max=1.0, help="The least probability of a pair.")
]
Encoding = Annotated[
    str | None, typer.Option(help="Of the file, where it is neither UTF-8 nor UTF-16.")
]


def dedupe(
    people: Source,
    output: Output,
    json_file: Json = None,
    threshold: Threshold = 0.5,
    encoding: Encoding = None,
) -> None:
    """Finds who stands in a file more than once: likely pairs, and clusters that hang together.

    Names are compared by sound and in any order, birth dates as precise as they are known
    (1990, 1990-05, 1990-05-17, ~1990 for about), an empty cell says nothing. The model is learned
    from the file itself, without labels, where it has 500 rows. People decide on each pair.
    Exit status: 0 done; 1 done with cells that could not be read, or refused; 2 wrong use.
    """
    _check_targets(people, output, json_file)
    try:
        read, found = _run(people, output, threshold, encoding)
    except FileRefused as refusal:
        rows = [vars(fault) for fault in getattr(refusal, "rows", [])]
        _report_json(json_file, {"refused": True, "faults": rows or refusal.faults})
        typer.echo(f"{people}: refused, and {output} was not written.", err=True)
        _say(refusal.faults)
        raise typer.Exit(FAULTS) from refusal
    content = _summary(read, found, threshold)
    _report_json(json_file, content)
    _report(content, output)
    if read.faults:
        typer.echo("Cells left out (the header is row 1):", err=True)
        _say([f"row {f.row}, column {f.column}: {f.text}" for f in read.faults])
        raise typer.Exit(FAULTS)


def _check_targets(people: Path, output: Path, json_file: Path | None) -> None:
    """Before any work: a folder that isn't there, or a target that would overwrite a source."""
    seen = {people.resolve()}
    for path, hint in ((output, "-o"), (json_file, "--json")):
        if path is None:
            continue
        if not path.parent.is_dir() or path.is_dir():
            raise typer.BadParameter(f"{path} can't be written there", param_hint=hint)
        if path.resolve() in seen:
            raise typer.BadParameter(f"{path} would overwrite another file", param_hint=hint)
        seen.add(path.resolve())


def _run(
    people: Path, output: Path, threshold: float, encoding: str | None
) -> "tuple[People, list[Pair]]":
    # What it stands on takes a moment to load, and other commands don't need it.
    from homeward.linkage import people_file  # noqa: PLC0415
    from homeward.linkage.model import pairs  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        job = progress.add_task("Reading", total=people.stat().st_size)
        read = people_file.read(people, encoding, lambda size: progress.advance(job, size))
        found = pairs(
            read.records,
            threshold=threshold,
            progress=lambda doing: progress.update(job, description=doing, total=None),
        )
        progress.update(job, description="Writing")
        people_file.write(found, output)
    return read, found


def _summary(read: "People", found: "list[Pair]", threshold: float) -> dict[str, Any]:
    from homeward.linkage.parameters import ENOUGH  # noqa: PLC0415

    return {
        "refused": False,
        "records": len(read.records),
        "fields": list(read.fields),
        "pairs": len(found),
        "clusters": len({pair.cluster for pair in found}),
        "in_clusters": len({end for pair in found for end in (pair.id_a, pair.id_b)}),
        "threshold": threshold,
        "learned": len(read.records) >= ENOUGH,
        "faults": [vars(fault) for fault in read.faults],
    }


def _say(faults: list[str]) -> None:
    for fault in faults[:SHOWN_FAULTS]:
        typer.echo(f"  {fault}", err=True)
    if len(faults) > SHOWN_FAULTS:
        left = len(faults) - SHOWN_FAULTS
        typer.echo(f"  and {left} more; --json FILE lists all of them.", err=True)


def _report_json(path: Path | None, content: dict[str, Any]) -> None:
    if path:
        with replacing(path) as file:
            file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _report(content: dict[str, Any], output: Path) -> None:
    typer.echo(
        f"{output}: {content['pairs']:,} likely pairs among {content['records']:,} records;"
        f" {content['in_clusters']:,} records hang together in {content['clusters']:,} clusters."
    )
    model = "learned from the file" if content["learned"] else "as shipped, the file being small"
    typer.echo(f"  from a probability of {content['threshold']}; the model is {model}")
    typer.echo("  People decide on each pair.")
