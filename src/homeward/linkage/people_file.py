"""PEOPLE.csv read and MATCHES.csv written, for `homeward dedupe`."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from homeward.core.tables import FileRefused, RowFault, reading, replacing
from homeward.linkage.model import Pair
from homeward.linkage.preparing import is_date
from homeward.linkage.records import FIELDS, Record

MATCHES = ("id_a", "id_b", "probability", "cluster")


class RowsRefused(FileRefused):
    def __init__(self, rows: list[RowFault]) -> None:
        self.rows = rows
        super().__init__(*(f"row {row.row}, column {row.column}: {row.text}" for row in rows))


@dataclass(frozen=True)
class People:
    """`faults` are cells that could not be read and are left out."""

    records: list[Record]
    fields: tuple[str, ...]
    faults: list[RowFault]


def read(source: Path, encoding: str | None, advance: Callable[[int], None]) -> People:
    """One record a row. Raises FileRefused for a wrong header and for an id lacking or twice."""
    with reading(source, ("id", *FIELDS), encoding) as (_, reader):
        header = [name.strip() for name in next(reader, [])]
        _check(header)
        places = {name: header.index(name) for name in ("id", *FIELDS) if name in header}
        rows = []
        for number, cells in enumerate(reader, 2):
            if cells:
                rows.append((number, cells))
                advance(sum(map(len, cells)) + len(cells))
    refused = _row_faults(rows, len(header), places["id"])
    if refused:
        raise RowsRefused(refused)
    records = [
        Record(**{name: cells[place].strip() for name, place in places.items()})
        for _, cells in rows
    ]
    faults = [
        RowFault(number, "birth_date", f"{record.birth_date!r} is no date as 1990-05-17, left out")
        for (number, _), record in zip(rows, records, strict=True)
        if not is_date(record.birth_date)
    ]
    return People(records, tuple(name for name in FIELDS if name in places), faults)


def _check(header: Sequence[str]) -> None:
    times = Counter(header)
    faults = [] if "id" in times else ["The column id is missing."]
    if not times.keys() & set(FIELDS):
        faults.append(f"None of the columns {', '.join(FIELDS)} is there.")
    faults += [
        f"The column {name} stands there twice." for name in ("id", *FIELDS) if times[name] > 1
    ]
    if faults:
        raise FileRefused(*faults)


def _row_faults(rows: Sequence[tuple[int, list[str]]], width: int, place: int) -> list[RowFault]:
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        if len(cells) != width:
            faults.append(RowFault(number, "(row)", f"{len(cells)} cells, the header has {width}"))
            continue
        own = cells[place].strip()
        if not own:
            faults.append(RowFault(number, "id", "is empty"))
        elif own in seen:
            faults.append(RowFault(number, "id", f"{own} stands in row {seen[own]} already"))
        seen.setdefault(own, number)
    return faults


def write(pairs: Sequence[Pair], target: Path) -> None:
    with replacing(target) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(MATCHES)
        writer.writerows(
            (pair.id_a, pair.id_b, f"{pair.probability:.6f}", pair.cluster) for pair in pairs
        )
