"""`homeward export events`: what figures are counted from, for a cluster to count them too."""

import hashlib
import hmac
import json
import logging
import secrets
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

logger = logging.getLogger("homeward.exports")
# Units and persons are told apart and never told.
SECRET = ("unit", "person")


def export_events(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="A new folder, for its owner alone."),
    ],
) -> None:
    """What indicators are counted from, as Parquet, with the definitions in use.

    Rows without names: units and persons stand under pseudonyms whose key is forgotten at the end.
    Files under a seal are left out, as from all figures. Whoever holds the folder still holds rows
    about single people; keep it as you keep the database.
    """
    from homeward.access import jobs  # noqa: PLC0415 - the settings are read late
    from homeward.indicators import sources  # noqa: PLC0415
    from homeward.indicators.choices import Status  # noqa: PLC0415
    from homeward.indicators.jobs import COMPUTE  # noqa: PLC0415
    from homeward.indicators.models import Definition  # noqa: PLC0415
    from homeward.indicators.sources import reading  # noqa: PLC0415

    if output.exists() or not output.parent.is_dir():
        raise typer.BadParameter(f"{output} is there already, or can't be made", param_hint="-o")
    output.mkdir(mode=0o700)
    key, rows = secrets.token_bytes(32), 0
    with jobs.acting_job(COMPUTE):
        for code, source in sorted(sources.SOURCES.items()):
            if source.missing():
                continue
            told = pseudonymised(source.read(), key)
            told.write_parquet(output / f"{code}.parquet")
            rows += told.height
        reading.donors().write_parquet(output / "donors.parquet")
        in_use = Definition.objects.filter(status=Status.PUBLISHED).select_related("indicator")
        definitions = [
            {
                "indicator": one.indicator.code, "version": one.version, "source": one.source,
                "measure": one.measure, "formula": one.formula, "dimensions": one.dimensions,
                "periods": one.periods,
            }
            for one in in_use.order_by("indicator__code")
        ]  # fmt: skip
    text = json.dumps(definitions, indent=2, ensure_ascii=False)
    (output / "definitions.json").write_text(text + "\n", encoding="utf-8")
    logger.warning("events of all organisations were exported: %d rows", rows)
    typer.echo(f"{output}: {rows:,} rows, {len(definitions)} definitions", err=True)


def pseudonymised(rows: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Whoever is the same stays the same, within this export alone."""
    return rows.with_columns(
        pl.col(name).map_elements(lambda value: _under(key, value), return_dtype=pl.String)
        for name in SECRET
    )


def _under(key: bytes, value: str) -> str:
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32] if value else ""
