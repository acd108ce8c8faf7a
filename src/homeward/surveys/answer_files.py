"""Files of answers in, files of scores out. The whole file or nothing is written."""

import csv
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from homeward.core.tables import FileRefused, RowFault, reading, replacing
from homeward.surveys.instruments import Sheet
from homeward.surveys.scoring import FaultyAnswers, Score, rounded, score

IDENTIFYING = {"person", "wave"}
NOT_FILLED_IN = "not filled in: no score"
STEP = 500


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
    `advance` is told the position in the file. Raises FileRefused for a file that isn't answers.
    """
    summary = Summary(sheet.key, options, bands=Counter({band.code: 0 for band in sheet.bands}))
    with reading(source, {item.id for item in sheet.asked}, encoding) as (file, reader):
        layout = _layout(sheet, next(reader, []), summary)
        with replacing(target) as out:
            writer = csv.writer(out, delimiter=reader.dialect.delimiter, lineterminator="\n")
            writer.writerow([*layout.header, *layout.added])
            for row, cells in enumerate(reader, start=2):
                if cells:
                    writer.writerow(_scored_row(sheet, layout, row, cells, summary))
                if row % STEP == 0:
                    advance(os.lseek(file.fileno(), 0, os.SEEK_CUR))
    return summary


def _layout(sheet: Sheet, header: list[str], summary: Summary) -> Layout:
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
    columns = {item: names.index(item) for item in sheet.by_id if item in names}
    asked = {item.id for item in (*sheet.asked, *sheet.follow_ups)}
    kept = [name for name in names if name and name not in asked | IDENTIFYING]
    if kept:
        summary.notes.append(f"kept, not read: {', '.join(kept)}")
    absent = [item.id for item in sheet.follow_ups if item.id not in names]
    if absent:
        summary.notes.append(f"no column {', '.join(absent)}: taken as not asked")
    return Layout(header, columns, added)


def _scored_row(
    sheet: Sheet, layout: Layout, row: int, cells: list[str], summary: Summary
) -> list[object]:
    summary.rows += 1
    kept = (cells + [""] * len(layout.header))[: len(layout.header)]
    if len(cells) != len(layout.header):
        text = f"{len(cells)} cells, where the header has {len(layout.header)}"
        return [*kept, *_faulty(layout, [RowFault(row, "(row)", text)], summary)]
    answers = {item: cells[column] for item, column in layout.columns.items()}
    try:
        result = score(sheet, answers, summary.options)
    except FaultyAnswers as error:
        faults = [
            RowFault(row, fault.item, f"{fault.code!r} is not an answer code")
            for fault in error.faults
        ]
        return [*kept, *_faulty(layout, faults, summary)]
    return [*kept, *_columns(layout, result, summary)]


def _faulty(layout: Layout, faults: list[RowFault], summary: Summary) -> list[str]:
    summary.faults += faults
    summary.faulty_rows += 1
    error = "; ".join(f"{fault.column}: {fault.text}" for fault in faults)
    return [""] * (len(layout.added) - 1) + [error]


def _columns(layout: Layout, result: Score | None, summary: Summary) -> list[object]:
    if result is None:
        summary.not_filled_in += 1
        return [""] * (len(layout.added) - 4) + [0, 0, NOT_FILLED_IN, ""]
    summary.scored += 1
    summary.with_warning += result.warning
    summary.bands[result.band.code] += 1
    values = [*result.dimensions.values(), result.composite]
    warning = f"{result.unknown + result.refused} unknown or refused" if result.warning else ""
    return [
        *(rounded(value) for value in values),
        result.band.code,
        result.unknown,
        result.refused,
        warning,
        "",
    ]
