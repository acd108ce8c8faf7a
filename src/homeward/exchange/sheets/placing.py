"""To which area a row belongs, and how that is known. Pure.

In this order: its P-code; the nearest area above it, since sheets go deeper than published lists;
its names under their parents; what somebody decided; the nearest town's area, at its widest level,
since a town tells the region and no more.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from homeward.exchange.sheets.choices import Unplaced, Way
from homeward.exchange.sheets.columns import plain
from homeward.exchange.sheets.said import Said

# Points of 100 (rapidfuzz's ratio) from which two spellings are taken for one, under one parent.
LIKE = 90
# From a sheet of 3,122 rows: up to here the nearest town named the right region for 92 in 100.
TOWN_KM = 25
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
class TownFact:
    name: str
    latitude: float
    longitude: float
    area: int


@dataclass(frozen=True)
class Placed:
    """`area` is None for a whole country. `by` is what it rests on: code, name or town."""

    area: int | None
    way: Way
    by: str = ""
    contradicts: str = ""


@dataclass(frozen=True)
class Nowhere:
    reason: Unplaced


@dataclass(frozen=True)
class Gazetteer:
    """What is known of one country's areas and towns."""

    areas: tuple[AreaFact, ...]
    towns: tuple[TownFact, ...] = ()
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
    if said.point and (town := nearest(said.point, known.towns)):
        area = known.by_pk.get(town.area)
        if area is not None:
            return Placed(known.widest(area).pk, Way.TOWN, by=town.name)
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


def nearest(point: tuple[float, float], towns: Iterable[TownFact]) -> TownFact | None:
    """The nearest town within TOWN_KM kilometres."""
    near = [
        (distance_km(point, (town.latitude, town.longitude)), town)
        for town in towns
        if abs(town.latitude - point[0]) < 1 and abs(town.longitude - point[1]) < 1
    ]
    km, town = min(near, key=lambda pair: pair[0], default=(TOWN_KM + 1.0, None))
    return town if km <= TOWN_KM else None


def distance_km(a, b):  # shim
    import math

    la, lo, lb, lp = map(math.radians, (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
