"""Files of answers in, files of scores out. The whole file or nothing is written."""

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from homeward.core.tables import FileRefused, RowFault, reading, replacing
from homeward.surveys import columns
from homeward.surveys.instruments import Sheet

IDENTIFYING = {"person", "wave"}
NOT_FILLED_IN = "not filled in: no score"
BATCH = 20_000
PARQUET = ".parquet"


@dataclass
class Summary:
    instrument: str
    options: Mapping[str, str]
    rows: int = 0
    scored: int = 0
    not_filled_in: int = 0
    with_warning: int = 0
    bands: Counter[str] = field(default_factory=Counter)
    faults: list[RowFault] = field(default_factory=list)
    faulty_rows: int = 0
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        faults = [vars(fault) for fault in self.faults]
        return {**vars(self), "options": dict(self.options), "faults": faults}


@dataclass(frozen=True)
class Layout:
    """The header as it is kept, where each item stands in it, and the columns that are added."""

    header: Sequence[str]
    columns: Mapping[str, int]
    added: Sequence[str]


def score_file(
    sheet: Sheet,
    source: Path,
    target: Path,
    *,
    options: Mapping[str, str],
    encoding: str | None = None,
    advance: Callable[[int], None] = lambda position: None,
) -> Summary:
    """Scores every row of `source` into `target`, which appears complete or not at all.

    Cells are answer codes in the columns named by item ids; every other column is kept as it is.
    Both are CSV, or both Parquet by their names' ends. `advance` is told the position in the file.
    Raises FileRefused for a file that isn't answers.
    """
    summary = Summary(sheet.key, options, bands=Counter({band.code: 0 for band in sheet.bands}))
    kinds = {path.suffix.lower() == PARQUET for path in (source, target)}
    if len(kinds) > 1:
        raise FileRefused("Answers and scores are both CSV or both Parquet (.parquet).")
    if kinds == {True}:
        _score_parquet(sheet, source, target, summary)
        return summary
    with reading(source, {item.id for item in sheet.asked}, encoding) as (file, reader):
        layout = read_layout(sheet, next(reader, []), summary)
        numbered = ((row, cells) for row, cells in enumerate(reader, start=2) if cells)
        with replacing(target) as out:
            writer = csv.writer(out, delimiter=reader.dialect.delimiter, lineterminator="\n")
            writer.writerow([*layout.header, *layout.added])
            while batch := list(islice(numbered, BATCH)):
                writer.writerows(_scored_rows(sheet, layout, batch, summary))
                advance(os.lseek(file.fileno(), 0, os.SEEK_CUR))
    return summary


def read_layout(sheet: Sheet, header: list[str], summary: Summary) -> Layout:
    """Refuses a header without every question, or in which a name has two meanings."""
    names = [name.strip() for name in header]
    added = [d.id for d in sheet.dimensions]
    added += ["composite", "band", "unknown", "refused", "warning", "error"]
    faults = [f"The column {i.id} is missing." for i in sheet.asked if i.id not in names]
    if len(faults) == len(sheet.asked):
        faults = ["The first row is not a header of item ids: none of them is there."]
    doubled = [name for name, times in Counter(names).items() if times > 1 and name]
    faults += [f"The column {name} stands there twice." for name in doubled]
    faults += [f"The column {name} is one that the scores add." for name in names if name in added]
    if faults:
        raise FileRefused(*faults)
    found = {item: names.index(item) for item in sheet.by_id if item in names}
    asked = {item.id for item in (*sheet.asked, *sheet.follow_ups)}
    kept = [name for name in names if name and name not in asked | IDENTIFYING]
    if kept:
        summary.notes.append(f"kept, not read: {', '.join(kept)}")
    absent = [item.id for item in sheet.follow_ups if item.id not in names]
    if absent:
        summary.notes.append(f"no column {', '.join(absent)}: taken as not asked")
    return Layout(header, found, added)


