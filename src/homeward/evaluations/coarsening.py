"""Facts of people made coarse enough that no row tells who it is. Pure: rows in, rows out.

Two steps, both counted and told in the dictionary: a rare value is merged with others of its
column, and what sets a small mix of values apart is withheld, one column after another (local
suppression: Sweeney 2002, International Journal of Uncertainty 10: 571-588).
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Cells = dict[str, str]

OTHER, WITHHELD, UNKNOWN = "other", "withheld", ""
# What somebody may know of a neighbour. In the order in which it is given up.
TELLING = ("household", "arrival", "age_band", "host_country", "origin_country", "sex")
AGES = ((18, "under 18"), (25, "18-24"), (35, "25-34"), (45, "35-44"), (60, "45-59"))
OLDEST = "60 and over"
HOUSEHOLDS = ((2, "1"), (3, "2"), (5, "3-4"))
LARGEST = "5 and more"
KEY_LENGTH = 32


def key_of(secret: bytes, subject: UUID) -> str:
    """The pseudonym of somebody: HMAC-SHA256, not to be reversed or guessed without the secret."""
    return hmac.new(secret, subject.bytes, hashlib.sha256).hexdigest()[:KEY_LENGTH]


def age_band(age: int | None) -> str:
    return UNKNOWN if age is None else next((name for limit, name in AGES if age < limit), OLDEST)


def household_band(size: int | None) -> str:
    if not size:
        return UNKNOWN
    return next((name for limit, name in HOUSEHOLDS if size < limit), LARGEST)


@dataclass
class Told:
    """What was made coarse: cells merged by column, and cells withheld by column."""

    merged: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)


def coarsen(
    rows: Sequence[Cells], coded: Sequence[str], smallest: int, *, within: str = "group"
) -> tuple[list[Cells], Told]:
    """Rows in which no coded value, and no mix of what tells, is held by fewer than `smallest`.

    rows    one mapping a person, column -> text; "" is unknown and stays
    coded   columns of few values; the telling ones among them are looked at together as well
    within  a column that is never touched: mixes are counted inside each of its values
    """
    told = Told()
    kept = [dict(row) for row in rows]
    for column in coded:
        _merge(kept, column, smallest, told)
    mixed = [column for column in TELLING if column in coded]
    for column in mixed:
        _withhold(kept, [within, *mixed], column, smallest, told)
    _withhold_all(kept, [within, *mixed], smallest, told)
    return kept, told


def _merge(rows: list[Cells], column: str, smallest: int, told: Told) -> None:
    counts = Counter(row.get(column, UNKNOWN) for row in rows)
    counts.pop(UNKNOWN, None)
    rare = {value for value, count in counts.items() if count < smallest}
    if not rare:
        return
    together = sum(counts[value] for value in rare)
    others = sorted((count, value) for value, count in counts.items() if value not in rare)
    # A few others alone would still be told apart: the next smallest joins them.
    while together < smallest and others:
        count, value = others.pop(0)
        rare.add(value)
        together += count
    put = OTHER if together >= smallest else WITHHELD
    for row in rows:
        if row.get(column) in rare:
            row[column] = put
            told.merged[column] += 1


def _apart(rows: Sequence[Cells], columns: Sequence[str], smallest: int) -> list[Cells]:
    mixes = Counter(tuple(row.get(column, UNKNOWN) for column in columns) for row in rows)
    return [row for row in rows if mixes[_mix(row, columns)] < smallest]


def _mix(row: Mapping[str, str], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, UNKNOWN) for column in columns)


def _withhold(
    rows: list[Cells], columns: Sequence[str], column: str, smallest: int, told: Told
) -> None:
    for row in _apart(rows, columns, smallest):
        if row.get(column, UNKNOWN) not in {UNKNOWN, WITHHELD}:
            row[column] = WITHHELD
            told.withheld[column] += 1


def _withhold_all(rows: list[Cells], columns: Sequence[str], smallest: int, told: Told) -> None:
    """Whoever still stands apart tells nothing but the group; so do as many as make a crowd."""
    within, *telling = columns
    for group in sorted({row[within] for row in _apart(rows, columns, smallest)}):
        ours = [row for row in rows if row[within] == group]
        mixes = sorted(Counter(_mix(row, columns) for row in ours).items(), key=lambda m: m[::-1])
        bare: set[tuple[str, ...]] = set()
        count = 0
        for mix, held in mixes:
            if held >= smallest and count >= smallest:
                break
            bare.add(mix)
            count += held
        for row in ours:
            if _mix(row, columns) in bare:
                told.withheld.update(name for name in telling if row.get(name) != WITHHELD)
                row.update(dict.fromkeys(telling, WITHHELD))


def cells_of(facts: Mapping[str, Any], asked: Sequence[str] = TELLING) -> Cells:
    """One person's facts, as the database gives them, without what would be too precise.

    Of what tells, only what was asked for: what is not needed is not given.
    """
    year, quarter = facts.get("arrival_year"), facts.get("arrival_quarter")
    telling = {
        "sex": str(facts.get("sex") or UNKNOWN),
        "age_band": age_band(facts.get("age")),
        "household": household_band(facts.get("household")),
        "host_country": str(facts.get("host_country") or UNKNOWN),
        "origin_country": str(facts.get("origin_country") or UNKNOWN),
        "arrival": f"{year}Q{quarter}" if year else UNKNOWN,
    }
    cells = {"group": str(facts["group"]), **{name: telling[name] for name in asked}}
    for wave, score in sorted((facts.get("scores") or {}).items()):
        cells[f"{wave}_composite"] = _number(score["composite"])
        for dimension, value in sorted((score.get("dimensions") or {}).items()):
            cells[f"{wave}_{dimension}"] = _number(value)
        if (months := score.get("months")) is not None:
            cells[f"{wave}_months"] = str(months)
    return cells


def _number(value: Any) -> str:
    """Three decimals: more would tell one person's pattern of answers from all others'."""
    return f"{float(value):.3f}"


def answers_of(facts: Mapping[str, Any], items: Sequence[str]) -> Cells:
    """The codes that were answered to some items; an unanswered one is empty."""
    answers = facts.get("answers") or {}
    return {f"answer_{item}": "+".join(answers.get(item, {}).get("codes", [])) for item in items}
