"""A sheet of offers: its columns, and each row as a record or as faults by row and column. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from homeward.core.digits import are_digits
from homeward.core.words import fold
from homeward.files.sheets import Table, Words
from homeward.offers.choices import Fault, Intensity, OfferKind, Transport, WagePeriod
from homeward.offers.records import OfferRecord
from homeward.services.choices import Category, Dimension

YES, NO = {"yes", "y", "oui", "true", "1", "نعم"}, {"no", "n", "non", "false", "0", "لا"}
LONGEST_TITLE, LONGEST_KEY = 255, 60


class Unreadable(Exception):
    """A cell that can't be read; `args[0]` is the Fault."""


@dataclass(frozen=True)
class Found:
    """What names in a sheet are looked up by: each answers None for what is not known."""

    area: Callable[[str], Any]
    occupation: Callable[[str], Any]
    skill: Callable[[str], Any]
    groups: frozenset[str]


@dataclass(frozen=True)
class Line:
    row: int
    column: str
    fault: Fault
    said: str


@dataclass(frozen=True)
class Reading:
    records: list[tuple[int, OfferRecord]] = field(default_factory=list)
    faults: list[Line] = field(default_factory=list)


# Column, field, what may stand there (for the template's second sheet and the page).
COLUMNS = (
    "number", "kind", "title", "description", "language", "needs", "dimension", "occupation",
    "years_asked", "essential_skills", "optional_skills", "taught_skills", "languages", "groups",
    "minimum_age", "maximum_age", "open_to_residents", "area", "transport", "starts_on",
    "ends_on", "apply_by", "before_departure", "weekly_hours", "hours", "intensity",
    "child_care", "wage", "cost", "currency", "wage_period", "places_total", "places_free",
    "ask_name", "ask_phone", "ask_email",
)  # fmt: skip
NEEDED = ("number", "kind", "title")
SAMPLE = {
    "number": "T-2026-01",
    "kind": "training",
    "title": "Tailoring for beginners",
    "needs": "training",
    "dimension": "economic",
    "languages": "en, fr",
    "open_to_residents": "yes",
    "starts_on": "2026-09-01",
    "ends_on": "2026-11-30",
    "weekly_hours": "20",
    "intensity": "light",
    "child_care": "no",
    "transport": "public",
    "places_total": "16",
    "places_free": "5",
}
CHOICES: Mapping[str, Sequence[str]] = {
    "kind": OfferKind.values,
    "needs": Category.values,
    "dimension": Dimension.values,
    "transport": Transport.values,
    "intensity": Intensity.values,
    "wage_period": WagePeriod.values,
}
WORDS = Words(is_known=lambda text: _column(text) in COLUMNS)


def _column(text: str) -> str:
    return fold(text).strip().replace(" ", "_")


def read(table: Table, found: Found, *, source: str) -> Reading:
    """Every row as a record; a sheet with one fault gives all its faults and is not taken."""
    names = [_column(cell) for cell in table.header]
    reading = Reading()
    reading.faults.extend(Line(1, name, Fault.EMPTY, "") for name in NEEDED if name not in names)
    seen: set[str] = set()
    for number, cells in table.rows if not reading.faults else []:
        row = _Row(number, dict(zip(names, cells, strict=False)), found)
        record = row.record(source)
        if record.source_key in seen:
            row.fault("number", Fault.TWICE)
        seen.add(record.source_key)
        reading.faults.extend(row.faults)
        reading.records.append((number, record))
    return reading


