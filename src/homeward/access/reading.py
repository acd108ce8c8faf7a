"""What is told at the end of each unit of work about the rows that it read.

Features above register themselves (`audit` writes the read log). They are called as the last
statement before the commit, under the unit's own actor: no log, no read.
"""

from collections.abc import Callable

from django.db import DatabaseError

from homeward.access import replica
from homeward.access.unit import Unit

at_end: list[Callable[[Unit], None]] = []


class NotLogged(Exception):
    """The reads of this unit of work could not be logged, so nothing of it leaves the house."""


def tell(work: Unit) -> None:
    """Raises NotLogged where what was read can't be written down."""
    if not work.reads:
        return
    if replica.is_reading():
        raise replica.OnPrimary("reads that are logged are made on the primary")
    try:
        for append in at_end:
            append(work)
    except DatabaseError as error:
        raise NotLogged from error
