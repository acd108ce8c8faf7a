from datetime import date

import pytest

from homeward.setups.rules import SHEETS, read, template
from homeward.setups.rules.columns import Wrong, amount, country, day, many, text, yes_or_no

USERS = SHEETS["users"]
HEAD = "email,name,organisation,roles,language\n"


@pytest.mark.parametrize("name", SHEETS)
def test_every_template_is_read_without_a_fault(name: str) -> None:
    rows, faults = read(SHEETS[name], template(SHEETS[name], date(2027, 3, 1)))
    assert faults == []
    assert len(rows) == len(SHEETS[name].example)


def test_every_column_says_what_it_is() -> None:
    assert all(column.about for sheet in SHEETS.values() for column in sheet.columns)


def test_all_faults_come_at_once_with_file_line_and_column() -> None:
    said = (
        "# a note\n"
        + HEAD
        + "nobody,Ada,Bureau,king,en\n"
        + "\n"
        + "ada@a.example,,Bureau,case_manager,xx\n"
    )
    rows, faults = read(USERS, said)
    assert rows == []
    found = [(fault.line, fault.column) for fault in faults]
    assert found == [(3, "email"), (3, "roles"), (5, "name"), (5, "language")]
    assert str(faults[2]) == "users.csv, line 5, name: is empty and must not be"


def test_a_wrong_head_reads_nothing() -> None:
    rows, faults = read(USERS, "email,name,colour\n")
    assert rows == []
    assert [fault.column for fault in faults] == ["colour", "organisation", "roles"]


def test_an_empty_file_says_so() -> None:
    assert "no line of columns" in str(read(USERS, "# nothing\n")[1][0])


def test_a_line_with_too_many_cells_and_one_said_twice_are_told() -> None:
    line = "ada@a.example,Ada,Bureau,case_manager,en"
    rows, faults = read(USERS, f"{HEAD}{line}\n{line}\n{line},more\n")
    assert len(rows) == 1
    assert [str(fault).partition(": ")[2] for fault in faults] == [
        "says what line 2 says of ada@a.example",
        "has 6 cells for 5 columns; put quotes around one with commas",
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_spreadsheet_s_own_separator_is_taken(separator: str) -> None:
    cells = ["ada@a.example", "Ada", "Bureau", '"case_manager;evaluator"', "en"]
    said = HEAD.replace(",", separator) + separator.join(cells) + "\n"
    [row], faults = read(USERS, said)
    assert faults == []
    assert list(row["roles"]) == ["case_manager", "evaluator"]


def test_a_quoted_cell_may_hold_a_comma_and_a_line_break() -> None:
    rows, faults = read(USERS, f'{HEAD}ada@a.example,"Ada,\nthe first",Bureau,case_manager,\n')
    assert faults == []
    assert (rows[0]["name"], rows[0]["language"], rows[0].line) == ("Ada,\nthe first", "en", 2)


@pytest.mark.parametrize(
    ("reader", "said"),
    [(day, "31.1.2027"), (amount, "-1"), (amount, "NaN"), (amount, "much"), (yes_or_no, "maybe"),
     (country, "GHA"), (text(3), "four")],
)  # fmt: skip
def test_what_is_no_value_says_so(reader: object, said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        reader(said)  # type: ignore[operator]


def test_several_values_stand_by_semicolons() -> None:
    assert many(country)("gh; BE ;") == ("GH", "BE")
    assert str(Wrong("roles", "why")) == "roles: why"
