"""Each row of HSDS tables with the row of the directory that it hangs on, to be kept as it is."""

from collections.abc import Iterator
from typing import Any

from homeward.exchange.readers.hsds_columns import LINKS, LOOSE_LINKS
from homeward.exchange.readers.hsds_tables import Tables
from homeward.exchange.readings import KeptRow

# Rows that stand for themselves.
OWNERS = ("service", "organization", "location", "taxonomy", "taxonomy_term")
# The nearest first: a phone of a contact of a service is the service's.
NEAREST = (
    "service_id",
    "service_at_location_id",
    "contact_id",
    "phone_id",
    "location_id",
    "organization_id",
)
Owner = tuple[str, str]
NOBODY = ("", "")


class Kept:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.table_of = {
            key: table
            for table, rows in tables.rows.items()
            if table not in {"attribute", "metadata", "homeward_translation"}
            for key in rows
        }

    def rows(self) -> Iterator[KeptRow]:
        for table, rows in self.tables.rows.items():
            for key, cells in rows.items():
                owner_table, owner = self.owner(table, key)
                yield KeptRow(
                    table=table,
                    key=key,
                    owner_table=owner_table,
                    owner=owner,
                    values={n: _plain(v) for n, v in cells.values.items() if _is_said(n, v)},
                )

    def owner(self, table: str, key: str, depth: int = 0) -> Owner:
        if table in OWNERS:
            return table, key
        row = self.tables.of(table).get(key)
        # Two contacts may name each other's phones in a damaged file.
        if row is None or depth > len(NEAREST):
            return NOBODY
        for name in LOOSE_LINKS:
            target = row.text(name)
            if target and target in self.table_of:
                return self.owner(self.table_of[target], target, depth + 1)
        for name in NEAREST:
            target = row.text(name)
            if target in self.tables.of(LINKS[name]):
                found = self.owner(LINKS[name], target, depth + 1)
                if found != NOBODY:
                    return found
        return NOBODY


def _is_said(name: str, value: Any) -> bool:
    return name != "id" and value not in (None, "")


def _plain(value: Any) -> Any:
    # PostgreSQL's JSON has no such character; a reader faults it where it matters.
    return value.replace("\x00", "") if isinstance(value, str) else value
