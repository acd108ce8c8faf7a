"""What a column says, by its heading, its HXL tag and its values; and columns of persons. Pure."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from homeward.exchange.sheets.choices import Field

PERSON = "person"
# Points of 100 below which a heading is another word (rapidfuzz's ratio of sorted words).
LIKE = 88
MOSTLY = 0.8
SAMPLE = 400
SOME = 0.2
FEWEST = 2
PCODE = re.compile(r"[A-Z]{2,3}\d{2,}")
PHONE = re.compile(r"(\+|00|0)[\d][\d ().\-/]{6,}\d")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
DIGITS_OF_LEVEL = 2


def plain(text: str) -> str:
    """Lower case, no accents, words parted by single spaces: `Code_Région` is `code region`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    kept = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", kept.casefold().replace("œ", "oe").replace("_", " ")))


@cache
def _table(name: str, column: str) -> dict[str, list[str]]:
    """Heading or tag -> the fields that it may mean, the likeliest first."""
    file = resources.files("homeward.exchange.tables").joinpath(name)
    found: dict[str, list[str]] = {}
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        for word in row[column].split("|"):
            key = plain(word) if column == "headings" else word
            if row["field"] not in found.setdefault(key, []):
                found[key].append(row["field"])
    return found


def _headings() -> dict[str, list[str]]:
    return _table("sheet_headings.csv", "headings")


def _tags() -> dict[str, list[str]]:
    return _table("sheet_tags.csv", "tags")


def is_known(heading: str) -> bool:
    return plain(heading) in _headings() or heading.replace(" ", "").lower() in _headings()


def are_tags(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and sum(cell.startswith("#") for cell in filled) > len(filled) / 2


@dataclass(frozen=True)
class Guess:
    """`because` is heading, alike, tag or values."""

    field: Field
    because: str


def guess(
    header: Sequence[str], rows: Iterable[Sequence[str]], tags: Sequence[str] = ()
) -> dict[int, Guess]:
    """The column's number -> what it seems to say; each field once, the surest first."""
    sample = [row for _number, row in zip(range(SAMPLE), rows, strict=False)]
    found: list[tuple[float, int, str, str]] = []
    for number, heading in enumerate(header):
        values = [row[number] for row in sample if row[number]]
        tag = tags[number] if number < len(tags) else ""
        found += [(points, number, f, why) for points, f, why in _readings(heading, tag, values)]
    taken: dict[int, Guess] = {}
    fields: set[str] = set()
    for _points, number, name, why in sorted(found, key=lambda item: (-item[0], item[1])):
        if number not in taken and name not in fields and name != PERSON:
            taken[number] = Guess(Field(name), why)
            fields.add(name)
    return dict(sorted(taken.items()))


def _readings(heading: str, tag: str, values: Sequence[str]) -> list[tuple[float, str, str]]:
    found: list[tuple[float, str, str]] = []
    for order, name in enumerate(_tags().get(tag.replace(" ", "").lower(), [])):
        found.append((102 - order, name, "tag"))
    words = plain(heading)
    for order, name in enumerate(_headings().get(words, [])):
        found.append((100 - order - _rank(words, name) / 100, name, "heading"))
    if not found:
        found = _alike(words)
    if values and _share(PCODE, values) >= MOSTLY:
        found = [item for item in found if item[1].endswith("_code")]
        level = _level_of(values)
        found.append((60, f"admin{level}_code", "values"))
    return found


def _rank(words: str, name: str) -> int:
    """Where several columns mean one field, the heading that its table names first wins."""
    return [key for key, fields in _headings().items() if name in fields].index(words)


def _alike(words: str) -> list[tuple[float, str, str]]:
    points = [
        (fuzz.token_sort_ratio(words, known), fields[0]) for known, fields in _headings().items()
    ]
    best, name = max(points, default=(0.0, ""))
    return [(best - 10, name, "alike")] if best >= LIKE else []


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(bool(pattern.fullmatch(value)) for value in values) / len(values)


def _level_of(values: Sequence[str]) -> int:
    """P-codes of most countries have two digits a level: at most, how deep do these go?"""
    digits = max(len(value.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for value in values)
    return max(1, min(3, digits // DIGITS_OF_LEVEL))


def of_persons(
    header: Sequence[str], rows: Iterable[Sequence[str]], tags: Sequence[str] = ()
) -> list[str]:
    """The headings of columns that seem to tell of persons: by their words, tags or values."""
    sample = [row for _number, row in zip(range(SAMPLE * 5), rows, strict=False)]
    found = []
    for number, heading in enumerate(header):
        tag = tags[number].replace(" ", "").lower() if number < len(tags) else ""
        values = [row[number] for row in sample if row[number]]
        if (
            PERSON in _headings().get(plain(heading), [])
            or PERSON in _tags().get(tag, [])
            or any(_reaches_somebody(pattern, values) for pattern in (PHONE, MAIL))
        ):
            found.append(heading or str(number + 1))
    return found


def _reaches_somebody(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    hits = sum(bool(pattern.fullmatch(value)) for value in values)
    return hits >= FEWEST and hits >= SOME * len(values)


def fingerprint(header: Sequence[str]) -> str:
    """What makes a layout known again: its headings in their order, however they are cased."""
    return "|".join(plain(heading) for heading in header)


def as_mapping(guesses: Mapping[int, Guess]) -> dict[str, int]:
    return {guessed.field.value: number for number, guessed in guesses.items()}
