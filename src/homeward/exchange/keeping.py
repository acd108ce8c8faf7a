"""Keeps each row of a source as it is, and tells whose rows differ from the last reading."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from homeward.exchange.models import SourceRow
from homeward.exchange.readings import KeptRow

# The tables' names for what the directory calls otherwise.
KINDS = {
    "service": "service",
    "organization": "organisation",
    "location": "location",
    "taxonomy": "taxonomy",
    "taxonomy_term": "term",
}
BATCH = 1000
Place = tuple[str, str]


def differing(source: str, rows: Iterable[KeptRow]) -> dict[Place, tuple[str, ...]]:
    """Kind and id of each owner whose rows differ from what is kept, and the columns that do."""
    old: dict[Place, dict[Place, dict[str, Any]]] = defaultdict(dict)
    new: dict[Place, dict[Place, dict[str, Any]]] = defaultdict(dict)
    for row in SourceRow.objects.filter(source=source):
        old[row.owner_table, row.owner][row.table, row.key] = row.values
    for said in rows:
        new[said.owner_table, said.owner][said.table, said.key] = said.values
    found = {}
    for (table, owner), inside in new.items():
        if table in KINDS and (table, owner) in old and inside != old[table, owner]:
            found[KINDS[table], owner] = _columns(old[table, owner], inside)
    return found


def _columns(old: dict[Place, dict[str, Any]], new: dict[Place, dict[str, Any]]) -> tuple[str, ...]:
    names = []
    for place in {**old, **new}:
        then, now = old.get(place, {}), new.get(place, {})
        names += [f"{place[0]}.{n}" for n in {**then, **now} if then.get(n) != now.get(n)]
    return tuple(dict.fromkeys(names))


def keep(source: str, rows: list[KeptRow]) -> None:
    """Replaces the rows of every owner that the source still has; those of others stay."""
    owners = defaultdict(set)
    for row in rows:
        owners[row.owner_table].add(row.owner)
    here = SourceRow.objects.filter(source=source)
    for table in {*owners, ""}:
        here.filter(owner_table=table, owner__in=owners.get(table, {""})).delete()
    here.filter(key__in=[row.key for row in rows]).delete()
    SourceRow.objects.bulk_create(
        (
            SourceRow(
                source=source,
                table=row.table,
                key=row.key,
                owner_table=row.owner_table,
                owner=row.owner,
                values=row.values,
            )
            for row in rows
        ),
        batch_size=BATCH,
    )


def forget(source: str, table: str, owners: Iterable[str]) -> None:
    SourceRow.objects.filter(source=source, owner_table=table, owner__in=list(owners)).delete()
