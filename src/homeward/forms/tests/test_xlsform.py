"""What a file may hold, and where it is said to be wrong."""

import pytest

from homeward.access.choices import DataClass
from homeward.forms import xlsform
from homeward.forms.tests import sheets
from homeward.forms.xlsform import Faulty


def faults(source: bytes) -> list[xlsform.Fault]:
    with pytest.raises(Faulty) as refusal:
        xlsform.read(source)
    return refusal.value.faults


def test_a_file_says_what_it_asks_in_which_languages() -> None:
    read = xlsform.read(
        sheets.form(
            [
                ["type", "name", "label::English (en)", "label::Arabic (ar)"],
                ["text", "trade", "Which trade?", "ما المهنة؟"],
            ],
            form_id="work",
            version="7",
        )
    )
    (question,) = read.definition.questions()
    assert (read.form_id, read.version) == ("work", "7")
    assert read.definition.languages == ("English (en)", "Arabic (ar)")
    assert question.label.plain(read.definition.language("ar")) == "ما المهنة؟"
    # Who reads French is given the form's first language.
    assert question.label.plain(read.definition.language("fr")) == "Which trade?"


def test_a_question_has_the_class_of_its_column_of_its_group_or_of_the_form() -> None:
    survey = [
        ["type", "name", "label", "homeward::class"],
        ["begin group", "body", "Body", "health"],
        ["text", "illness", "Illness", ""],
        ["text", "lawyer", "Lawyer", "legal"],
        ["end group", "", "", ""],
        ["text", "trade", "Trade", ""],
    ]
    form = xlsform.read(sheets.form(survey, homeward_class="profile")).definition
    assert form.class_of("/data/body/illness") == DataClass.HEALTH
    assert form.class_of("/data/body/lawyer") == DataClass.LEGAL
    assert form.class_of("/data/trade") == DataClass.PROFILE
    assert form.classes >= {DataClass.HEALTH, DataClass.LEGAL, DataClass.PROFILE}


def test_a_wrong_type_is_said_with_sheet_row_and_reason() -> None:
    source = sheets.form([["type", "name", "label"], ["text", "a", "A"], ["selct_one x", "b", "B"]])
    (fault,) = faults(source)
    assert (fault.sheet, fault.row) == ("survey", 3)
    assert "selct_one" in fault.reason


def test_every_expression_that_is_not_understood_is_said_at_once() -> None:
    source = sheets.form(
        [
            ["type", "name", "label", "relevant", "calculation"],
            ["text", "a", "A", "", ""],
            ["text", "b", "B", "pulldata('x', ${a})", ""],
            ["calculate", "c", "", "", "area(${a})"],
        ]
    )
    assert [(f.sheet, f.row, f.column) for f in faults(source)] == [
        ("survey", 3, "relevant"),
        ("survey", 4, "calculation"),
    ]


def test_an_unknown_class_or_fact_is_said_with_its_column() -> None:
    source = sheets.form(
        [
            ["type", "name", "label", "homeward::class", "homeward::fact"],
            ["text", "a", "A", "secret", "trade"],
            ["text", "b", "B", "", "shoe_size"],
        ]
    )
    assert [(f.row, f.column) for f in faults(source)] == [
        (2, "homeward::class"),
        (3, "homeward::fact"),
    ]


def test_what_is_no_workbook_is_refused() -> None:
    (fault,) = faults(b"PK\x03\x04 nothing of it")
    assert fault.reason


def test_a_question_that_tells_of_a_closed_one_is_warned_of() -> None:
    read = xlsform.read(
        sheets.form(
            [
                ["type", "name", "label", "relevant", "homeward::class"],
                ["text", "illness", "Illness", "", "health"],
                ["text", "help", "Help", "${illness} != ''", ""],
            ]
        )
    )
    assert any("illness" in warning and "help" in warning for warning in read.warnings)
