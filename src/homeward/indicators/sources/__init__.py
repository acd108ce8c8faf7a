"""What indicators are computed from: tables of events, registered under a name.

Each source gives the same columns (rules.events.SCHEMA). Those of this folder are texts of SQL that
run twice: over all organisations inside a definer function that the job alone may call, and under
the reader's own gate for the cases behind a figure. A feature above adds its own with `add`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from homeward.indicators.rules.formula import Gives

Read = Callable[[], pl.DataFrame]


@dataclass(frozen=True, kw_only=True)
class Source:
    """`read` is called under the job's actor; `read_seen` under the reader's, None where a figure
    has no cases to show. `missing` says why nothing can come of it yet, "" where it can."""

    code: str
    label: Any
    gives: Gives
    read: Read
    read_seen: Read | None = None
    missing: Callable[[], Any] = lambda: ""


SOURCES: dict[str, Source] = {}


def add(source: Source) -> None:
    if source.code in SOURCES:
        raise ValueError(f"there are two sources named {source.code}")
    SOURCES[source.code] = source


def gives() -> dict[str, Gives]:
    return {code: source.gives for code, source in SOURCES.items()}