def _scored_rows(
    sheet: Sheet, layout: Layout, batch: Sequence[tuple[int, list[str]]], summary: Summary
) -> Iterator[list[object]]:
    width = len(layout.header)
    numbers = [row for row, _cells in batch]
    wrong = {
        place: RowFault(row, "(row)", f"{len(cells)} cells, where the header has {width}")
        for place, (row, cells) in enumerate(batch)
        if len(cells) != width
    }
    answers = pl.DataFrame(
        {
            item: [None if n in wrong else cells[at] for n, (_row, cells) in enumerate(batch)]
            for item, at in layout.columns.items()
        },
        schema=dict.fromkeys(layout.columns, pl.String),
    )
    added = add_scores(sheet, answers.lazy(), numbers, summary, wrong=wrong)
    for (_row, cells), values in zip(batch, added.iter_rows(), strict=True):
        kept = (cells + [""] * width)[:width]
        yield [*kept, *("" if value is None else _text(value) for value in values)]


def _text(value: object) -> object:
    return f"{value:.6f}" if isinstance(value, float) else value


def _score_parquet(sheet: Sheet, source: Path, target: Path, summary: Summary) -> None:
    try:
        answers = pl.scan_parquet(source)
        names = answers.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FileRefused(f"It is no Parquet file: {error}") from error
    layout = read_layout(sheet, names, summary)
    # Codes may be kept as numbers or categories; they are compared as text.
    texts = answers.select(pl.col(list(layout.columns)).cast(pl.String))
    added = add_scores(sheet, texts, range(2, 2**62), summary)
    partly = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        pl.concat([answers, added.lazy()], how="horizontal").sink_parquet(partly)
        partly.replace(target)
    finally:
        partly.unlink(missing_ok=True)


def add_scores(
    sheet: Sheet,
    answers: pl.LazyFrame,
    numbers: Sequence[int],
    summary: Summary,
    *,
    wrong: Mapping[int, RowFault] | None = None,
) -> pl.DataFrame:
    """The columns that are added; `numbers` are the rows' as a spreadsheet counts them."""
    scored = columns.score(answers, sheet, summary.options)
    faults = {
        one.row: [
            RowFault(numbers[one.row], fault.item, f"{fault.code!r} is not an answer code")
            for fault in one.faults
        ]
        for one in scored.faulty
    } | {place: [fault] for place, fault in (wrong or {}).items()}
    places = sorted(faults)
    errors = ["; ".join(f"{f.column}: {f.text}" for f in faults[place]) for place in places]
    frame = scored.frame.with_columns(
        pl.Series("error", [""], dtype=pl.String)
        .new_from_index(0, scored.frame.height)
        .scatter(places, errors)
    )
    summary.faults += [fault for place in places for fault in faults[place]]
    return _told(sheet, frame, summary)


def _told(sheet: Sheet, frame: pl.DataFrame, summary: Summary) -> pl.DataFrame:
    has, is_faulty = pl.col("composite").is_not_null(), pl.col("error") != ""
    blank = ~has & ~is_faulty
    doubtful = pl.format("{} unknown or refused", pl.col("unknown") + pl.col("refused"))
    told = frame.select(
        *(d.id for d in sheet.dimensions),
        "composite",
        "band",
        *(pl.when(blank).then(0).otherwise(pl.col(n)).alias(n) for n in ("unknown", "refused")),
        pl.when(blank)
        .then(pl.lit(NOT_FILLED_IN))
        .when(pl.col("warning"))
        .then(doubtful)
        .otherwise(pl.lit(""))
        .alias("warning"),
        "error",
    )
    counts = frame.select(
        has.sum().alias("scored"),
        blank.sum().alias("blank"),
        is_faulty.sum().alias("faulty"),
        pl.col("warning").sum().alias("warning"),
    ).row(0)
    scored, not_filled_in, faulty_rows, with_warning = counts
    summary.rows += frame.height
    summary.scored += scored
    summary.not_filled_in += not_filled_in
    summary.faulty_rows += faulty_rows
    summary.with_warning += with_warning
    summary.bands.update(dict(frame.get_column("band").drop_nulls().value_counts().iter_rows()))
    return told
