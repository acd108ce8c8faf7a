"""Directories of services: HSDS in and out, and the inter-agency directory of Jordan."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import pycountry
import typer

from homeward.exchange.commands.console import (
    DryRun,
    Existing,
    Summary,
    console,
    finish,
    working,
    write_json,
)

Publish = Annotated[
    bool, typer.Option("--publish", help="The source is public: show it on the public pages.")
]
RetireGone = Annotated[
    bool, typer.Option("--retire-gone", help="Take what the source no longer has from search.")
]


def import_hsds(
    path: Existing,
    source: Annotated[str, typer.Option(help="Who publishes it; ids are kept by it.")] = "hsds",
    country: Annotated[
        str, typer.Option(help="Country of organisations whose addresses name none (GH).")
    ] = "",
    language: Annotated[str, typer.Option(help="Language of the wording.")] = "en",
    publish: Publish = False,
    retire_gone: RetireGone = False,
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """A service directory in HSDS 3: a folder or archive of CSV, or JSON."""
    if country and not pycountry.countries.get(alpha_2=country.upper()):
        raise typer.BadParameter("not a country of ISO 3166-1", param_hint="--country")
    from homeward.exchange.readers import hsds as reader  # noqa: PLC0415 - after Django's set-up

    _run(
        lambda: reader.read(path, source=source, country=country.upper(), language=language),
        Asked("hsds", [path], publish, retire_gone, dry_run, summary),
    )


def import_services_jordan(
    english: Existing,
    arabic: Existing,
    publish: Publish = False,
    retire_gone: RetireGone = False,
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """The inter-agency directory of services in Jordan, English and Arabic joined."""
    from homeward.exchange.readers import jordan_services as reader  # noqa: PLC0415

    asked = Asked("services_jordan", [english, arabic], publish, retire_gone, dry_run, summary)
    _run(lambda: reader.read(english, arabic), asked)


def export_hsds(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A .zip or a .json file.")
    ] = None,
    source: Annotated[str, typer.Option(help="Only what came from this source.")] = "",
) -> None:
    """The published directory as an HSDS 3 data package (.zip) or as JSON.

    Confidential places are left out.
    """
    from homeward.exchange.writers import hsds as writer  # noqa: PLC0415

    rows = writer.everything(source)
    count = len(rows.of("service"))
    if output is None:
        typer.echo(json.dumps(writer.page(rows), ensure_ascii=False, indent=2))
        return
    if output.suffix == ".zip":
        output.write_bytes(writer.zipped(rows))
    else:
        write_json(writer.page(rows), output)
    console.print(f"{count} services written to {output}.")


@dataclass
class Asked:
    """What the command line asked for."""

    kind: str
    paths: list[Path]
    publish: bool
    retire_gone: bool
    dry_run: bool
    summary: Path | None


def _run(read: Callable[[], Any], asked: Asked) -> None:
    from homeward.exchange import importer  # noqa: PLC0415
    from homeward.exchange.actions import note_import  # noqa: PLC0415

    with working("Reading") as tick:
        directory, reading = read()
        if asked.publish:
            directory = importer.published(directory)
        tick(doing="Comparing")
        report = importer.run(
            directory,
            reading,
            dry_run=asked.dry_run,
            retire_gone=asked.retire_gone,
            progress=tick,
        )
    if not report.is_dry_run and not report.is_refused:
        files = {path.name: _hash(path) for path in asked.paths}
        note_import(report.as_json(), kind=asked.kind, files=files, by=None, at=_now())
    finish(report, asked.summary)


def _hash(path: Path) -> str:
    """SHA-256 of a file, or of a folder's files one after another."""
    parts = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    told = hashlib.sha256()
    for part in parts:
        told.update(part.read_bytes())
    return told.hexdigest()


def _now() -> datetime:
    return datetime.now(tz=UTC)
