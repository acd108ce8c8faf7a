"""Pure: how words are folded for search, and when a confirmation of places is refused."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from homeward.services.choices import Reason

# Letters that Arabic and Persian keyboards write in several ways, and the lengthening stroke.
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": "", "’": "'"})
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SHORTEST_STEM = 3


def fold(text: str) -> str:
    """Case, accents, vowel signs and letter variants taken away, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.translate(_LETTERS).casefold()


def search_words(text: str) -> list[str]:
    """The folded words of a text, each once, Arabic ones without their article."""
    found = re.findall(r"\w+", fold(text))
    return list(dict.fromkeys(_without_article(word) for word in found))


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            return word[len(article) :]
    return word


def tsquery(text: str) -> str:
    """Every word of the text must begin a word of the service; empty for no words."""
    # Words hold letters, digits and underscores alone, so quoting them is safe.
    return " & ".join(f"'{word}':*" for word in search_words(text))


@dataclass(frozen=True, kw_only=True)
class ConfirmingFacts:
    places: int | None
    places_total: int | None
    on: date
    today: date
    last_confirmed_on: date | None


def reasons_not_to_confirm(facts: ConfirmingFacts) -> list[Reason]:
    checks = [
        (facts.places is None or facts.places >= 0, Reason.NEGATIVE_PLACES),
        (
            facts.places is None
            or facts.places_total is None
            or facts.places <= facts.places_total,
            Reason.MORE_THAN_ALL,
        ),
        (facts.on <= facts.today, Reason.CONFIRMED_IN_FUTURE),
        (
            facts.last_confirmed_on is None or facts.on >= facts.last_confirmed_on,
            Reason.CONFIRMED_LATER_ALREADY,
        ),
    ]
    return [reason for holds, reason in checks if not holds]
