"""What a programme's own history tells: of enough people, or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from homeward.indicators.rules import small
from homeward.scenarios.choices import Kind
from homeward.scenarios.rules.facts import Assumed

ELSEWHERE = "Elsewhere"
# Series by month, and what each month is told of.
SERIES = ("arrivals", "decided", "granted", "begun")
DAYS_OF_A_MONTH = 365.25 / 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of scenarios_history."""

    kind: str
    subject: str
    land: str
    place: str
    area: int | None
    month: date | None
    n: int
    total: float | None
    mean: float | None
    deviation: float | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """An assumption that the history bears, and of how many."""

    assumed: Assumed
    counted: int


def told(
    rows: Sequence[Row],
    *,
    smallest: int,
    areas: Mapping[tuple[str, str], str],
    tops: Mapping[int, str],
) -> dict[str, Any]:
    """What is kept: nothing of fewer than `smallest`, nor what would tell it.

    areas: (country, place's words) -> area; tops: number of an area -> its name.
    """  # fmt: skip
    return {
        "series": {kind: _series(rows, kind, smallest) for kind in SERIES},
        "spent": _spent(rows, smallest),
        "ways": _ways(rows, "arrivals", smallest),
        "waiting": _ways(rows, "waiting", smallest),
        "totals": {kind: _total(rows, kind, smallest) for kind in SERIES},
        "spent_in_all": _spent_in_all(rows, smallest),
        "areas": _areas(rows, smallest, areas),
        "single": [
            {"kind": r.kind, "subject": r.subject, "of": r.land, "n": r.n, "total": r.total,
             "mean": r.mean, "deviation": r.deviation}
            for r in rows if r.kind in SINGLE and _is_told(r, smallest)
        ],
        "places": [
            {"need": r.subject, "area": tops[r.area or 0], "total": round(r.total or 0), "n": r.n}
            for r in rows if r.kind == "places" and r.area in tops
        ],
    }  # fmt: skip


SINGLE = ("assess", "ready", "start", "to_decision", "to_service", "staff", "sessions", "seats",
          "approved", "price", "donor", "need", "takes", "money")  # fmt: skip
MEANS = {
    "assess": Kind.ASSESS,
    "ready": Kind.READY,
    "start": Kind.START,
    "price": Kind.PRICE,
    "takes": Kind.TAKES,
}
# Told for comparing, and assumed by nobody.
COMPARED = frozenset({"to_decision", "to_service"})
VALUES = {
    "staff": Kind.STAFF,
    "sessions": Kind.EVERY,
    "seats": Kind.SEATS,
    "approved": Kind.APPROVED,
    "need": Kind.NEED,
}


def _is_told(row: Row, smallest: int) -> bool:
    if row.kind == "approved":
        return (
            not small.is_small((row.n, int(row.total or 0), row.n - int(row.total or 0)), smallest)
            and row.n > 0
        )
    if row.kind == "need":
        of_all = int(row.total or 0)
        return of_all >= smallest and not small.is_small((of_all, row.n, of_all - row.n), smallest)
    return row.n >= smallest


def _series(rows: Iterable[Row], kind: str, smallest: int) -> dict[str, int | None]:
    counts: dict[str, int] = {}
    for row in rows:
        if row.kind == kind and row.month:
            key = row.month.isoformat()
            counts[key] = counts.get(key, 0) + row.n
    hidden = _hidden("month", counts, smallest)
    return {key: None if key in hidden else n for key, n in sorted(counts.items())}


