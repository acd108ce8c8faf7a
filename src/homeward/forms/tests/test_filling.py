"""Answers evaluated: what is asked, what is computed, what is wrong."""

from datetime import datetime

import pytest

from homeward.access.choices import DataClass
from homeward.forms import asking, filling, xlsform
from homeward.forms.filling import Filling
from homeward.forms.tests import sheets

NOW = datetime(2026, 3, 5, 9)
SURVEY = [
    ["type", "name", "label", "relevant", "required", "constraint", "calculation",
     "choice_filter", "default", "appearance", "repeat_count", "homeward::class"],
    ["select_one country", "country", "Country", "", "yes", "", "", "", "gh", "", "", ""],
    ["select_one town", "town", "Town in ${country}", "", "", "", "", "country=${country}", "",
     "", "", ""],
    ["date", "born", "Born", "", "", ". <= today()", "", "", "", "unknown", "", ""],
    ["integer", "age", "Age", "${born} = ''", "", ". >= 0 and . < 120", "", "", "", "", "", ""],
    ["begin repeat", "child", "Children", "", "", "", "", "", "", "", "", ""],
    ["text", "called", "Name", "", "", "", "", "", "", "", "", ""],
    ["integer", "years", "Years", "${called} != ''", "yes", "", "", "", "", "", "", ""],
    ["calculate", "number", "", "", "", "", "position(..)", "", "", "", "", ""],
    ["end repeat", "", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "total", "", "", "", "", "sum(${years})", "", "", "", "", ""],
    ["note", "said", "Together ${total} years", "", "", "", "", "", "", "", "", ""],
    ["text", "illness", "Illness", "", "", "", "", "", "", "", "", "health"],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label", "country"],
    ["country", "gh", "Ghana", ""],
    ["country", "be", "Belgium", ""],
    ["town", "accra", "Accra", "gh"],
    ["town", "ghent", "Ghent", "be"],
]
FORM = xlsform.read(sheets.form(SURVEY, CHOICES)).definition


def filled(**answers: str) -> Filling:
    named = {key.replace("__", "/"): value for key, value in answers.items()}
    return Filling(FORM, named, now=NOW)


def keys(found: Filling) -> list[str]:
    return [key for question, key in found.asked() if not question.is_note]


def test_defaults_come_in_once() -> None:
    assert Filling(FORM, {}, now=NOW, fresh=True).value("country") == "gh"
    assert filled().value("country") == ""


def test_choices_follow_another_answer() -> None:
    found = filled(country="be", town="accra")
    town = FORM.by_path["/data/town"]
    assert found.choices(town, "town") == [("ghent", "Ghent")]  # type: ignore[arg-type]
    assert found.faults("town")


def test_an_answer_that_is_not_asked_counts_as_empty_and_comes_back() -> None:
    found = filled(born="2000-01-01", age="30")
    assert "age" not in keys(found)
    assert found.value("age") == ""
    assert "age" not in found.answers()
    assert found.raw["age"] == "30"


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [("2000-05-01", True), ("2000-05", True), ("2000", True), ("2000-13", False), ("-5-1", False),
     ("2030-01-01", False)],
)  # fmt: skip
def test_a_day_may_be_known_in_part(answer: str, is_right: bool) -> None:
    assert (filled(born=answer).faults("born") == []) is is_right


@pytest.mark.parametrize(("answer", "is_right"), [("12", True), ("130", False), ("a dozen", False)])
def test_a_number_is_checked_by_its_type_and_its_constraint(answer: str, is_right: bool) -> None:
    assert (filled(age=answer).faults("age") == []) is is_right


def test_rows_of_a_repeat_are_asked_and_computed_one_by_one() -> None:
    found = Filling(
        FORM,
        {"child[1]/called": "Yaw", "child[1]/years": "7", "child[3]/called": "Ama"},
        now=NOW,
    )
    assert found.rows("child") == 3
    assert found.value("child[3]/number") == "3"
    assert "child[2]/years" not in keys(found)
    assert found.faults("child[3]/years")
    assert filling.by_name(found.answers())["child"][2] == {"called": "Ama", "number": "3"}


def test_a_row_taken_away_moves_the_others_up() -> None:
    found = Filling(FORM, {f"child[{n}]/called": name for n, name in enumerate("ABC", 1)}, now=NOW)
    left = asking.without_row(found, "child[2]")
    again = Filling(FORM, left, now=NOW)
    assert [again.value(f"child[{n}]/called") for n in (1, 2)] == ["A", "C"]
    assert again.rows("child") == 2
    more = Filling(FORM, asking.with_rows(again, "child", 1), now=NOW)
    assert more.rows("child") == 3


def test_a_sum_over_rows_is_quoted_in_a_label() -> None:
    found = Filling(
        FORM,
        {f"child[{n}]/called": "x" for n in (1, 2)} | {f"child[{n}]/years": "4" for n in (1, 2)},
        now=NOW,
    )
    (note,) = [question for question in FORM.questions() if question.is_note]
    assert found.label(note, "said") == "Together 8 years"


def test_a_class_that_the_reader_is_not_cleared_for_is_not_there() -> None:
    cleared = {DataClass.CASE}
    found = Filling(FORM, {"illness": "Malaria"}, now=NOW, cleared=cleared)
    assert "illness" not in keys(found)
    assert found.value("illness") == ""
    assert "illness" not in found.raw


def test_answers_are_split_by_class() -> None:
    parts = filling.split(FORM, {"illness": "x", "age": "3", "child[1]/called": "Yaw"})
    assert parts == {
        DataClass.HEALTH: {"illness": "x"},
        DataClass.CASE: {"age": "3", "child[1]/called": "Yaw"},
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(("5", "3", "2026"), "2026-03-05"), (("", "3", "2026"), "2026-03"), (("", "", "2026"), "2026"),
     (("5", "", ""), "--05"), (("", "", ""), "")],
)  # fmt: skip
def test_a_date_is_kept_as_far_as_it_was_typed(typed: tuple[str, str, str], kept: str) -> None:
    assert asking.date_as_typed(*typed) == kept
