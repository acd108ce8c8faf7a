"""What figures are counted from leaves without names, and counts the same."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import typer

from homeward.exchange.commands.events import export_events, pseudonymised
from homeward.indicators import sources
from homeward.indicators.rules import computing, events
from homeward.indicators.rules.computing import Asked

KEY = b"k" * 32


def happened() -> pl.DataFrame:
    blank = {name: "" if kind == pl.String else None for name, kind in events.SCHEMA.items()}
    rows = [
        blank | {"unit": f"u{n}", "person": who, "people": 0, "on": date(2026, 1, n + 1)}
        for n, who in enumerate(["p1", "p1", "p2", None])
    ]
    return pl.DataFrame(rows, schema=events.SCHEMA, orient="row")


def test_persons_stand_under_pseudonyms_and_are_counted_alike() -> None:
    before, after = happened(), pseudonymised(happened(), KEY)
    assert not set(before["unit"]) & set(after["unit"])
    assert not set(before["person"].drop_nulls()) & set(after["person"].drop_nulls())
    assert after["person"].null_count() == 1
    asked = Asked(measure="count", formula={"reached": [["kind", "is", ""]]}, dimensions=(),
                  periods=("all",))  # fmt: skip
    today = date(2026, 7, 1)
    assert computing.compute(before, asked, today=today).equals(
        computing.compute(after, asked, today=today)
    )


def test_another_key_gives_other_pseudonyms() -> None:
    one, other = (set(pseudonymised(happened(), key)["unit"]) for key in (KEY, b"o" * 32))
    assert not one & other


def test_a_folder_has_each_source_and_the_definitions_in_use(
    cast: Any, tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "events"
    export_events(folder)
    assert {"definitions.json", "donors.parquet", "returns.parquet"} <= {
        file.name for file in folder.iterdir()
    }
    assert folder.stat().st_mode & 0o077 == 0
    told = json.loads((folder / "definitions.json").read_text())
    assert {one["source"] for one in told} <= set(sources.SOURCES)
    assert pl.read_parquet(folder / "returns.parquet").columns == list(events.SCHEMA)
    assert "definitions" in capsys.readouterr().err


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter):
        export_events(tmp_path)
