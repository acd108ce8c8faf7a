"""What features above know of the persons whose rows were read.

The log holds ids alone. `cases` says by which reference an officer knows a person, and whom a
reference is about; what the officer may not see has no name here either.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

name_persons: list[Callable[[set[UUID]], dict[UUID, str]]] = []
find_persons: list[Callable[[str], set[UUID]]] = []


def names(persons: Iterable[UUID]) -> dict[UUID, str]:
    wanted = set(persons)
    found: dict[UUID, str] = {}
    for ask in name_persons:
        found |= ask(wanted)
    return found


def persons_of(reference: str) -> set[UUID]:
    return {person for ask in find_persons for person in ask(reference)}
