"""No text becomes a formula, whatever it begins with; every text comes back as it was."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from homeward.core import spreadsheets

ATTACKS = [
    "=1+1",
    "+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "'=1",
    '=HYPERLINK("https://example.org","here")',
    "{=1}",
    "https://example.org",
    "mailto:a@example.org",
    "external:c:\\a.xlsx",
    "0123",
]
TEXTS = st.one_of(
    st.sampled_from(ATTACKS),
    st.builds(str.__add__, st.sampled_from([*spreadsheets.SIGNS, "'", " "]), st.text()),
    st.text(),
)
TABLES = st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=6)


@given(TABLES)
def test_a_workbook_holds_no_formula_and_no_link(rows: list[list[str]]) -> None:
    book = spreadsheets.xlsx("Cases", ["a", "b", "c"], rows)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        names = parts.namelist()
    assert "<f>" not in sheet
    assert "<f " not in sheet
    assert "hyperlink" not in sheet.lower()
    assert not any("externalLink" in name for name in names)
    read = load_workbook(io.BytesIO(book)).active
    assert {c.data_type for row in read.iter_rows() for c in row if c.value is not None} <= {"s"}


def test_the_attacks_come_back_as_the_texts_they_are() -> None:
    book = spreadsheets.xlsx("Cases", ["a"], [[text] for text in ATTACKS])
    read = [row[0] for row in load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)]
    # How a workbook spells a carriage return (ECMA-376, ST_Xstring).
    assert [text.replace("_x000D_", "\r") for text in read[1:]] == ATTACKS


@given(TABLES)
def test_csv_holds_no_formula_and_can_be_read_back(rows: list[list[str]]) -> None:
    table = spreadsheets.csv_table(["a", "b", "c"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(table, newline="")))[1:]
    for cells, texts in zip(read, rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            assert not cell.lstrip(" \u00a0").startswith(spreadsheets.SIGNS)
            assert spreadsheets.read_csv_cell(cell) == text


@pytest.mark.parametrize("title", ["Cases: open/closed [2026]", "", "x" * 60, "'quoted'"])
def test_any_title_names_a_sheet(title: str) -> None:
    assert load_workbook(io.BytesIO(spreadsheets.xlsx(title, ["a"], []))).sheetnames
