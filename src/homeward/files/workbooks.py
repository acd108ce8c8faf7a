"""Workbooks are measured before they are opened.

The reader (calamine) makes every cell from the first to the farthest one: one number in the last
cell of a sheet of two kilobytes asks for half a terabyte, and ends the process that reads it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineWorkbook

from homeward.core.refusals import Refused
from homeward.files import archives
from homeward.files.choices import SheetFault as Reason

ZIP = b"PK\x03\x04"
# Cells that a sheet may span: these, or four times as many as it has.
MOST_SPANNED, MOST_TIMES = 2_000_000, 4
MOST_DIGITS, MOST_LETTERS = 7, 3
ATTRIBUTES = rb"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])" + ATTRIBUTES + rb">")
PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]*)(\d*)""")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
REPEATED = {"row": f"{TABLE}number-rows-repeated", "cell": f"{TABLE}number-columns-repeated"}
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}


def opened(content: bytes) -> CalamineWorkbook:
    """An XLSX or ODS that can be read within bounds. Raises Refused."""
    if not content.startswith(ZIP):
        raise Refused(Reason.NOT_A_SHEET)
    if archives.reasons_not_to_store(content):
        raise Refused(Reason.DAMAGED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                _check(part.filename, archive.read(part))
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, ValueError) as error:
        raise Refused(Reason.NOT_A_SHEET) from error


def _check(name: str, part: bytes) -> None:
    if name.lower() == "xl/workbook.bin":
        # Cells as bytes, which nothing here measures.
        raise Refused(Reason.NOT_A_SHEET)
    if name == "content.xml":
        _bound(_of_ods(part))
    elif b"<row" in part or b":row" in part:
        if b"\x00" in part:
            raise Refused(Reason.DAMAGED)
        _bound(_of_xlsx(part))


def _bound(cells: Iterable[tuple[int, int, int]]) -> None:
    height = width = count = 0
    for row, column, many in cells:
        height, width, count = max(height, row), max(width, column), count + many
    if height * width > max(MOST_SPANNED, MOST_TIMES * count):
        raise Refused(Reason.TOO_MANY)


def _of_xlsx(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Row and column of each cell that holds something; what says no place follows the last."""
    row = column = 0
    for tag in TAG.finditer(part):
        places = PLACE.findall(tag[2])
        # Of two attributes of one name the farther one counts.
        number = max((_row(digits) for _letters, digits in places if digits), default=0)
        if tag[1] == b"row":
            row, column = number or row + 1, 0
            continue
        row = max(row, number)
        column = max((_column(letters) for letters, _digits in places), default=0) or column + 1
        if not tag[2].endswith(b"/"):
            yield row, column, 1


def _row(digits: bytes) -> int:
    return int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[: MOST_LETTERS + 1]:
        number = number * 26 + letter - 64
    return number


def _of_ods(part: bytes) -> Iterator[tuple[int, int, int]]:
    """The same of an ODS, where a row or a cell may stand for many."""
    row = 0
    for _event, element in iterparse(io.BytesIO(part), forbid_dtd=True):
        if element.tag == f"{TABLE}table":
            row = 0
        if element.tag == f"{TABLE}table-row":
            times = _times(element, "row")
            row += times
            if width := _width(element):
                # As many as were written: what stands for many costs nobody anything.
                yield row, width, len(element)
            element.clear()


def _width(row: Element) -> int:
    """The columns up to the last cell that holds something."""
    at = last = 0
    for cell in row:
        if cell.tag in CELLS:
            at += _times(cell, "cell")
            if len(cell) or any(not name.startswith(TABLE) for name in cell.attrib):
                last = at
    return last


def _times(element: Element, kind: str) -> int:
    said = element.get(REPEATED[kind], "1")
    return int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else 10**MOST_DIGITS