def _total(rows: Iterable[Row], kind: str, smallest: int) -> int | None:
    """Of all months together, where that is not of few: months that are few each may be told so."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.kind == kind and row.month:
            counts[row.month.isoformat()] = counts.get(row.month.isoformat(), 0) + row.n
    return None if ((), ()) in _kept_back("month", counts, smallest) else sum(counts.values())


def _spent_in_all(rows: Sequence[Row], smallest: int) -> dict[str, float]:
    """By currency, where enough were granted; where nobody was granted, nothing was spent."""
    granted = [row for row in rows if row.kind == "granted" and row.month]
    found: dict[str, float] = {}
    for currency in {row.subject for row in granted}:
        own = [row for row in granted if row.subject == currency]
        if _total(own, "granted", smallest) is not None:
            found[currency] = sum(row.total or 0 for row in own)
    return found


def _spent(rows: Iterable[Row], smallest: int) -> dict[str, dict[str, float | None]]:
    """By currency and month; of a month in which few were granted, nothing."""
    rows = [row for row in rows if row.kind == "granted" and row.month]
    found: dict[str, dict[str, float | None]] = {}
    for currency in sorted({row.subject for row in rows}):
        own = {row.month.isoformat(): row for row in rows if row.subject == currency and row.month}
        hidden = _hidden("month", {key: row.n for key, row in own.items()}, smallest)
        found[currency] = {
            key: None if key in hidden else row.total for key, row in sorted(own.items())
        }
    return found


def _ways(rows: Iterable[Row], kind: str, smallest: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        if row.kind == kind:
            counts[row.subject] = counts.get(row.subject, 0) + row.n
    hidden = _hidden("way", counts, smallest)
    return {way: n for way, n in sorted(counts.items()) if way not in hidden}


def _areas(
    rows: Iterable[Row], smallest: int, areas: Mapping[tuple[str, str], str]
) -> dict[str, int]:
    """Areas of few people are told together, with places that are not known."""
    counts: dict[str, int] = {}
    for row in rows:
        if row.kind == "place":
            name = areas.get((row.land, row.place), ELSEWHERE)
            counts[name] = counts.get(name, 0) + row.n
    hidden = _hidden("area", counts, smallest)
    kept = {name: n for name, n in counts.items() if name not in hidden}
    rest = sum(n for name, n in counts.items() if name in hidden)
    if rest + kept.get(ELSEWHERE, 0) >= smallest:
        kept[ELSEWHERE] = kept.get(ELSEWHERE, 0) + rest
    return dict(sorted(kept.items()))


Place = tuple[tuple[str, ...], tuple[str, ...]]


def _kept_back(name: str, counts: Mapping[str, int], smallest: int) -> set[Place]:
    tables: dict[tuple[str, ...], dict[tuple[str, ...], tuple[int, ...]]] = {
        (): {(): (sum(counts.values()),)},
        (name,): {(key,): (n,) for key, n in counts.items()},
    }
    return set(small.kept_back(tables, smallest=smallest))


def _hidden(name: str, counts: Mapping[str, int], smallest: int) -> set[str]:
    kept_back = _kept_back(name, counts, smallest)
    if ((), ()) in kept_back:
        return set(counts)
    return {place[0] for cut, place in kept_back if cut}


def found(figures: Mapping[str, Any], *, since: date, until: date, currency: str) -> list[Found]:
    """The assumptions that a history bears; what it does not tell is left to be stated."""
    days = (until - since).days + 1
    made = [
        *(_found(Kind.ARRIVALS, n / (days / DAYS_OF_A_MONTH), n, way)
          for way, n in figures["ways"].items()),
        *(_found(Kind.WAITING, n, n, way) for way, n in figures["waiting"].items()),
    ]  # fmt: skip
    people = sum(figures["areas"].values())
    made += [_found(Kind.AREA, n / people, people, area) for area, n in figures["areas"].items()]
    for one in figures["single"]:
        made += _single(one, days=days, currency=currency, all_of=figures["single"])
    needs = {one.assumed.subject for one in made if one.assumed.kind == Kind.NEED}
    made += [
        Found(
            assumed=Assumed(
                kind=Kind.PLACES, subject=p["need"], area=p["area"], value=float(p["total"])
            ),
            counted=p["n"],
        )
        for p in figures["places"]
        if p["need"] in needs and p["area"] in figures["areas"]
    ]
    return made


def _found(
    kind: Kind, value: float, counted: int, subject: str = "", *, spread: float | None = None,
    month: int | None = None,
) -> Found:  # fmt: skip
    rounded = round(value, 4)
    return Found(
        assumed=Assumed(kind=kind, subject=subject, value=rounded, spread=spread, month=month),
        counted=counted,
    )


def _single(
    one: Mapping[str, Any], *, days: int, currency: str, all_of: Sequence[Mapping[str, Any]]
) -> list[Found]:
    if one["kind"] in COMPARED:
        return []
    n, mean, total, subject = one["n"], one["mean"], one["total"], one["subject"]
    spread = round(one["deviation"] / mean, 3) if mean and one["deviation"] is not None else None
    kind = one["kind"]
    if kind in ("price", "donor", "money") and currency not in (subject, one["of"]):
        return []
    if kind == "donor":
        whole = sum(o["total"] for o in all_of if o["kind"] == "donor" and o["of"] == currency)
        return [_found(Kind.DONOR, total / whole, n, subject)] if whole else []
    if kind == "money":
        return [_found(Kind.MONEY, max(total, 0), n, subject, month=1)]
    if kind in MEANS:
        of_what = subject if kind == "takes" else ""
        return [_found(MEANS[kind], mean, n, of_what, spread=spread)] if mean else []
    value, counted = {
        "staff": (total, n),
        "sessions": (days / max(total, 1), n),
        "seats": (total, n),
        "approved": (total / n, n),
        "need": (n / max(total, 1), int(total)),
    }[kind]
    return [_found(VALUES[kind], value, counted, subject)]