class _Row:
    """One row while it is read: what can't be read is noted, and read on."""

    def __init__(self, number: int, cells: Mapping[str, str], found: Found) -> None:
        self.number, self.cells, self.found = number, cells, found
        self.faults: list[Line] = []

    def fault(self, column: str, fault: Fault) -> None:
        self.faults.append(Line(self.number, column, fault, self.cells.get(column, "")))

    def _as(self, column: str, turn: Callable[[str], Any], nothing: Any = None) -> Any:
        text = self.cells.get(column, "").strip()
        if not text:
            if column in NEEDED:
                self.fault(column, Fault.EMPTY)
            return nothing
        try:
            return turn(text)
        except Unreadable as unreadable:
            self.fault(column, unreadable.args[0])
            return nothing

    def record(self, source: str) -> OfferRecord:
        listed = {
            name: self._as(name, _list(CHOICES.get(name)), ()) for name in ("needs", "languages")
        }
        chosen = {
            name: self._as(name, _one_of(CHOICES[name]), "")
            for name in ("kind", "dimension", "transport", "intensity", "wage_period")
        }
        said = {name: self._as(name, _yes_or_no) for name in YES_OR_NO}
        days = {name: self._as(name, _day) for name in DAYS}
        whole = {name: self._as(name, _whole) for name in WHOLE}
        amounts = {name: self._as(name, _number) for name in AMOUNTS}
        texts = {name: self._as(name, _text(most), "") for name, most in TEXTS.items()}
        skills = {
            name: self._as(f"{name}_skills", self._many(self.found.skill, Fault.NO_SUCH_SKILL), ())
            for name in ("essential", "optional", "taught")
        }
        return OfferRecord(
            **listed, **chosen, **said, **days, **whole, **amounts, **texts, **skills,
            language=self._as("language", _text(10), "en"),
            groups=self._as("groups", self._groups, ()),
            area=self._as("area", self._one(self.found.area, Fault.NO_SUCH_AREA)),
            occupation=self._as(
                "occupation", self._one(self.found.occupation, Fault.NO_SUCH_OCCUPATION)
            ),
            source=source,
            source_key=self._as("number", _text(LONGEST_KEY), ""),
        )  # fmt: skip

    @staticmethod
    def _one(look_up: Callable[[str], Any], fault: Fault) -> Callable[[str], Any]:
        def turn(text: str) -> Any:
            row = look_up(text)
            if row is None:
                raise Unreadable(fault)
            return row

        return turn

    def _many(self, look_up: Callable[[str], Any], fault: Fault) -> Callable[[str], Any]:
        one = self._one(look_up, fault)
        return lambda text: tuple(one(part.strip()) for part in text.split(";") if part.strip())

    def _groups(self, text: str) -> tuple[str, ...]:
        codes = tuple(part.strip() for part in text.split(",") if part.strip())
        if not set(codes) <= self.found.groups:
            raise Unreadable(Fault.NO_SUCH_GROUP)
        return codes


YES_OR_NO = ("open_to_residents", "before_departure", "child_care")
DAYS = ("starts_on", "ends_on", "apply_by")
WHOLE = ("minimum_age", "maximum_age", "places_total", "places_free")
AMOUNTS = ("years_asked", "weekly_hours", "wage", "cost")
TEXTS = {
    "title": LONGEST_TITLE, "description": 20_000, "hours": 255, "currency": 3,
    "ask_name": 150, "ask_phone": 40, "ask_email": 254,
}  # fmt: skip
LARGEST = 32_767
LARGEST_AMOUNT = Decimal(10) ** 9


def _text(most: int) -> Callable[[str], str]:
    def turn(text: str) -> str:
        if len(text) > most:
            raise Unreadable(Fault.TOO_LONG)
        return text

    return turn


def _one_of(codes: Sequence[str]) -> Callable[[str], str]:
    def turn(text: str) -> str:
        if fold(text) not in codes:
            raise Unreadable(Fault.NOT_A_CHOICE)
        return fold(text)

    return turn


def _list(codes: Sequence[str] | None) -> Callable[[str], tuple[str, ...]]:
    def turn(text: str) -> tuple[str, ...]:
        parts = tuple(fold(part.strip()) for part in text.split(",") if part.strip())
        if codes is not None and not set(parts) <= set(codes):
            raise Unreadable(Fault.NOT_A_CHOICE)
        if any(len(part) > LONGEST_KEY for part in parts):
            raise Unreadable(Fault.TOO_LONG)
        return parts

    return turn


def _yes_or_no(text: str) -> bool:
    said = text.strip().casefold()
    if said not in YES | NO:
        raise Unreadable(Fault.NOT_YES_OR_NO)
    return said in YES


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(Fault.NOT_A_DAY) from error


def _whole(text: str) -> int:
    if not (text.isascii() and are_digits(text) and int(text) <= LARGEST):
        raise Unreadable(Fault.NOT_A_NUMBER)
    return int(text)


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise Unreadable(Fault.NOT_A_NUMBER) from error
    if not value.is_finite() or not 0 <= value < LARGEST_AMOUNT:
        raise Unreadable(Fault.NOT_A_NUMBER)
    return value
