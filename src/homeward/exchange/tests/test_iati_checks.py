"""Each thing that is wrong with an activity is told with its line and element."""

import io

import pytest

from homeward.exchange.iati import kinds, opening
from homeward.exchange.iati.checks import Wrong, problems
from homeward.exchange.iati.mending import mend
from homeward.exchange.iati.nodes import Node, as_json, from_json, from_xml, to_xml
from homeward.exchange.tests.iati_samples import (
    BUDGET,
    DATES,
    MOVED,
    TITLE,
    activity,
    document,
)


def read(text: str) -> Node:
    [opened] = opening.activities(io.BytesIO(document(text)), lambda *stray: None)
    return opened.node


def found(text: str) -> list[tuple[Wrong, str]]:
    return [(problem.wrong, problem.path) for problem in problems(read(text))]


def test_a_sound_activity_has_nothing_against_it() -> None:
    assert problems(read(activity(body=BUDGET + MOVED))) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (activity(title=""), (Wrong.MISSING_ELEMENT, "title")),
        (activity(title="<title/>"), (Wrong.MISSING_ELEMENT, "title/narrative")),
        (activity(title=TITLE + TITLE), (Wrong.TOO_MANY, "title")),
        (activity(body="<colour/>"), (Wrong.UNKNOWN_ELEMENT, "colour")),
        (activity(body=DATES + "<colour/>"), (Wrong.UNKNOWN_ELEMENT, "colour")),
        (activity(body=BUDGET + "<sector code='1'/>"), (Wrong.OUT_OF_ORDER, "sector")),
        (activity(attributes='size="1"'), (Wrong.UNKNOWN_ATTRIBUTE, "@size")),
        (activity(attributes='hierarchy="two"'), (Wrong.WRONG_VALUE, "@hierarchy")),
        (activity(body="<sector/>"), (Wrong.MISSING_ATTRIBUTE, "sector/@code")),
        (activity(body="oaks"), (Wrong.STRAY_TEXT, "")),
        (
            activity(body=BUDGET.replace("1000.50", "much")),
            (Wrong.WRONG_VALUE, "budget/value"),
        ),
        (
            activity(body=BUDGET.replace("2025-12-31", "2025-02-30")),
            (Wrong.WRONG_VALUE, "budget/period-end/@iso-date"),
        ),
        (
            activity(title="<title><narrative>Oak<b/></narrative></title>"),
            (Wrong.UNKNOWN_ELEMENT, "title/narrative/b"),
        ),
    ],
)
def test_each_fault_is_found(text: str, wrong: tuple[Wrong, str]) -> None:
    if wrong[0] == Wrong.STRAY_TEXT:
        text = text.replace(">\n<iati-identifier", ">oaks\n<iati-identifier", 1)
    assert wrong in found(text)


def test_all_are_told_at_once_with_their_lines() -> None:
    text = activity(title="", body="<colour/>\n<sector/>")
    told = {(problem.line, problem.path) for problem in problems(read(text))}
    assert {(2, "title"), (10, "colour"), (11, "sector/@code")} <= told


def test_other_namespaces_may_end_any_element_and_mark_any() -> None:
    text = activity(
        attributes='xmlns:o="http://o.example/" o:size="1"',
        body="<sector code='1'><narrative>Oak</narrative><o:x><o:y/></o:x></sector><o:z/>",
    )
    assert found(text) == []
    early = "<sector code='1'><o:x xmlns:o='http://o.example/'/><narrative>Oak</narrative></sector>"
    assert found(activity(body=early)) == [(Wrong.OUT_OF_ORDER, "sector/narrative")]


def test_a_node_survives_json_and_xml() -> None:
    node = read(
        activity(
            attributes='xmlns:o="http://o.example/" o:size="1" xml:lang="en"',
            body=BUDGET + MOVED + "<o:z>é &amp; &lt;</o:z>",
        )
    )
    assert from_json(as_json(node)) == node
    assert from_xml(to_xml(node, {"o": "http://o.example/"})) == node


def test_order_and_unknown_parts_are_mended_and_told() -> None:
    node = read(activity(body=f"{BUDGET}<colour>red</colour><sector code='1' size='2'/>"))
    told: list[tuple[str, str]] = []
    assert mend(node, lambda problem, done: told.append((problem.path, done))) == []
    assert problems(node) == []
    assert [path for path, _done in told] == ["colour", "sector", "sector/@size"]
    assert all(done for _path, done in told)


def test_a_moment_is_read_as_its_day_and_commas_of_thousands_go() -> None:
    body = BUDGET.replace("1000.50", "1,000.50").replace("2025-12-31", "2025-12-31T10:00:00Z")
    node = read(activity(body=body))
    assert mend(node, lambda problem, done: None) == []
    budget = node.first("budget")
    assert budget is not None
    assert (budget.first("value") or budget).text == "1000.50"
    assert budget.said("period-end", "iso-date") == "2025-12-31"


@pytest.mark.parametrize("number", ["1,5", "1,234", "12,34.5", "1.234,50", "1 000"])
def test_a_comma_that_may_be_a_decimal_one_is_not_guessed(number: str) -> None:
    node = read(activity(body=BUDGET.replace("1000.50", number)))
    assert [p.path for p in mend(node, lambda problem, done: None)] == ["budget/value"]


GOOD = {
    "date": ["2025-02-28", " 2024-02-29 ", "2025-01-01Z", "2025-01-01+02:00"],
    "dateTime": ["2025-01-01T00:00:00", "2025-01-01T24:00:00Z", "2025-01-01T01:02:03.5-14:00"],
    "decimal": ["1", "-1.5", "+.5", "1.", " 2 "],
    "boolean": ["0", "1", "true", " false "],
    "int": ["2147483647", "-2147483648", "+3"],
    "nonNegativeInteger": ["0", "-0", "7"],
    "positiveInteger": ["1", "9" * 50],
    "language": ["en", "pt-BR", ""],
    "NMTOKEN": ["budget-item", "a:b"],
    "anyURI": ["http://o.example/é?a=b#c", "", "a/b", "mailto:a@o.example", "x y"],
}
BAD = {
    "date": ["2025-02-29", "1.1.2025", "2025-1-1", ""],
    "dateTime": ["2025-01-01", "2025-01-01T25:00:00", "2025-13-01T00:00:00"],
    "decimal": ["1e5", "NaN", "INF", "", "1,5", "--1"],
    "boolean": ["yes", "TRUE", ""],
    "int": ["2147483648", "9" * 5000, "1.0"],
    "nonNegativeInteger": ["-1", "x"],
    "positiveInteger": ["0", "-3"],
    "language": [" ", "english language", "1", "abcdefghi"],
    "NMTOKEN": ["two words", ""],
    "anyURI": ["%zz", "1a:b", "a#b#c"],
}


@pytest.mark.parametrize("kind", GOOD)
def test_values_are_told_from_what_is_none(kind: str) -> None:
    assert [text for text in GOOD[kind] if not kinds.holds(kind, text)] == []
    assert [text for text in BAD[kind] if kinds.holds(kind, text)] == []


def test_a_plain_text_may_be_anything() -> None:
    assert kinds.holds("string", "  anything at all ")
