"""Words folded for search: letters that are written in several ways meet. Pure."""

import re
import unicodedata

# Letters that Arabic and Persian keyboards write in several ways, and the lengthening stroke.
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": "", "’": "'"})
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_SHORTEST_STEM = 3
# A word longer than this is no word; the server refuses lexemes past 2 kB.
LONGEST_WORD = 100
MOST_WORDS = 50


def fold(text: str) -> str:
    """Case, accents, vowel signs and letter variants taken away, so that spellings meet."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.translate(_LETTERS).casefold()


def search_words(text: str) -> list[str]:
    """The folded words of a text, each once, Arabic ones without their article."""
    found = re.findall(r"\w+", fold(text))
    return list(dict.fromkeys(_without_article(word) for word in found))


def lexemes(*texts: str) -> list[str]:
    """What a row is found by: the words of all its texts, sorted, for array_to_tsvector."""
    words = {word for text in texts for word in search_words(text)}
    return sorted(word for word in words if len(word) <= LONGEST_WORD)


def tsvector(*texts: str) -> str:
    """The same as the text form of a tsvector, for COPY: words hold no quote."""
    return " ".join(f"'{word}'" for word in lexemes(*texts))


def tsquery(text: str) -> str:
    """Every word of the text must begin a word of the row; empty for no words."""
    # Words hold letters, digits and underscores alone, so quoting them is safe. One that is longer
    # than any that is kept begins no word; the server would refuse all of it.
    asked = (word[: LONGEST_WORD + 1] for word in search_words(text)[:MOST_WORDS])
    return " & ".join(f"'{word}':*" for word in asked)


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            return word[len(article) :]
    return word
