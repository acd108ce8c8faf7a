"""What a column holds and how its text becomes a value."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

YES, NO = {"yes", "1", "true"}, {"no", "0", "false"}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Wrong(Exception):
    """A value that can't be taken: at which column, and why, in words."""

    def __init__(self, column: str, words: str) -> None:
        self.column, self.words = column, words
        super().__init__(f"{column}: {words}")


class Several(Exception):
    """Values of one row that can't be taken, none because of another."""

    def __init__(self, faults: list[Wrong]) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, kw_only=True)
class Column:
    name: str
    about: str
    read: Callable[[str], Any]
    needed: bool = False
    # What an empty cell says.
    empty: Any = ""

    def value(self, text: str) -> Any:
        text = text.strip()
        if not text:
            if self.needed:
                raise Wrong(self.name, "is empty and must not be")
            return self.empty
        try:
            return self.read(text)
        except ValueError as error:
            raise Wrong(self.name, str(error)) from error


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One kind of file; `keys` are the columns that say which thing a row is about."""

    name: str
    about: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    example: tuple[tuple[str, ...], ...] = field(default=())
    # Rows that stand together, a package with its lines, are taken as one.
    grouped: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


def text(most: int = 500) -> Callable[[str], str]:
    def read(said: str) -> str:
        if len(said) > most:
            raise ValueError(f"is longer than {most} characters")
        return said

    return read


def address(said: str) -> str:
    if not ADDRESS.fullmatch(said):
        raise ValueError(f"{said} is no e-mail address")
    return said.lower()


def day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise ValueError(f"{said} is no day; write it as 2027-01-31") from error


def whole(said: str) -> int:
    if not said.isdecimal():
        raise ValueError(f"{said} is no whole number")
    return int(said)


def amount(said: str) -> Decimal:
    try:
        found = Decimal(said)
    except InvalidOperation as error:
        raise ValueError(f"{said} is no amount; write it as 1250.50") from error
    if not found.is_finite() or found < 0:
        raise ValueError(f"{said} is no amount")
    return found


def yes_or_no(said: str) -> bool:
    if said.lower() in YES | NO:
        return said.lower() in YES
    raise ValueError(f"{said} is neither yes nor no")


def country(said: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", said):
        raise ValueError(f"{said} is no country code of two letters")
    return said.upper()


def one_of(codes: Sequence[str]) -> Callable[[str], str]:
    def read(said: str) -> str:
        if said.lower() not in codes:
            raise ValueError(f"{said} is none of {', '.join(codes)}")
        return said.lower()

    return read


def many(read_one: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...]]:
    """Several values, by semicolons."""

    def read(said: str) -> tuple[Any, ...]:
        return tuple(read_one(part.strip()) for part in said.split(";") if part.strip())

    return read


def codes_in_words(codes: Iterable[str]) -> str:
    return ", ".join(codes)
