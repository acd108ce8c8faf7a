"""Workbooks are measured before they are opened."""

import io
import zipfile

import pytest
import xlsxwriter

from homeward.core.refusals import Refused
from homeward.files import workbooks
from homeward.files.choices import SheetFault as Reason

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def made(*cells: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, column in cells:
        sheet.write_string(row, column, "x")
    book.close()
    return out.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for one in source.namelist():
            body = source.read(one)
            target.writestr(one, body.replace(old, new) if one == part else body)
    return out.getvalue()


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{OFFICE}" xmlns:t="{TABLE}"><o:body><o:spreadsheet>'
            f'<t:table t:name="A">{rows}</t:table></o:spreadsheet></o:body></o:document-content>',
        )
    return out.getvalue()


def refused(content: bytes) -> Reason:
    with pytest.raises(Refused) as why:
        workbooks.opened(content)
    (reason,) = why.value.reasons
    return Reason(reason)


def test_an_ordinary_workbook_is_opened() -> None:
    book = workbooks.opened(made((0, 0), (1, 1), (500, 20)))
    assert book.get_sheet_by_index(0).to_python()[500][20] == "x"


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (1_048_575, 2), (3_000, 16_383)])
def test_one_far_cell_is_not_made_room_for(cell: tuple[int, int]) -> None:
    content = made((0, 0), cell)
    assert len(content) < 10_000
    assert refused(content) == Reason.TOO_MANY


def test_a_far_cell_that_hides_its_place_is_found() -> None:
    near = made((0, 0))
    sheet = "xl/worksheets/sheet1.xml"
    for place in (
        b"""foo='>' r="XFD1048576" """,
        b"""foo=' r="A1"' r = 'XFD1048576' """,
        b"""r="A1" r="XFD1048576" """,
        b"""r="xfd1048576" """,
    ):
        assert refused(changed(near, sheet, b'r="A1" ', place)) in Reason
    by_row = changed(near, sheet, b'<row r="1"', b'<row r="1048576"')
    assert refused(changed(by_row, sheet, b'r="A1" ', b'r="XFD1" ')) == Reason.TOO_MANY


def test_a_far_cell_that_holds_nothing_is_no_harm() -> None:
    content = changed(
        made((0, 0)), "xl/worksheets/sheet1.xml", b"</row>", b'<c r="XFD1" s="0"/></row>'
    )
    assert workbooks.opened(content).get_sheet_by_index(0).to_python()[0][0] == "x"


def test_cells_of_an_ods_that_stand_for_many_are_counted() -> None:
    cell = '<t:table-cell o:value-type="string" {}><p xmlns="x">a</p></t:table-cell>'
    row = "<t:table-row {}>{}</t:table-row>"
    assert workbooks.opened(ods(row.format("", cell.format(""))))
    wide = cell.format('t:number-columns-repeated="1500000"')
    assert refused(ods(row.format("", cell.format("")) + row.format("", wide))) in Reason
    tall = row.format('t:number-rows-repeated="1000000"', "<t:table-cell/>")
    far = row.format("", f'<t:table-cell t:number-columns-repeated="900"/>{cell.format("")}')
    assert refused(ods(tall + far)) == Reason.TOO_MANY


def test_empty_rows_at_the_end_of_an_ods_are_ordinary() -> None:
    cell = '<t:table-cell o:value-type="string"><p xmlns="x">a</p></t:table-cell>'
    wide = '<t:table-cell t:number-columns-repeated="16384"/>'
    empty = f'<t:table-row t:number-rows-repeated="1048575">{wide}</t:table-row>'
    assert workbooks.opened(ods(f"<t:table-row>{cell}</t:table-row>{empty}"))


def test_cells_as_bytes_are_not_opened() -> None:
    content = changed(made((0, 0)), "xl/workbook.xml", b"", b"")
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.bin", b"\x00")
    assert refused(out.getvalue()) == Reason.NOT_A_SHEET
