"""The one way a spreadsheet leaves: no cell of it is ever a formula, whatever its text begins with.

In a workbook every cell is of the type "text", so that no program computes it. In CSV there are no
types; what a spreadsheet program would take for a formula is marked by an apostrophe before it, as
these programs do themselves. The mark can be taken away again (`read_csv_cell`): one apostrophe
stands before every text that begins with a formula's sign or with an apostrophe, and before no
other.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
MARK = "'"
# OWASP, CSV injection; the full-width forms are taken for the signs by some programs.
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML 1.0 can't hold, nor a spreadsheet show.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_767
WIDEST = 60

Row = Sequence[str]


def xlsx(title: str, header: Row, rows: Iterable[Row], *, right_to_left: bool = False) -> bytes:
    """A workbook of one sheet. `title` names the sheet and is cut to what a program takes."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31] or None)
    if right_to_left:
        sheet.right_to_left()
    widths = [0] * len(header)
    for number, row in enumerate([header, *rows]):
        style = book.add_format({"bold": True}) if number == 0 else None
        for column, text in enumerate(row):
            # Not `write`: it looks at the text to guess what it might be.
            sheet.write_string(number, column, _shown(text), style)
            if column < len(widths):
                widths[column] = max(widths[column], len(text))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, WIDEST))
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _shown(text: str) -> str:
    return UNPRINTABLE.sub("", text)[:LONGEST]


def csv_table(header: Row, rows: Iterable[Row]) -> bytes:
    """RFC 4180 in UTF-8 with the mark that spreadsheet programs look for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([csv_cell(text) for text in row] for row in [header, *rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def csv_cell(text: str) -> str:
    # Blanks before a sign are skipped by some programs.
    marked = text.startswith(MARK) or text.lstrip(" \u00a0").startswith(SIGNS)
    return f"{MARK}{text}" if marked else text


def read_csv_cell(cell: str) -> str:
    """The text that `csv_cell` was given."""
    return cell.removeprefix(MARK)
