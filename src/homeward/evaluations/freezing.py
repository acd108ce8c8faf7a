"""An extract's table as bytes, its dictionary and its fingerprint; and studies read from it again.

The fingerprint is the SHA-256 of the CSV's bytes: rows in the order of their keys, columns in the
order of the dictionary, line feeds, UTF-8. Parquet is made from the same table when it is taken.
"""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from homeward.core.tables import FileRefused
from homeward.estimation.extracts import Asked, study_of_cells
from homeward.estimation.studies import Study
from homeward.evaluations.choices import Treatment
from homeward.evaluations.coarsening import TELLING, WITHHELD, Cells, Told

KEY = "person_key"
FIXED = (KEY, "group")
MOST_VALUES = 20
GROUPS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    Treatment.AIDED_NO_AID: (frozenset({"aided"}), frozenset({"no_aid"})),
    Treatment.AIDED_RESIDENT: (frozenset({"aided"}), frozenset({"resident"})),
    Treatment.RETURNEE_RESIDENT: (frozenset({"aided", "no_aid"}), frozenset({"resident"})),
}
# What sentences call it.
CALLED: Mapping[str, str] = {
    Treatment.AIDED_NO_AID: "aid",
    Treatment.AIDED_RESIDENT: "aid",
    Treatment.RETURNEE_RESIDENT: "return",
}


def columns_of(rows: Sequence[Cells]) -> list[str]:
    """The fixed ones first, then what is told, scores and answers by name."""
    more = {name for row in rows for name in row} - set(FIXED)
    return [*FIXED, *sorted(more)]


def as_csv(rows: Sequence[Cells]) -> bytes:
    held = StringIO()
    columns = columns_of(rows)
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(columns)
    for row in sorted(rows, key=lambda row: row[KEY]):
        writer.writerow([row.get(column, "") for column in columns])
    return held.getvalue().encode()


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def rows_of(content: bytes) -> list[Cells]:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def without(content: bytes, keys: set[str]) -> bytes:
    """The same table without some people; its columns stay."""
    lines = csv.reader(StringIO(content.decode(), newline=""))
    header = next(lines)
    held = StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row for row in lines if row[0] not in keys)
    return held.getvalue().encode()


def as_parquet(content: bytes) -> bytes:
    """Scores and months as numbers, everything else as text; an empty cell is null."""
    import polars as pl  # noqa: PLC0415 - it takes a moment to load, and few pages need it

    table = pl.read_csv(BytesIO(content), infer_schema=False)
    numbers = [name for name in table.columns if is_number(name)]
    held = BytesIO()
    table.with_columns(pl.col(numbers).cast(pl.Float64)).write_parquet(held)
    return held.getvalue()


def is_number(column: str) -> bool:
    return column not in {*FIXED, *TELLING} and not column.startswith("answer_")


def dictionary(rows: Sequence[Cells], told: Told, counts: Mapping[str, int]) -> dict[str, Any]:
    """What each column is, which values it has, how many are empty, and what was made coarse."""
    columns = []
    for name in columns_of(rows):
        cells = [row.get(name, "") for row in rows]
        kind = "key" if name == KEY else "number" if is_number(name) else "code"
        line: dict[str, Any] = {"name": name, "kind": kind, "empty": cells.count("")}
        if kind == "code":
            values = Counter(cell for cell in cells if cell)
            line["values"] = dict(sorted(values.items())) if len(values) <= MOST_VALUES else {}
            line["merged"] = told.merged[name]
            line["withheld"] = told.withheld[name]
        columns.append(line)
    return {"columns": columns, "counts": dict(counts)}


def study(content: bytes, outcome: str, treatment: str, covariates: Sequence[str]) -> Study:
    """The study of one question. Who has no outcome, or a covariate that is withheld, is left out
    and counted: withholding hangs on the group, and as a value it would tell the groups apart. What
    is unknown of somebody is a value of its own, since leaving those out changes who is compared.

    Raises FileRefused for a column that is not there, NotPossible for too few people.
    """
    ours, theirs = GROUPS[treatment]
    rows = [row for row in rows_of(content) if row["group"] in ours | theirs]
    asked = Asked(outcome, CALLED[treatment], tuple(covariates))
    if missing := [name for name in (outcome, *covariates) if rows and name not in rows[0]]:
        raise FileRefused(*(f"The column {name} is missing." for name in missing))
    there = [
        row for row in rows if row[outcome] and WITHHELD not in {row[name] for name in covariates}
    ]
    cells = [
        [row[outcome], str(int(row["group"] in ours)), *(_covariate(row[n]) for n in covariates)]
        for row in there
    ]
    return study_of_cells(cells, range(2, len(cells) + 2), asked, len(rows) - len(there))


def _covariate(cell: str) -> str:
    return cell or "unknown"


def facts_of(text: str) -> dict[str, Any]:
    """What the database gave of one person."""
    facts: dict[str, Any] = json.loads(text)
    return facts


def told_of(dictionary: Mapping[str, Any]) -> Told:
    """What was made coarse, as an earlier edition's dictionary says."""
    told = Told()
    for line in dictionary["columns"]:
        told.merged[line["name"]] += line.get("merged", 0)
        told.withheld[line["name"]] += line.get("withheld", 0)
    return told
