"""Days as people write them: the day first, never the month, unless it can't be otherwise. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from homeward.core.digits import are_digits
from homeward.persons.choices import BirthKnown
from homeward.reception.manifests.words import LANGUAGES, plain

OLDEST = 120
MONTHS_OF_A_YEAR = 12
# Two digits of a year mean this century up to the year of the flight, else the last one.
CENTURY = 100


@dataclass(frozen=True)
class Birth:
    """A date of birth as exactly as it is known; nothing is filled up."""

    known: BirthKnown = BirthKnown.UNKNOWN
    year: int | None = None
    month: int | None = None
    day: int | None = None


def western(text: str) -> str:
    """The digits 0 to 9, whatever script they are written in."""
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[context][width].items():
                    found[plain(str(name)).strip(".")] = number
    return found


def _parts(text: str) -> list[int] | None:
    """The numbers of a date in the order they stand; the name of a month counts as its number."""
    parts = re.split(r"[\s./\-،,]+", western(text).strip())
    numbers = []
    for part in parts:
        if part.isascii() and are_digits(part):
            numbers.append(int(part))
        elif month := _months().get(plain(part).strip(".")):
            numbers.append(month)
        elif plain(part) not in {"de", "of", "le", ""}:
            return None
    return numbers


def day_of(text: str, *, today: date) -> date | None:
    """A whole day, or None for what is none."""
    parts = _parts(text.split("T", maxsplit=1)[0])
    if not parts or len(parts) != len("dmy"):
        return None
    year, month, day = _ordered(parts, today)
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _ordered(parts: list[int], today: date) -> tuple[int, int, int]:
    first, second, third = parts
    if first > CENTURY:
        return first, second, third
    year = third if third >= CENTURY else _century(third, today)
    if second > MONTHS_OF_A_YEAR >= first:
        return year, first, second
    return year, second, first


def _century(two_digits: int, today: date) -> int:
    year = today.year - today.year % CENTURY + two_digits
    return year if year <= today.year else year - CENTURY


def birth_of(text: str, *, today: date) -> Birth | None:
    """A year, a month and year, or a day; None for what is neither."""
    parts = _parts(text)
    if parts is None:
        return None
    if len(parts) == 1 and parts[0] > CENTURY:
        return Birth(BirthKnown.YEAR, parts[0])
    if len(parts) == len("my"):
        year, month = max(parts), min(parts)
        if year > CENTURY and 1 <= month <= MONTHS_OF_A_YEAR:
            return Birth(BirthKnown.MONTH, year, month)
        return None
    day = day_of(text, today=today)
    return Birth(BirthKnown.DAY, day.year, day.month, day.day) if day else None


def birth_by_age(text: str, *, on: date) -> Birth | None:
    """The year of birth by an age on that day, which may be a year too high; None for no age."""
    digits = western(text).strip()
    if not (digits.isascii() and are_digits(digits)) or int(digits) > OLDEST:
        return None
    return Birth(BirthKnown.YEAR, on.year - int(digits))


def fit(birth: Birth, by_age: Birth) -> bool:
    """Whether an age and a birth can be of the same person."""
    if birth.year is None or by_age.year is None:
        return True
    return abs(birth.year - by_age.year) <= 1


def is_to_come(birth: Birth, *, today: date) -> bool:
    if birth.year is None:
        return False
    return (birth.year, birth.month or 1, birth.day or 1) > (today.year, today.month, today.day)
