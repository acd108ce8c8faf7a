"""What one unit of work holds: which rows it read, and the keys it opened. Forgotten at its end.

`gate.acting` begins one with each actor; outside of it (migrations, fixtures) there is none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from homeward.access.choices import ActorKind, DataClass, Purpose

if TYPE_CHECKING:
    from homeward.access.keys.store import StoredKey

# Reads of these are written into the read log before the bytes leave.
LOGGED = frozenset({DataClass.HEALTH, DataClass.PROTECTION, DataClass.ASYLUM, DataClass.LEGAL})


class Read(NamedTuple):
    """One row that was read, as the read log names it."""

    table: str
    row: str
    data_class: int
    person: str
    owner_org: int


@dataclass
class Unit:
    kind: ActorKind
    actor: str
    purpose: Purpose
    # Whose rows were loaded: the keys of all come by one fetch when the first value is opened.
    persons: set[UUID] = field(default_factory=set)
    keys: dict[UUID, "StoredKey"] = field(default_factory=dict)
    # By organisation and purpose.
    secrets: dict[tuple[int, str], bytes] = field(default_factory=dict)
    # In the order of reading; a dict, since a row read twice was read once.
    reads: dict[Read, None] = field(default_factory=dict)


_current: ContextVar[Unit | None] = ContextVar("homeward_unit", default=None)


def current() -> Unit | None:
    return _current.get()


@contextmanager
def beginning(kind: ActorKind, actor: object, purpose: Purpose) -> Iterator[Unit]:
    unit = Unit(kind, str(actor), purpose)
    token = _current.set(unit)
    try:
        yield unit
    finally:
        _current.reset(token)


def note(
    table: str, row: UUID | None, data_class: int | None, person: UUID | None, owner: int | None
) -> None:
    """A guarded row was loaded."""
    unit = _current.get()
    if unit is None or person is None:
        return
    unit.persons.add(person)
    if data_class in LOGGED:
        unit.reads[Read(table, str(row), int(data_class or 0), str(person), owner or 0)] = None
