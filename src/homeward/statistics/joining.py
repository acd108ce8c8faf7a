"""Figures of several installations added up: who contributes, and what can't be added and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from homeward.disclosure.audit import Interval
from homeward.disclosure.joining import Part, added, is_kept
from homeward.statistics.choices import Apart

Table = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sum. reached: of a share, where everybody tells it. apart: why it is not told."""

    labels: tuple[str, ...]
    count: Interval | None
    reached: int | None
    of: tuple[str, ...]
    hidden_by: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Nothing that was published bounds it from above."""
        return self.count is not None and self.count.high == float("inf")


@dataclass(frozen=True, kw_only=True)
class Joined:
    """One table of sums, or why there is none."""

    code: str
    name: str
    cut: tuple[str, ...]
    currency: str
    versions: Mapping[str, int]
    lines: tuple[Line, ...] = ()
    apart: tuple[Apart, ...] = field(default=())


def join(parts: Sequence[tuple[str, Sequence[Table]]], *, least: int) -> list[Joined]:
    """parts: who publishes -> their tables. Only what two or more publish is joined."""
    found: dict[Any, list[tuple[str, Table]]] = {}
    for who, tables in parts:
        for table in tables:
            if all(name in SHARED for name in table["cut"]):
                key = (table["code"], table["currency"], tuple(table["cut"]))
                found.setdefault(key, []).append((who, table))
    return [_joined(some, least) for some in found.values() if len({who for who, _t in some}) > 1]


# What means the same everywhere. Areas have codes of their own (P-codes) beside this installation's
# numbers; programmes and organisations have numbers alone.
CODED = "area"
SHARED = frozenset({"sex", "age_band", "corridor", "wave", CODED})


def _joined(some: list[tuple[str, Table]], least: int) -> Joined:
    first = some[0][1]
    apart = []
    if len({table["version"] for _who, table in some}) > 1:
        apart.append(Apart.VERSIONS)
    if len({(table["measure"], table["unit"]) for _who, table in some}) > 1:
        apart.append(Apart.MEASURES)
    if first["measure"] not in {"share", "count"}:
        apart.append(Apart.NO_SUM)
    return Joined(
        code=first["code"],
        name=first["name"],
        cut=tuple(first["cut"]),
        currency=first["currency"],
        versions={who: table["version"] for who, table in some},
        lines=() if apart else tuple(_lines(some, least)),
        apart=tuple(apart),
    )


def _lines(some: list[tuple[str, Table]], least: int) -> list[Line]:
    rows: dict[Any, list[tuple[str, Mapping[str, Any]]]] = {}
    names = some[0][1]["cut"]
    for who, table in some:
        for row in table["rows"]:
            at = (row["starts"], row["ends"], *(_value(who, row, name) for name in names))
            rows.setdefault(at, []).append((who, row))
    return [_line(at, named, names, least) for at, named in sorted(rows.items())]


def _value(who: str, row: Mapping[str, Any], name: str) -> str:
    """An area without a code is nobody else's: it stays a line of its installation alone."""
    key = str(row["keys"][name])
    if name != CODED or not key:
        return key
    return str(row.get("codes", {}).get(name) or f"{who} {key}")


def _line(
    at: tuple[str, ...],
    named: list[tuple[str, Mapping[str, Any]]],
    names: Sequence[str],
    least: int,
) -> Line:
    parts = [_part(row) for _who, row in named]
    total = added(parts)
    reached = [row["reached"] for _who, row in named]
    one = named[0][1]
    period = (f"{at[0]} – {at[1]}",) if at[0] else ()
    return Line(
        labels=(*period, *(one["labels"].get(name, one["keys"][name]) for name in names)),
        count=total if is_kept(parts, total, width=least) else None,
        reached=sum(reached) if all(r is not None for r in reached) else None,
        of=tuple(dict.fromkeys(who for who, _row in named)),
        hidden_by=tuple(who for who, row in named if row["count"] is None),
    )


def _part(row: Mapping[str, Any]) -> Part:
    if row["count"] is not None:
        return Part(count=row["count"])
    high = row["high"]
    ends = Interval(float(row["low"] or 0), float("inf") if high is None else float(high))
    return Part(count=None, interval=ends)
