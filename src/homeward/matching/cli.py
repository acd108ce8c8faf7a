"""`homeward allocate`: the places of a season, files in, files out, without a database."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from homeward.core.tables import FileRefused, replacing

if TYPE_CHECKING:
    from homeward.matching.season_files import Sources

SHOWN_FAULTS = 20
FAULTS = 1
READABLE: dict[str, Any] = {"exists": True, "dir_okay": False, "readable": True}

Pairs = Annotated[
    Path,
    typer.Argument(metavar="PAIRS.csv", help="person, offer, score: possible pairs.", **READABLE),
]
Offers = Annotated[
    Path, typer.Argument(metavar="OFFERS.csv", help="offer, capacity: the places.", **READABLE)
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="PLACES.csv", help="Who gets which place.")
]
People = Annotated[
    Path | None,
    typer.Option(metavar="PEOPLE.csv", help="person, group: one group each.", **READABLE),
]
Floors = Annotated[
    list[str] | None,
    typer.Option("--floor", metavar="GROUP=0.8", help="The share of a group that must be placed."),
]
Lock = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="person, offer: pairs that are settled.", **READABLE),
]
Forbid = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="person, offer: pairs that must not be.", **READABLE),
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="The summary as JSON.")]
Seed = Annotated[str, typer.Option(help="Of the lots that part sharings of the same sum.")]
Encoding = Annotated[
    str | None, typer.Option(help="Of the files, where it is neither UTF-8 nor UTF-16.")
]


def allocate(
    pairs: Pairs,
    offers: Offers,
    output: Output,
    people: People = None,
    floor: Floors = None,
    lock: Lock = None,
    forbid: Forbid = None,
    json_file: Json = None,
    seed: Seed = "homeward",
    encoding: Encoding = None,
) -> None:
    """Shares the places of a season out: the highest sum of scores that floors and locks allow.

    A proposal for people to decide on. Exit status: 0 done; 1 refused, with every faulty row or
    with the floors that can't be met; 2 wrong use.
    """
    # What it stands on takes a moment to load, and other commands don't need it.
    from homeward.matching.season_files import NoSuchGroup, Sources  # noqa: PLC0415

    floors = _floors(floor or [], people)
    sources = Sources(pairs, offers, people, lock, forbid, floors, seed, encoding)
    _check_targets(sources.paths, output, json_file)
    try:
        content = _run(sources, output)
    except NoSuchGroup as error:
        raise typer.BadParameter(
            f"nobody of the people is in {', '.join(error.args)}", param_hint="--floor"
        ) from error
    except FileRefused as refusal:
        _report_json(json_file, {"refused": True, "faults": _listed(refusal)})
        _say_refused(refusal, output)
        raise typer.Exit(FAULTS) from refusal
    _report_json(json_file, content)
    _report(content, output)


def _floors(given: Sequence[str], people: Path | None) -> dict[str, str]:
    """Shares as they are written, by group."""
    if given and people is None:
        raise typer.BadParameter("a floor needs --people", param_hint="--floor")
    floors: dict[str, str] = {}
    for text in given:
        group, _, share = (part.strip() for part in text.rpartition("="))
        if not group or not _is_share(share):
            raise typer.BadParameter(
                f"{text!r} is not GROUP=SHARE with a share from 0 to 1", param_hint="--floor"
            )
        if group in floors:
            raise typer.BadParameter(f"{group} has two floors", param_hint="--floor")
        floors[group] = share
    return floors


def _is_share(text: str) -> bool:
    try:
        return 0 <= Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _check_targets(sources: Sequence[Path], output: Path, json_file: Path | None) -> None:
    """Before any work: a folder that isn't there, or a target that would overwrite a source."""
    seen = {path.resolve() for path in sources}
    for path, hint in ((output, "-o"), (json_file, "--json")):
        if path is None:
            continue
        if not path.parent.is_dir() or path.is_dir():
            raise typer.BadParameter(f"{path} can't be written there", param_hint=hint)
        if path.resolve() in seen:
            raise typer.BadParameter(f"{path} would overwrite another file", param_hint=hint)
        seen.add(path.resolve())


def _run(sources: "Sources", output: Path) -> dict[str, Any]:
    from homeward.matching import places_file, season_files  # noqa: PLC0415
    from homeward.matching.allocation import Infeasible, allocate  # noqa: PLC0415
    from homeward.matching.certificate import check_certificate  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        job = progress.add_task("Reading", total=sources.size)
        read = season_files.read(replace(sources, advance=lambda size: progress.advance(job, size)))
        progress.update(job, description="Sharing out", total=None)
        try:
            found = allocate(read.season)
        except Infeasible as error:
            raise FileRefused(*places_file.infeasible(read, error)) from error
        progress.update(job, description="Checking")
        verdict = check_certificate(read.season, found)
        progress.update(job, description="Writing")
        places_file.write(read, found, output)
    return places_file.summary(read, found, verdict, sources)


def _listed(refusal: FileRefused) -> list[Any]:
    """Faulty rows part by part; other faults as they are worded."""
    rows = getattr(refusal, "rows", None)
    return [{"file": name, **vars(fault)} for name, fault in rows] if rows else refusal.faults


def _say_refused(refusal: FileRefused, output: Path) -> None:
    typer.echo(f"Refused, and {output} was not written.", err=True)
    rows = getattr(refusal, "rows", [])
    if rows:
        typer.echo("Faulty rows (the header is row 1):", err=True)
    lines = [f"{name}, row {f.row}, column {f.column}: {f.text}" for name, f in rows]
    for line in (lines or refusal.faults)[:SHOWN_FAULTS]:
        typer.echo(f"  {line}", err=True)
    if len(lines) > SHOWN_FAULTS:
        left = len(lines) - SHOWN_FAULTS
        typer.echo(f"  and {left} more; --json FILE lists all of them.", err=True)


def _report_json(path: Path | None, content: dict[str, Any]) -> None:
    if path:
        with replacing(path) as file:
            file.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _report(content: dict[str, Any], output: Path) -> None:
    typer.echo(
        f"{output}: {content['placed']:,} of {content['people']:,} people placed,"
        f" {content['waiting']:,} wait; {content['places']:,} places in"
        f" {content['offers']:,} offers."
    )
    proof = "holds" if content["certificate"]["holds"] else "does not hold"
    typer.echo(
        f"  total {content['total']:.6f}, bound {content['bound']:.6f},"
        f" gap {content['gap']:.6%}; the certificate {proof}"
    )
    for name, group in content["groups"].items():
        typer.echo(
            f"  {name}: {group['placed']} of {group['with_pair']} with a pair placed,"
            f" floor {group['floor']}, {group['members']} members"
        )
    typer.echo(
        f"  Sharings of the same sum: {content['ties']['rule']} (seed {content['ties']['seed']!r})."
    )
    typer.echo("  It is a proposal: people decide on it.")
