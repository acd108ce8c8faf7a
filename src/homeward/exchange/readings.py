"""What a reader gives: records, or the faults that stand in their way. Pure.

A reader never writes and never stops at the first fault: whoever mends the file sees them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


class File(Protocol):
    """What a reader needs of a file: a path of the disk has it, and so has an upload."""

    @property
    def name(self) -> str: ...

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class Upload:
    """A file that was sent, held in memory."""

    name: str
    content: bytes

    def read_bytes(self) -> bytes:
        return self.content


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why nothing of the file is taken. `row` is the line of a text, or the record's number."""

    file: str
    reason: str
    row: int | None = None
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something left out or read in another way; it refuses nothing."""

    file: str
    text: str
    row: int | None = None
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class KeptRow:
    """A row as its source has it, and what of the directory it hangs on, by the source's id."""

    table: str
    key: str
    owner_table: str = ""
    owner: str = ""
    values: dict[str, Any]


@dataclass
class Reading:
    """Faults and notes, gathered while a file is read; and its rows, to be kept as they are."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rows: list[KeptRow] = field(default_factory=list)
    _noted: set[Note] = field(default_factory=set)

    def fault(self, file: str, reason: str, *, row: int | None = None, field: str = "") -> None:
        self.faults.append(Fault(file=file, reason=reason, row=row, field=field))

    def note(self, file: str, text: str, *, row: int | None = None, field: str = "") -> None:
        note = Note(file=file, text=text, row=row, field=field)
        if note not in self._noted:
            self._noted.add(note)
            self.notes.append(note)


@dataclass(frozen=True)
class Cells:
    """One record's values, read as what they should be; what isn't becomes a fault."""

    reading: Reading
    file: str
    row: int
    values: dict[str, Any]

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.values.get(name)
        text = "" if value is None else str(value).strip()
        if "\x00" in text:
            self.fault(name, _("The text holds a character that no text may hold."))
        if required and not text:
            self.fault(name, _("A value is missing."))
        return text.replace("\x00", "")

    def url(self, name: str) -> str:
        text = self.text(name)
        if text and not text.lower().startswith(("https://", "http://")):
            self.note(name, _("Left out: not a web address."))
            return ""
        return text

    def email(self, name: str) -> str:
        text = self.text(name)
        try:
            if text:
                validate_email(text)
        except ValidationError:
            self.note(name, _("Left out: not an e-mail address."))
            return ""
        return text

    def date(self, name: str) -> date | None:
        # A moment is cut to its day.
        read = self._read(name, lambda text: date.fromisoformat(text[:10]), _("Not a date."))
        return read if isinstance(read, date) else None

    def time(self, name: str) -> time | None:
        reason = _("Not a time of day.")
        read = self._read(name, lambda text: time.fromisoformat(text).replace(tzinfo=None), reason)
        return read if isinstance(read, time) else None

    def decimal(self, name: str) -> Decimal | None:
        read = self._read(name, _decimal, _("Not a number."))
        return read if isinstance(read, Decimal) else None

    def whole(self, name: str, default: int) -> int:
        read = self._read(name, int, _("Not a whole number."))
        return read if isinstance(read, int) else default

    def number(self, name: str) -> float | None:
        read = self.decimal(name)
        return None if read is None else float(read)

    def _read(self, name: str, read: Callable[[str], object], reason: str) -> object | None:
        text = self.text(name)
        try:
            return read(text) if text else None
        except (ValueError, InvalidOperation):
            self.fault(name, f"{reason} ({text[:40]})")
            return None

    def fault(self, name: str, reason: str) -> None:
        self.reading.fault(self.file, reason, row=self.row, field=name)

    def note(self, name: str, text: str) -> None:
        self.reading.note(self.file, text, row=self.row, field=name)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number
