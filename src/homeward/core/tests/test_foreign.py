"""What somebody else wrote: JSON and whole numbers."""

import json

import pytest

from homeward.core.digits import are_digits
from homeward.core.foreign import DEEPEST, TooDeep, json_of


def test_json_is_read_as_it_stands() -> None:
    said = {"a": [1, 2.5, None, True, {"b": "é\u202e😀"}]}
    assert json_of(json.dumps(said)) == said
    assert json_of(json.dumps(said, ensure_ascii=False).encode()) == said


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [DEEPEST + 1, 900, 100_000])
def test_what_is_nested_too_deeply_is_a_value_error(opening: str, depth: int) -> None:
    closing = "]" if opening == "[" else "}"
    with pytest.raises(TooDeep):
        json_of(opening * depth + "1" + closing * depth)


def test_as_deep_as_is_taken_is_read() -> None:
    assert json_of("[" * DEEPEST + "]" * DEEPEST)


@pytest.mark.parametrize("text", ["NaN", "[-Infinity]", '{"a": Infinity}', '"\\ud800"', "", "{"])
def test_what_no_database_keeps_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        json_of(text)


@pytest.mark.parametrize("text", ["0", "17", "9" * 18, "٣", "१२"])
def test_digits_are_what_int_reads(text: str) -> None:
    assert are_digits(text)
    assert int(text) >= 0


@pytest.mark.parametrize("text", ["", "²", "①", "-1", "1.0", "1e3", " 1", "9" * 19, "9" * 5_000])
def test_what_int_refuses_or_nothing_holds_is_none(text: str) -> None:
    assert not are_digits(text)
