"""KoboToolbox's records and its export come out as the answers that the form itself keeps."""

from typing import Any

import pytest

from homeward.forms import kobo, xlsform
from homeward.forms.kobo import NotAWorkbook
from homeward.forms.tests import sheets

FORM = xlsform.read(
    sheets.form(
        [
            ["type", "name", "label"],
            ["text", "name", "Name"],
            ["begin group", "home", "Home"],
            ["select_multiple thing", "things", "Things"],
            ["begin repeat", "child", "Children"],
            ["text", "called", "Name"],
            ["integer", "years", "Years"],
            ["begin repeat", "school", "Schools"],
            ["text", "town", "Town"],
            ["end repeat", "", ""],
            ["end repeat", "", ""],
            ["end group", "", ""],
        ],
        [["list_name", "name", "label"], ["thing", "bed", "Bed"], ["thing", "pot", "Pot"]],
    )
).definition
ANSWERS = {
    "name": "Efua",
    "home/things": "bed pot",
    "home/child[1]/called": "Yaw",
    "home/child[1]/years": "7",
    "home/child[2]/called": "Ama",
    "home/child[2]/school[1]/town": "Tema",
}
MAIN = [
    ["name", "home/things", "home/things/bed", "home/things/pot", "_id", "_uuid", "_index"],
    ["Efua", "bed pot", "1", "1", "11", "abc", "1"],
]
CHILD = [
    ["home/child/called", "home/child/years", "_index", "_parent_index"],
    ["Yaw", "7", "1", "1"],
    ["Ama", "", "2", "1"],
]
SCHOOL = [["town", "_index", "_parent_index"], ["Tema", "1", "2"]]


def export(**changed: list[list[str]]) -> kobo.Export:
    content = {"main": MAIN, "child": CHILD, "school": SCHOOL, **changed}
    return kobo.read_export(sheets.workbook(content), FORM)


def places(found: kobo.Export) -> list[tuple[str, int | None, str]]:
    return [(fault.sheet, fault.row, fault.column) for fault in found.faults]


def test_a_record_of_the_interface_with_repeats_inside_repeats() -> None:
    record: dict[str, Any] = {
        "_id": 11,
        "name": "Efua",
        "home/things": "bed pot",
        "home/child": [
            {"home/child/called": "Yaw", "home/child/years": 7},
            {"home/child/called": "Ama", "home/child/school": [{"home/child/school/town": "Tema"}]},
        ],
        "meta/instanceID": "uuid:abc",
        "_uuid": "abc",
        "_attachments": [],
    }
    assert kobo.answers_of(record, FORM) == ANSWERS
    assert kobo.instance_id_of(record) == "uuid:abc"


def test_the_export_says_the_same_over_its_sheets() -> None:
    found = export()
    (line,) = found.lines
    assert found.faults == []
    assert found.unknown == {}
    assert kobo.answers_of(line.record, FORM) == ANSWERS
    assert kobo.instance_id_of(line.record) == "uuid:abc"


def test_a_row_without_a_row_above_is_named_by_its_place() -> None:
    found = export(child=[CHILD[0], ["Kofi", "3", "9", "4"]])
    assert places(found)[0] == ("child", 2, "_parent_index")


def test_an_id_twice_and_an_id_missing_are_named() -> None:
    row = MAIN[1]
    found = export(main=[*MAIN, [*row[:6], "2"], [*row[:5], "", "3"]])
    assert places(found) == [("main", 3, "_uuid"), ("main", 4, "_uuid")]


def test_a_faulty_code_is_named_in_the_sheet_of_its_repeat() -> None:
    found = export(
        main=[MAIN[0], ["Efua", "bed boat", *MAIN[1][2:]]],
        child=[CHILD[0], ["Yaw", "seven", "1", "1"]],
        school=[SCHOOL[0]],
    )
    faults = found.faults_in(found.lines[0], FORM)
    assert [(one.sheet, one.row, one.column) for one in faults] == [
        ("main", 2, "home/things"),
        ("child", 2, "home/child/years"),
    ]
    assert "boat" in faults[0].reason


def test_what_the_form_does_not_ask_is_said() -> None:
    found = export(main=[[*MAIN[0], "weight"], [*MAIN[1], "1.5"]], visits=[["x"], ["1"]])
    assert found.unknown == {"main": ["weight"]}
    assert places(found) == [("visits", None, "")]


def test_a_file_that_is_no_workbook_is_said_to_be_none() -> None:
    with pytest.raises(NotAWorkbook):
        kobo.read_export(b"no workbook", FORM)


@pytest.mark.parametrize(
    ("cell", "text"), [(2.0, "2"), (2.5, "2.5"), (None, ""), (True, "true"), (" a ", "a")]
)
def test_a_cell_as_an_answer(cell: Any, text: str) -> None:
    assert kobo.as_text(cell) == text
