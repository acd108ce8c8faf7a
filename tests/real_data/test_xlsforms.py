"""Forms of others, as they are in use: read, evaluated and shown page by page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from homeward.forms import asking, xlsform
from homeward.forms.definition import Question
from homeward.forms.filling import Filling

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
NOW = datetime(2026, 3, 5, 9)
# Questions of the file, and how many of them a page without JavaScript asks.
FILES = {
    "xlsforms/REACH_MSNA_2024_kobo_tool.xlsx": (224, 224),
    "xlsforms/pyxform_xlsform_spec_test.xlsx": (40, 40),
    "htcds/htcds_xlsform.xlsx": (31, 31),
}


@pytest.mark.parametrize("name", FILES)
def test_a_form_in_use_is_read_and_every_page_of_it_shown(name: str, real_data: Find) -> None:
    form = xlsform.read(real_data(name).read_bytes()).definition
    questions = form.questions()
    supported = sum(map(xlsform.is_supported, questions))
    print(f"\n{name}: {len(questions)} questions, {supported} supported, {len(form.languages)}")
    assert (len(questions), supported) == FILES[name]
    for language in form.languages or ("",):
        filled = Filling(form, {}, now=NOW, language=language, fresh=True)
        for page in asking.pages(filled):
            assert asking.Rendered(filled, page.nodes).blocks


@pytest.mark.parametrize("name", FILES)
def test_answering_the_first_choice_of_everything_comes_to_an_end(
    name: str, real_data: Find
) -> None:
    form = xlsform.read(real_data(name).read_bytes()).definition
    language = form.languages[0] if form.languages else ""
    answers: dict[str, str] = {}
    for _round in range(12):
        filled = Filling(form, answers, now=NOW, language=language)
        fresh = dict(_answers(filled))
        if not fresh.keys() - answers.keys():
            break
        answers |= fresh
    print(f"\n{name}: {len(answers)} of {len(form.questions())} answered")
    assert len(answers) > len(form.questions()) / 3
    assert len(filled.all_faults()) < len(answers)


def _answers(filled: Filling) -> Iterator[tuple[str, str]]:
    for question, key in filled.asked():
        if value := _first(filled, question, key):
            yield key, value


def _first(filled: Filling, question: Question, key: str) -> str:
    if question.chooses:
        return next((value for value, _label in filled.choices(question, key)), "")
    return {
        "int": "2", "decimal": "2.5", "date": "2020-02-03", "time": "10:30",
        "geopoint": "5.6 -0.2", "binary": "", "dateTime": "2020-02-03T10:30",
    }.get(question.bind.type, "Something")  # fmt: skip
