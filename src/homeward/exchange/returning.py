"""A package that comes back to the installation it was written by.

Its rows have their own source here, or were entered here. They are compared and never written: a
file must not overrule who keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from homeward.exchange.keeping import KINDS
from homeward.exchange.readings import KeptRow
from homeward.exchange.writers.hsds import everything
from homeward.services.models import Location, Service
from homeward.services.records import DirectoryRecord

Place = tuple[str, str]
Inside = dict[Place, dict[str, str]]


@dataclass
class Returned:
    """Owners by kind and id: those that say what is said here, and those that don't."""

    same: set[Place] = field(default_factory=set)
    other: set[Place] = field(default_factory=set)

    @property
    def all(self) -> set[Place]:
        return self.same | self.other


def compare(directory: DirectoryRecord, rows: Iterable[KeptRow]) -> Returned:
    if not _is_known_elsewhere(directory):
        return Returned()
    theirs = _by_owner(rows)
    ours = _ours(theirs)
    found = Returned()
    for place, inside in theirs.items():
        if place in ours:
            (found.same if ours[place] == inside else found.other).add(place)
    return found


def _is_known_elsewhere(directory: DirectoryRecord) -> bool:
    for model, records in ((Service, directory.services), (Location, directory.locations)):
        ids = [key for record in records if (key := _uuid(record.source_id))]
        known = model._default_manager.filter(pk__in=ids).exclude(source=directory.source)
        if known.exists():
            return True
    return False


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _by_owner(rows: Iterable[KeptRow]) -> dict[Place, Inside]:
    found: dict[Place, Inside] = defaultdict(dict)
    for row in rows:
        if row.owner_table in KINDS:
            inside = {name: str(value) for name, value in row.values.items()}
            found[KINDS[row.owner_table], row.owner][row.table, row.key] = inside
    return found


def _ours(theirs: dict[Place, Inside]) -> dict[Place, Inside]:
    """What this installation would publish of the same owners."""
    owner_of = {place: owner for owner, inside in theirs.items() for place in inside}
    tops = set(KINDS)
    found: dict[Place, Inside] = defaultdict(dict)
    for table, rows in everything().tables.items():
        for key, row in rows.items():
            owner = (KINDS[table], key) if table in tops else owner_of.get((table, key))
            if owner:
                found[owner][table, key] = {n: str(v) for n, v in row.items() if n != "id"}
    return found


def without(directory: DirectoryRecord, returned: Returned) -> DirectoryRecord:
    """What of it is new here."""

    def left(kind: str, records: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(r for r in records if (kind, r.source_id) not in returned.all)

    return replace(
        directory,
        organisations=left("organisation", directory.organisations),
        locations=left("location", directory.locations),
        taxonomies=tuple(
            replace(taxonomy, terms=left("term", taxonomy.terms))
            for taxonomy in left("taxonomy", directory.taxonomies)
        ),
        services=left("service", directory.services),
    )
