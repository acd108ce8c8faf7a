"""Files of answers in, files of scores out. The whole file or nothing is written."""

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from homeward.surveys.instruments import Instrument
from homeward.surveys.scoring import FaultyAnswers, Score, rounded, score

DELIMITERS = ",;\t|"
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
IDENTIFYING = {"person", "wave"}
NOT_FILLED_IN = "not filled in: no score"
STEP = 500


class Refused(Exception):
    """The file can't be read as answers; nothing is written. `faults` says why."""

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(faults))


@dataclass(frozen=True)
class RowFault:
    """`row` counts as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    text: str


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
    sheet: Instrument,
    source: Path,
    target: Path,
    *,
    options: Mapping[str, str],
    encoding: str | None = None,
    advance: Callable[[int], None] = lambda position: None,
) -> Summary:
    """Scores every row of `source` into `target`, which appears complete or not at all.

    Cells are answer codes in the columns named by item ids; every other column is kept as it is.
    `advance` is told the position in the file. Raises Refused for a file that isn't answers.
    """
    summary = Summary(sheet.key, options, bands=Counter({band.code: 0 for band in sheet.bands}))
    with _opened(source, encoding) as file:
        try:
            reader = csv.reader(file, delimiter=_delimiter(file, sheet), strict=True)
            layout = _layout(sheet, next(reader, []), summary)
            with replacing(target) as out:
                writer = csv.writer(out, delimiter=reader.dialect.delimiter, lineterminator="\n")
                writer.writerow([*layout.header, *layout.added])
                for row, cells in enumerate(reader, start=2):
                    if cells:
                        writer.writerow(_scored_row(sheet, layout, row, cells, summary))
                    if row % STEP == 0:
                        advance(os.lseek(file.fileno(), 0, os.SEEK_CUR))
        except csv.Error as error:
            raise Refused(f"line {reader.line_num}: {error}") from error
        except UnicodeError as error:
            raise Refused(
                f"It is not {file.encoding} text: save it as UTF-8, or name its encoding"
                " with --encoding."
            ) from error
    return summary


def _opened(source: Path, encoding: str | None) -> TextIOWrapper:
    with source.open("rb") as file:
        start = file.read(3)
    known = next((name for bom, name in BOMS.items() if start.startswith(bom)), "utf-8")
    try:
        return source.open(encoding=encoding or known, newline="")
    except LookupError as error:
        raise Refused(f"{encoding} is no encoding that is known here.") from error


def _delimiter(file: TextIOWrapper, sheet: Instrument) -> str:
    """The one that parts the header into the most items."""
    line = file.readline().strip("\r\n")
    file.seek(0)
    names = {item.id for item in sheet.asked}
    return max(
        DELIMITERS, key=lambda mark: len(names & {cell.strip(' "') for cell in line.split(mark)})
    )


def _layout(sheet: Instrument, header: list[str], summary: Summary) -> Layout:
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
        raise Refused(*faults)
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
    sheet: Instrument, layout: Layout, row: int, cells: list[str], summary: Summary
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


@contextmanager
def replacing(target: Path) -> Iterator[IO[str]]:
    """A file that takes its name when the block has ended well, and leaves nothing otherwise."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
