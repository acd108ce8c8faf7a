"""What a row of a manifest says, however it is written; and why it can't be taken."""

import io
import zipfile
from datetime import date

import pytest

from homeward.core.refusals import Refused
from homeward.core.spreadsheets import csv_table, xlsx
from homeward.persons.choices import BirthKnown, HouseholdRole, Sex
from homeward.reception.choices import Reason, RowFault
from homeward.reception.manifests import dates, words
from homeward.reception.manifests.reading import Read, read_sheet

TODAY = date(2026, 11, 25)


def read(header: list[str], *rows: list[str]) -> Read:
    content = csv_table(header, rows)
    return read_sheet(content, today=TODAY, lands_on=TODAY)


@pytest.mark.parametrize(
    ("text", "known", "parts"),
    [
        ("1991-03-04", BirthKnown.DAY, (1991, 3, 4)),
        ("04.03.1991", BirthKnown.DAY, (1991, 3, 4)),
        ("4/3/91", BirthKnown.DAY, (1991, 3, 4)),
        ("04/23/1991", BirthKnown.DAY, (1991, 4, 23)),
        ("4 March 1991", BirthKnown.DAY, (1991, 3, 4)),
        ("4 mars 1991", BirthKnown.DAY, (1991, 3, 4)),
        ("٤ مارس ١٩٩١", BirthKnown.DAY, (1991, 3, 4)),
        ("03/1991", BirthKnown.MONTH, (1991, 3, None)),
        ("1991", BirthKnown.YEAR, (1991, None, None)),
        ("3/3/19", BirthKnown.DAY, (2019, 3, 3)),
    ],
)
def test_a_birth_is_as_exact_as_it_is_written(
    text: str, known: BirthKnown, parts: tuple[int, int | None, int | None]
) -> None:
    birth = dates.birth_of(text, today=TODAY)
    assert birth is not None
    assert (birth.known, birth.year, birth.month, birth.day) == (known, *parts)


