"""What persons closed, kept beside the keys: a restored backup of the data does not know it.

Written before the closing itself is committed. Where the commit fails an entry remains of what
did not happen, and after a restore closes too much; the other way round it would be forgotten.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from homeward.access.keys import link


class Closed(StrEnum):
    CONSENT = "consent"
    BLOCK = "block"
    # A block that the person lifted again: without it the block would come back.
    LIFT = "lift"
    BASIS = "basis"


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Ids and times alone: no names, no reasons."""

    kind: str
    row_id: UUID
    person: UUID
    at: datetime
    by_user: int
    next_id: UUID | None = None
    withdrawn_at: datetime | None = None
    until: date | None = None
    owner_org: int = 0
    programme: int = 0
    organisation: int | None = None
    country: str | None = None


COLUMNS = ", ".join(field.name for field in fields(Closing))


def note(closings: Iterable[Closing]) -> None:
    """Appends them. Raises StoreUnreachable, and then nothing may be closed."""
    places = ", ".join(["%s"] * len(fields(Closing)))
    for one in closings:
        link.ask(f"insert into closing ({COLUMNS}) values ({places})", astuple(one))  # noqa: S608


def noted() -> list[Closing]:
    """All of them, in the order in which they were noted."""
    names = [field.name for field in fields(Closing)]
    rows = link.ask(f"select {COLUMNS} from closing order by number")  # noqa: S608
    return [Closing(**dict(zip(names, row, strict=True))) for row in rows]


def forget(before: datetime) -> int:
    """Those that every backup knows by itself. As the store's owner; the app may only append."""
    with link.as_owner() as connection:
        return connection.execute("delete from closing where noted_at < %s", [before]).rowcount
