"""To which area a row belongs, and how that is known. Pure.

In this order: its P-code; the nearest area above it, since sheets go deeper than published lists;
its names under their parents; what somebody decided; the boundary that holds its coordinates; the
region of the sheet's other rows around it, at the widest level, since neighbours tell no more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from homeward.exchange.sheets.choices import Unplaced, Way
from homeward.exchange.sheets.columns import plain
from homeward.exchange.sheets.said import Said
from homeward.places.outlines import inside
from homeward.places.rules import distance_km

Point = tuple[float, float]

# Points of 100 (rapidfuzz's ratio) from which two spellings are taken for one, under one parent.
LIKE = 90
# Neighbours are believed where they agree so far. Measured by leaving out each of the 376 points of
# Ethiopia's sheet of August 2025 in turn (decision 24, tests/real_data/test_sheets.py).
NEAREST, FEWEST, NEAR_KM, AGREEING = 5, 3, 50, 0.7
BRACKETS = re.compile(r"\([^()]*\)")
LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class AreaFact:
    pk: int
    pcode: str
    names: tuple[str, ...]
    level: int
    parent: int | None


@dataclass(frozen=True)
class Placed:
    """`area` is None for a whole country. `by` is what it rests on: a code or a name."""

    area: int | None
    way: Way
    by: str = ""
    contradicts: str = ""


@dataclass(frozen=True)
class Nowhere:
    reason: Unplaced


@dataclass(frozen=True)
class Gazetteer:
    """What is known of one country's areas, with the boundaries that were uploaded."""

    areas: tuple[AreaFact, ...]
    outlines: tuple[tuple[int, Any], ...] = ()
    decisions: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_pk(self) -> dict[int, AreaFact]:
        return {area.pk: area for area in self.areas}

    @cached_property
    def by_code(self) -> dict[str, AreaFact]:
        return {area.pcode.upper(): area for area in self.areas if area.pcode}

    @cached_property
    def by_name(self) -> dict[tuple[int, str], list[AreaFact]]:
        found: dict[tuple[int, str], list[AreaFact]] = defaultdict(list)
        for area in self.areas:
            for key in {key for name in area.names for key in spellings(name)}:
                found[area.level, key].append(area)
        return found

    @cached_property
    def prefix(self) -> str:
        letters = [LETTERS.match(code) for code in self.by_code]
        return next((found.group() for found in letters if found), "")

    def above(self, area: AreaFact) -> Iterable[AreaFact]:
        """The area itself, then those around it."""
        at: AreaFact | None = area
        while at is not None:
            yield at
            at = self.by_pk.get(at.parent) if at.parent is not None else None

    def widest(self, area: AreaFact) -> AreaFact:
        return list(self.above(area))[-1]

    def is_within(self, area: AreaFact, around: AreaFact) -> bool:
        return around in self.above(area)


def spellings(name: str) -> set[str]:
    """The folded name; without what stands in brackets; the parts on both sides of a slash."""
    parts = [name, BRACKETS.sub(" ", name), *name.split("/")]
    return {plain(part) for part in parts} - {""}


def group_key(said: Said) -> str:
    """What one decision on a place is about: the names down to level 2, else the P-code."""
    named = [plain(area) for area in said.areas[:2]]
    where = "/".join(named) if any(named) else "".join(said.codes) or plain(said.place)
    return f"{said.country}:{where}"


def place(said: Said, known: Gazetteer) -> Placed | Nowhere:
    if not known.areas:
        return Nowhere(Unplaced.NO_AREAS)
    by_code = _by_code(said, known)
    by_name, is_torn = _by_name(said, known)
    if by_code is not None:
        return _deeper(said, by_code, by_name, known)
    if by_name is not None:
        return Placed(by_name.pk, Way.NAME, by=by_name.names[0])
    return _otherwise(said, known, is_torn=is_torn)


def _otherwise(said: Said, known: Gazetteer, *, is_torn: bool) -> Placed | Nowhere:
    decided = known.decisions.get(group_key(said))
    if decided is not None:
        return Placed(decided, Way.DECISION)
    if said.point and (area := _within(said.point, known)):
        return Placed(area.pk, Way.BOUNDARY)
    if not any(said.areas) and not any(said.codes):
        return Nowhere(Unplaced.NO_PLACE) if said.point else Placed(None, Way.COUNTRY)
    return Nowhere(Unplaced.CONTRADICTION if is_torn else Unplaced.UNKNOWN)


