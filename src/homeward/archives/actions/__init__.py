"""Every write on archives."""

from homeward.archives.actions.arriving import KnownAlready, NotTaken, Report, arrive
from homeward.archives.actions.asking import (
    ask,
    decide,
    end,
    fail,
    make,
    sweep,
    take_part,
    write_as_owner,
)

__all__ = [
    "KnownAlready",
    "NotTaken",
    "Report",
    "arrive",
    "ask",
    "decide",
    "end",
    "fail",
    "make",
    "sweep",
    "take_part",
    "write_as_owner",
]