@pytest.mark.parametrize("text", ["31.02.1991", "91", "soon", "13/1991", "1.2.3.4"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates.birth_of(text, today=TODAY) is None


@pytest.mark.parametrize("at", range(3))
def test_a_number_that_no_calendar_holds_is_no_date(at: int) -> None:
    parts = ["1", "2", "2026"]
    parts[at] = "9" * 20
    assert dates.day_of("/".join(parts), today=TODAY) is None


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_template_is_read_in_each_language(language: str) -> None:
    header = [words.heading(column, language) for column in words.columns()]
    said = dict.fromkeys(words.columns(), "")
    said |= {"given_name": "ليلى", "sex": words.offered("sex", language)[0], "age": "34"}
    found = read(header, [said[column] for column in words.columns()])
    assert found.faults == []
    assert found.unknown_headings == []
    (row,) = found.rows
    assert (row.given_name, row.sex, row.birth.year) == ("ليلى", Sex.FEMALE, 1992)
    assert row.birth.known == BirthKnown.YEAR


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", ["sex", "place", "document_kind", "needs"])
def test_each_word_that_is_offered_is_understood(kind: str, language: str) -> None:
    offered = words.offered(kind, language)
    assert all(words.value_of(kind, word) for word in offered)
    assert len({words.value_of(kind, word) for word in offered}) == len(offered)


def test_each_heading_means_one_column() -> None:
    told = [
        (words.plain(text), column)
        for column in words.columns()
        for language in words.LANGUAGES
        for text in words._told()["columns"][column][language]
    ]
    assert all(words.column_of(text) for text, _column in told)


@pytest.mark.parametrize("blank", ["", "?", "Unknown", "inconnu", "غير معروف", "01.01.1900"])
def test_the_unknown_stays_unknown(blank: str) -> None:
    found = read(["Given names", "Date of birth", "Sex", "Language"], ["Kofi", blank, blank, blank])
    (row,) = found.rows
    assert row.birth.known == BirthKnown.UNKNOWN
    assert (row.sex, row.language) == (Sex.UNKNOWN, "")


def test_columns_may_stand_anyhow_below_a_title_with_blank_rows_between() -> None:
    content = xlsx(
        "List", ["Flight C 77", "", ""],
        [["", "", ""], ["Surname", "Remark", "First name"], ["Mensah", "x", "Esi"], [""] * 3,
         ["Owusu", "", "Yaw"]],
    )  # fmt: skip
    found = read_sheet(content, today=TODAY, lands_on=TODAY)
    assert [(row.line, row.given_name, row.family_name) for row in found.rows] == [
        (4, "Esi", "Mensah"),
        (6, "Yaw", "Owusu"),
    ]
    assert found.unknown_headings == ["Remark"]


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Liste">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(*rows: list[str]) -> bytes:
    """The least that a spreadsheet of OpenDocument is."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS.format(rows=body))
        packed.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def test_an_ods_is_read_as_well() -> None:
    content = ods(["Prénom", "Nom de famille", "Langue"], ["Kwame", "Owusu", "éwé"])
    (row,) = read_sheet(content, today=TODAY, lands_on=TODAY).rows
    assert (row.given_name, row.family_name, row.language) == ("Kwame", "Owusu", "ee")


FAULTY = {
    "birth": (["Kofi", "31.02.1991", "", "", "", ""], "birth", RowFault.NOT_A_DATE),
    "future": (["Kofi", "2031", "", "", "", ""], "birth", RowFault.DATE_TO_COME),
    "age": (["Kofi", "", "old", "", "", ""], "age", RowFault.NOT_AN_AGE),
    "both": (["Kofi", "1991", "60", "", "", ""], "age", RowFault.AGE_AND_BIRTH),
    "sex": (["Kofi", "", "", "q", "", ""], "sex", RowFault.UNKNOWN_WORD),
    "need": (["Kofi", "", "", "", "helicopter", ""], "needs", RowFault.UNKNOWN_WORD),
    "consent": (["Kofi", "", "", "", "", "2031-01-01"], "consent_on", RowFault.DATE_TO_COME),
    "nobody": (["", "1991", "", "", "", ""], "given_name", RowFault.NO_PERSON),
    "long": (["x" * 151, "", "", "", "", ""], "given_name", RowFault.TOO_LONG),
}


@pytest.mark.parametrize("name", FAULTY)
def test_each_fault_names_row_column_and_reason(name: str) -> None:
    cells, column, reason = FAULTY[name]
    header = ["Given names", "Birth", "Age", "Sex", "Needs", "Consent"]
    found = read(header, ["Good", "", "", "", "", ""], cells)
    assert [(one.line, one.column, one.reason) for one in found.faults] == [(3, column, reason)]
    assert [row.given_name for row in found.rows] == ["Good"]


def test_a_family_comes_with_its_one_head() -> None:
    header = ["Number", "Family", "Relationship", "First name", "Birth"]
    found = read(
        header,
        ["1", "7", "wife", "Ama", ""],
        ["2", "7", "head", "Kofi", ""],
        ["3", "8", "child", "Alone", ""],
        ["4", "9", "head", "Bad", "31.02.1991"],
        ["5", "9", "son", "Left", ""],
        ["6", "10", "chef de famille", "One", ""],
        ["7", "10", "head", "Two", ""],
        ["2", "", "", "Again", ""],
    )
    assert [(one.line, one.reason) for one in found.faults] == [
        (4, RowFault.NO_HEAD),
        (5, RowFault.NOT_A_DATE),
        (6, RowFault.HEAD_FAULTY),
        (8, RowFault.TWO_HEADS),
        (9, RowFault.TWICE),
    ]
    assert [row.place for row in found.rows] == [
        HouseholdRole.PARTNER,
        HouseholdRole.HEAD,
        HouseholdRole.HEAD,
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (csv_table(["Colour", "Size"], [["red", "10"]]), Reason.NO_HEADINGS),
        (csv_table(["Given names"], [["x"]] * 1001), Reason.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_manifest_is_refused_whole(content: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(content, today=TODAY, lands_on=TODAY)
    assert refused.value.reasons == [reason]
