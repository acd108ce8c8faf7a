"""A scoring sheet as a workbook: what it says, and where it is wrong."""

import io
from fractions import Fraction

import openpyxl
import pytest

from homeward.surveys import instruments, scoring, sheet_files
from homeward.surveys.instruments import FaultySheet

SHEETS: dict[str, list[list[object]]] = {
    "instrument": [
        ["key", "value"],
        ["id", "satisfaction"],
        ["version", "1"],
        ["source", "Our own questions"],
        ["points_without_answer", 0.5],
        ["warn_above", 1],
        ["name::en", "Satisfaction"],
        ["name::French (fr)", "Satisfaction des personnes"],
    ],
    "dimensions": [["id", "label::en"], ["service", "Service"]],
    "answers": [
        ["scale", "code", "points", "label::en"],
        ["agree", "yes", 1, "Yes"],
        ["agree", "partly", "1/3", "Partly"],
        ["agree", "no", 0, "No"],
    ],
    "items": [
        ["id", "scale", "dimension", "dimension_weight", "composite_weight", "health", "label::en"],
        ["was_heard", "agree", "service", 0.4, 0.4, None, "Was listened to"],
        ["felt_well", "agree", "service", 0.6, 0.6, "yes", "Felt well"],
    ],
    "bands": [["code", "below", "label::en"], ["low", 0.5, "Low"], ["high", None, "High"]],
    "waves": [["code", "opens", "closes", "latest", "label::en"], ["after", 1, 2, 3, "After"]],
}


def workbook(**changed: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in (SHEETS | changed).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_a_sheet_and_its_toml_is_the_same_one() -> None:
    read = sheet_files.read(workbook(), name="satisfaction.xlsx")
    again = instruments.parse(read.text)

    for sheet in (read.sheet, again):
        assert (sheet.key, [item.id for item in sheet.health]) == ("satisfaction-1", ["felt_well"])
        assert sheet.labels["fr"] == "Satisfaction des personnes"
        assert [wave.code for wave in sheet.waves] == ["after"]
        score = scoring.score(sheet, {"was_heard": "partly", "felt_well": "unknown"})
        assert score is not None
        assert score.composite == Fraction(1, 3) * Fraction(2, 5) + Fraction(3, 10)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"answers": [*SHEETS["answers"], ["agree", "maybe", "much", "Maybe"]]},
         "answers, row 5, points: 'much' is no number"),
        ({"answers": [*SHEETS["answers"], ["agree", "maybe", 2, "Maybe"]]},
         "answers, row 5, points: 2 is not within 0 and 1"),
        ({"answers": [*SHEETS["answers"], ["agree", "yes", 1, "Yes"]]},
         "answers, row 5, code: yes stands there twice"),
        ({"answers": [*SHEETS["answers"], ["agree", "refused", 1, "No word"]]},
         "answers, row 5, code: refused is kept for questions without an answer"),
        ({"items": [*SHEETS["items"], ["more", "often", "service", 0, 0, None, "More"]]},
         "items, row 4, scale: 'often' has no answers in the sheet answers"),
        ({"items": [*SHEETS["items"], ["more", "agree", "money", 0, 0, None, ""]]},
         "items, row 4, dimension: 'money' is not in the sheet dimensions"),
        ({"items": [["id", "scale"], ["a", "agree"]]},
         "items, row 1: the column dimension_weight is missing"),
        ({"instrument": SHEETS["instrument"][:2]}, "instrument: version is missing"),
        ({"waves": [*SHEETS["waves"], ["late", 1.5, 2, 3, "Late"]]},
         "waves, row 3, opens: '1.5' is no whole number"),
        ({"bands": SHEETS["bands"][:2]}, "the last band has a limit"),
        ({"items": SHEETS["items"][:2]}, "the weights of service sum to 0.4, not to 1"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place(
    changed: dict[str, list[list[object]]], told: str
) -> None:
    with pytest.raises(FaultySheet) as refused:
        sheet_files.read(workbook(**changed), name="satisfaction.xlsx")

    assert told in "\n".join(refused.value.faults)


@pytest.mark.parametrize("content", [b"PK nothing", b"\xff\xfe", b"id = ", b'id = "x"'])
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(FaultySheet):
        sheet_files.read(content, name="a")
