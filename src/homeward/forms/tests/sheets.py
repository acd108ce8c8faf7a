"""XLSForm files made for a test: sheets as lists of rows."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

Rows = Sequence[Sequence[str]]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    book.close()
    return out.getvalue()


def form(survey: Rows, choices: Rows = (), **settings: str) -> bytes:
    """A workbook of an XLSForm; `settings` become columns of its settings sheet."""
    settings = {"form_title": "Test", "form_id": "test", **settings}
    sheets: dict[str, Rows] = {"survey": survey}
    if choices:
        sheets["choices"] = choices
    sheets["settings"] = [list(settings), list(settings.values())]
    return workbook(sheets)
