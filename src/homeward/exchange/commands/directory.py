"""Directories of services: HSDS in and out, and the inter-agency directory of Jordan."""

import json
from collections.abc import Callable
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


def import_hsds(
    path: Existing,
    source: Annotated[str, typer.Option(help="Who publishes it; ids are kept by it.")] = "hsds",
    country: Annotated[
        str, typer.Option(help="Country of organisations whose addresses name none (GH).")
    ] = "",
    language: Annotated[str, typer.Option(help="Language of the wording.")] = "en",
    dry_run: DryRun = False,
    summary: Summary = None,
) -> None:
    """A service directory in HSDS 3: a folder or archive of CSV, or JSON."""
    if country and not pycountry.countries.get(alpha_2=country.upper()):
        raise typer.BadParameter("not a country of ISO 3166-1", param_hint="--country")
    from homeward.exchange.readers import hsds as reader  # noqa: PLC0415 - after Django's set-up

    _run(
        lambda: reader.read(path, source=source, country=country.upper(), language=language),
        dry_run,
        summary,
    )


def import_services_jordan(
    english: Existing, arabic: Existing, dry_run: DryRun = False, summary: Summary = None
) -> None:
    """The inter-agency directory of services in Jordan, English and Arabic joined."""
    from homeward.exchange.readers import jordan_services as reader  # noqa: PLC0415

    _run(lambda: reader.read(english, arabic), dry_run, summary)


def export_hsds(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file.")] = None,
) -> None:
    """The directory's services on offer, as HSDS 3 JSON. Confidential places are left out."""
    from homeward.exchange.writers import hsds as writer  # noqa: PLC0415
    from homeward.services import queries  # noqa: PLC0415

    page = writer.page(queries.for_export(queries.search()))
    if output:
        write_json(page, output)
        console.print(f"{page['total_items']} services written to {output}.")
    else:
        typer.echo(json.dumps(page, ensure_ascii=False, indent=2))


def _run(read: Callable[[], Any], dry_run: bool, summary: Path | None) -> None:
    from homeward.exchange import importer  # noqa: PLC0415

    with working("Reading") as tick:
        directory, reading = read()
        tick(doing="Comparing")
        report = importer.run(directory, reading, dry_run=dry_run, progress=tick)
    finish(report, summary)
