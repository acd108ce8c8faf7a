import pytest

from homeward.core.words import LONGEST_WORD, fold, lexemes, search_words, tsquery


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إربد", "اربد"),
        ("عمّان", "عمان"),
        ("فاطمة", "فاطمه"),
        ("مبنى", "مبني"),
        ("Électricité", "electricite"),
        ("STRAẞE", "strasse"),
        ("تعـليم", "تعليم"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_arabic_words_lose_their_article_but_short_ones_keep_it() -> None:
    assert search_words("التعليم والصحة") == ["تعليم", "صحه"]
    assert search_words("الى") == ["الي"]


def test_nothing_that_is_typed_can_be_an_operator() -> None:
    assert tsquery("o'hara | !x & (y):*") == "'o':* & 'hara':* & 'x':* & 'y':*"
    assert tsquery(" ,;'\\ ") == ""


def test_what_is_no_word_is_not_written() -> None:
    assert lexemes("Kumasi", "kumasi x", "a" * (LONGEST_WORD + 1)) == ["kumasi", "x"]


def test_a_text_without_end_asks_for_what_nothing_has() -> None:
    """The server refuses words past 2 kB, and the page would be a fault."""
    (word,) = tsquery("é" * 5_000).split(" & ")
    assert len(word) < 110
    assert word.startswith("'" + "e" * 101)
    assert len(tsquery(" ".join(f"w{n}" for n in range(5_000))).split(" & ")) == 50
