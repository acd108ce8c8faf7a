"""The same functions over frames, mapped by Spark over files that no single machine holds.

A function takes a polars frame and gives one; here it is called on each machine for a part of the
rows, or for all rows of a group. Nothing is written anew for Spark, so nothing can come out
otherwise. PySpark is no dependency: whoever has a cluster brings the session (`make test-spark`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl
import pyarrow as pa

Function = Callable[[pl.DataFrame], pl.DataFrame]
TYPES: dict[Any, tuple[str, pa.DataType]] = {
    pl.String: ("string", pa.string()),
    pl.Int64: ("bigint", pa.int64()),
    pl.Float64: ("double", pa.float64()),
    pl.Boolean: ("boolean", pa.bool_()),
    pl.Date: ("date", pa.date32()),
}
Schema = dict[str, Any]


def by_part(rows: Any, function: Function, schema: Schema) -> Any:
    """A Spark frame: the function over each part of the rows, in whatever parts they come."""
    arrow = _arrow(schema)

    def parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            given = pl.from_arrow(pa.Table.from_batches([batch]))
            yield from _as_arrow(function(_frame(given)), arrow).to_batches()

    return rows.mapInArrow(parts, _said(schema))


def by_group(rows: Any, keys: Sequence[str], function: Function, schema: Schema) -> Any:
    """A Spark frame: the function over all rows of each group."""
    arrow = _arrow(schema)

    def group(table: pa.Table) -> pa.Table:
        return _as_arrow(function(_frame(pl.from_arrow(table))), arrow)

    return rows.groupBy(*keys).applyInArrow(group, _said(schema))


def _frame(given: pl.DataFrame | pl.Series) -> pl.DataFrame:
    if isinstance(given, pl.Series):
        raise TypeError("a table was expected")
    return given


def _as_arrow(frame: pl.DataFrame, schema: pa.Schema) -> pa.Table:
    return frame.select(schema.names).to_arrow().cast(schema)


def _arrow(schema: Schema) -> pa.Schema:
    return pa.schema([(name, TYPES[kind][1]) for name, kind in schema.items()])


def _said(schema: Schema) -> str:
    return ", ".join(f"`{name}` {TYPES[kind][0]}" for name, kind in schema.items())
