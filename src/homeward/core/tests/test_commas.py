"""What stands in a row is written between the reader's commas."""

import pytest
from django.template import engines
from django.utils.safestring import SafeString
from django.utils.translation import override

from homeward.core.commas import enumerated

ROW = "{{ kept|enumerated }}{% comma %}{{ last }}"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "A, B, C"), ("fr", "A, B, C"), ("ar", "A، B، C")],
)
def test_the_comma_is_the_reader_s(language: str, written: str) -> None:
    with override(language):
        assert enumerated(["A", "B", "C"]) == written
        assert _shown(["A", "B"], "C") == written


def test_what_stands_in_a_row_is_escaped_once() -> None:
    with override("en"):
        assert _shown(["<b>", SafeString("<i>x</i>")], "&") == "&lt;b&gt;, <i>x</i>, &amp;"


def test_an_empty_row_is_empty() -> None:
    assert enumerated([]) == ""


def _shown(kept: list[str], last: str) -> str:
    return engines["django"].from_string(ROW).render({"kept": kept, "last": last})
