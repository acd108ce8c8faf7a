"""Opens a sheet: CSV, packed CSV or a workbook, as headings and rows of texts. Pure."""

import csv
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from python_calamine import CalamineError

from homeward.core.refusals import Refused
from homeward.files import workbooks
from homeward.files.choices import SheetFault as Reason

MOST_BYTES = 8 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 200_000, 200
# A title, a logo, a note may stand above the headings.
LOOKED_THROUGH = 15
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
LONGEST_CELL = 131_072

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """`rows` holds each row that says something, with its number as a spreadsheet counts it.

    `tags` are HXL's, where a row below the headings holds them and the reader asks for them.
    """

    header: Row
    rows: list[tuple[int, Row]]
    sheets: list[str] = field(default_factory=list)
    tags: Row = ()
    empty_rows: int = 0


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a reader knows of headings: by the most of them the row of headings is found."""

    is_known: Callable[[str], bool]
    are_tags: Callable[[Sequence[str]], bool] = lambda row: False


def read(content: bytes, words: Words, *, sheet: str = "") -> Table:
    """The sheet of that name, or the first one. Raises Refused for what is no sheet."""
    if len(content) > MOST_BYTES:
        raise Refused(Reason.TOO_LARGE)
    if content.startswith(GZIP):
        content = _unpacked(content)
    if content.startswith(ZIP):
        names, rows = _of_workbook(content, sheet)
    else:
        names, rows = [], _of_text(content)
    return _table(list(_bounded(rows)), names, words)


def _unpacked(content: bytes) -> bytes:
    """Counted while it unpacks: a small file may hold a great one."""
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = packed.decompress(content, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise Refused(Reason.DAMAGED) from error
    if len(text) > MOST_UNPACKED:
        raise Refused(Reason.UNPACKS_TOO_LARGE)
    if not packed.eof:
        raise Refused(Reason.DAMAGED)
    return text


def _of_text(content: bytes) -> Iterator[Sequence[str]]:
    text = _decoded(content)
    lines = text.splitlines()[:LOOKED_THROUGH]
    marks = {mark: sum(line.count(mark) for line in lines) for mark in ",;\t|"}
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(marks, key=lambda m: marks[m]))
    try:
        yield from reader
    except csv.Error as error:
        raise Refused(Reason.DAMAGED) from error


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused(Reason.DAMAGED) from error
    if b"\x00" in content:
        raise Refused(Reason.NOT_A_SHEET)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheet programs write in Western Europe and West Africa.
        return content.decode("cp1252", "replace")


def _of_workbook(content: bytes, sheet: str) -> tuple[list[str], Iterable[Sequence[object]]]:
    book = workbooks.opened(content)
    try:
        names = list(book.sheet_names)
        if sheet and sheet not in names:
            raise Refused(Reason.NO_SUCH_SHEET)
        found = book.get_sheet_by_name(sheet or names[0])
        if found.total_height > MOST_ROWS or found.total_width > MOST_COLUMNS:
            raise Refused(Reason.TOO_MANY)
        return names, found.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise Refused(Reason.NOT_A_SHEET) from error


def _bounded(rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS + LOOKED_THROUGH or len(row) > MOST_COLUMNS:
            raise Refused(Reason.TOO_MANY)
        yield tuple(_text(cell) for cell in row)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(str(cell).replace("\x00", "").split())


def _table(rows: list[Row], sheets: list[str], words: Words) -> Table:
    at = _heading_row(rows, words)
    header = rows[at] if rows else ()
    while header and not header[-1]:
        header = header[:-1]
    width = len(header)
    below = [(n, _fit(row, width)) for n, row in enumerate(rows[at + 1 :], start=at + 2)]
    tags: Row = ()
    if below and words.are_tags(below[0][1]):
        tags = below.pop(0)[1]
    said = [(number, row) for number, row in below if any(row)]
    if not said or not any(header):
        raise Refused(Reason.EMPTY)
    return Table(
        header=header, rows=said, sheets=sheets, tags=tags, empty_rows=len(below) - len(said)
    )


def _fit(row: Row, width: int) -> Row:
    return (*row[:width], *[""] * (width - len(row)))


def _heading_row(rows: list[Row], words: Words) -> int:
    """The row with most headings that we know; else the first that is as full as any."""
    first = rows[:LOOKED_THROUGH]
    known = [sum(words.is_known(cell) for cell in row) for row in first]
    if known and max(known) > 1:
        return known.index(max(known))
    filled = [sum(map(bool, row)) for row in first]
    return filled.index(max(filled)) if filled else 0