def _by_code(said: Said, known: Gazetteer) -> tuple[AreaFact, Way] | None:
    for code in reversed(said.codes):
        for written in _ways_of_writing(code, known.prefix):
            if found := known.by_code.get(written):
                return found, Way.CODE
    for code in reversed(said.codes):
        for written in _ways_of_writing(code, known.prefix):
            if above := _above_code(written, known):
                return above, Way.ANCESTOR
    return None


def _ways_of_writing(code: str, prefix: str) -> list[str]:
    """Some lists begin with the country's two letters, some with its three."""
    letters = LETTERS.match(code)
    if not code or letters is None or not prefix:
        return [code] if code else []
    digits = code[letters.end() :]
    same_country = letters.group()[0] == prefix[0]
    return list(dict.fromkeys([code, prefix + digits] if same_country else [code]))


def _above_code(code: str, known: Gazetteer) -> AreaFact | None:
    letters = LETTERS.match(code)
    shortest = letters.end() if letters else 0
    for length in range(len(code) - 1, shortest, -1):
        if found := known.by_code.get(code[:length]):
            return found
    return None


def _by_name(said: Said, known: Gazetteer) -> tuple[AreaFact | None, bool]:
    """The narrowest area that the names lead to without doubt; and whether they contradict."""
    around: AreaFact | None = None
    is_torn = False
    for level, name in enumerate(said.areas, start=1):
        if not name:
            continue
        found = _named(name, level, around, known)
        if len(found) == 1:
            around = found[0]
        elif found:
            is_torn = True
    return around, is_torn and around is None


def _named(name: str, level: int, around: AreaFact | None, known: Gazetteer) -> list[AreaFact]:
    keys = spellings(name)
    exact = {a.pk: a for key in keys for a in known.by_name.get((level, key), ())}
    found = [a for a in exact.values() if around is None or known.is_within(a, around)]
    return found or [
        area
        for area in known.areas
        if area.level == level
        and (level == 1 if around is None else known.is_within(area, around))
        and any(_is_alike(key, other) for key in keys for n in area.names for other in spellings(n))
    ]


def _is_alike(one: str, other: str) -> bool:
    """Zone 1 is not Zone 2, nor is North West the North East, however alike they are written."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and fuzz.ratio(one, other) >= LIKE


def _deeper(
    said: Said, by_code: tuple[AreaFact, Way], by_name: AreaFact | None, known: Gazetteer
) -> Placed:
    area, way = by_code
    if by_name is None or by_name == area:
        return Placed(area.pk, way, by=area.pcode)
    if way == Way.ANCESTOR and by_name.level > area.level and known.is_within(by_name, area):
        return Placed(by_name.pk, Way.NAME, by=by_name.names[0])
    torn = known.widest(by_name) != known.widest(area)
    said_name = next((name for name in said.areas if name), "")
    return Placed(area.pk, way, by=area.pcode, contradicts=said_name if torn else "")


def _within(point: Point, known: Gazetteer) -> AreaFact | None:
    """The narrowest area whose boundary, where one was uploaded, holds the point."""
    held = [
        known.by_pk[area]
        for area, geometry in known.outlines
        if area in known.by_pk and inside(geometry, [point])[0]
    ]
    return max(held, key=lambda area: area.level, default=None)


def neighbour(point: Point, around: Mapping[Point, int]) -> int | None:
    """The area that most of the nearest NEAREST points lie in, the nearer counting more.

    `around` is point -> widest area, of rows that were placed by code or name. None where fewer
    than FEWEST lie within NEAR_KM, or where they don't agree: what lies on a border is asked.
    """
    north, east = point
    box = [
        (distance_km(point, other), area)
        for other, area in around.items()
        if abs(other[0] - north) < 1 and abs(other[1] - east) < 1
    ]
    near = [(km, area) for km, area in sorted(box)[:NEAREST] if km <= NEAR_KM]
    if len(near) < FEWEST:
        return None
    weights: Counter[int] = Counter()
    for km, area in near:
        weights[area] += 1 / max(km, 1.0)  # type: ignore[assignment]
    area, most = weights.most_common(1)[0]
    return area if most >= AGREEING * sum(weights.values()) else None
