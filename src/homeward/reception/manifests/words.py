"""The columns of a manifest and the words in its cells, in English, French and Arabic. Pure.

They are data (words.json): the first heading of each language is the template's.
"""

import json
import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

LANGUAGES = ("en", "fr", "ar")
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})


@cache
def _told() -> dict[str, Any]:
    file = resources.files("homeward.reception.manifests").joinpath("words.json")
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def plain(text: str) -> str:
    """Lower case, no accents, blanks made one: `Prénoms ` is `prenoms`."""
    folded = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).casefold())
    kept = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(kept.replace("œ", "oe").replace("_", " ").replace("*", " ").split())


def columns() -> list[str]:
    return list(_told()["columns"])


def heading(column: str, language: str) -> str:
    """The template's heading of a column; English where a language has none."""
    of = _told()["columns"][column]
    first: str = of.get(language, of["en"])[0]
    return first


@cache
def _headings() -> dict[str, str]:
    return {
        plain(text): column
        for column, of in _told()["columns"].items()
        for language in LANGUAGES
        for text in of[language]
    }


def column_of(text: str) -> str:
    """The column that a heading means, or nothing."""
    return _headings().get(plain(text), "")


def is_known(text: str) -> bool:
    return bool(column_of(text))


@cache
def _values(kind: str) -> dict[str, str]:
    return {plain(word): value for value, said in _told()["words"][kind].items() for word in said}


def value_of(kind: str, text: str) -> str:
    """What a word means in this column, or nothing."""
    return _values(kind).get(plain(text), "")


def offered(kind: str, language: str) -> list[str]:
    """A word for each value, for the template's explanations."""
    shown = _told()["shown"][kind].values()
    return [str(said.get(language, said["en"])) for said in shown]


@cache
def _unknown() -> frozenset[str]:
    return frozenset(plain(word) for word in _told()["words"]["unknown"])


def is_unknown(text: str) -> bool:
    return not text.strip() or plain(text) in _unknown()


@cache
def _languages() -> dict[str, str]:
    """The name of a language in each of ours -> its code; codes are known as well."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).languages.items():
            if re.fullmatch("[a-z]{2,3}", code):
                found.setdefault(plain(name), code)
    return found | {code: code for code in set(found.values())}


def language_of(text: str) -> str:
    """The code of the first language that is named, or nothing."""
    first = re.split(r"[,;/+،]| and | et ", text)[0]
    return _languages().get(plain(first), "")
