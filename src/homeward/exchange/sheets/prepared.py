"""A sheet against what is known here: each row with its organisations, sector and area. Pure."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from homeward.exchange.readings import Reading
from homeward.exchange.sheets import matching, placing
from homeward.exchange.sheets.choices import Way
from homeward.exchange.sheets.columns import plain
from homeward.exchange.sheets.matching import KnownNames
from homeward.exchange.sheets.placing import Gazetteer, Nowhere, Placed
from homeward.exchange.sheets.said import Named, Said

KEY_LENGTH = 32
LEFT_OUT, NEW = "left_out", "new"
SURE = {Way.CODE, Way.ANCESTOR, Way.NAME}
# Guessed, or decided once: somebody may say better.
ASKED = {Way.NEIGHBOURS, Way.DECISION}
# What somebody decided of an organisation: an actor's key, or one of the two words above.
Answer = int | str


@dataclass(frozen=True)
class Who:
    """An organisation of a sheet: `key` is the same for every way of writing it there."""

    key: str
    scope: str
    named: Named


@dataclass(frozen=True, kw_only=True)
class Known:
    """Everything that the database knows and the rows ask for."""

    names: KnownNames
    places: Mapping[str, Gazetteer]
    # By the key of the word, as somebody decided for this layout.
    organisations: Mapping[str, Answer] = field(default_factory=dict)
    # Code of a cluster -> sector, and word -> sector or None for none.
    sectors: Mapping[str, int] = field(default_factory=dict)
    decided_sectors: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Matched:
    said: Said
    doer: Who
    partner: Who | None
    donor: Who | None
    # Key of the sector; None for none said, unknown or decided to have none.
    sector: int | None
    sector_key: str
    place: Placed | Nowhere


@dataclass
class Group:
    """Rows that wait for one decision, or that one decision is about."""

    text: str
    country: str = ""
    rows: list[int] = field(default_factory=list)
    named: Named = field(default_factory=Named)
    reason: str = ""
    # Of places that only the rows around them tell: where these lie.
    areas: set[int] = field(default_factory=set)


@dataclass
class Prepared:
    rows: list[Matched] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)
    # Key -> what waits. Organisations that wait become actors of their own in the end.
    organisations: dict[str, Group] = field(default_factory=dict)
    sectors: dict[str, Group] = field(default_factory=dict)
    places: dict[str, Group] = field(default_factory=dict)
    contradictions: int = 0
    left_out: int = 0

    @property
    def placed(self) -> int:
        return sum(self.ways.values())

    @property
    def on_an_area(self) -> int:
        return self.placed - self.ways[Way.COUNTRY]

    @property
    def unplaced(self) -> list[Matched]:
        return [row for row in self.rows if isinstance(row.place, Nowhere)]


def prepare(said: Iterable[Said], known: Known, reading: Reading, *, file: str) -> Prepared:
    """Matches every row. Rows of organisations that somebody left out are left out."""
    found = Prepared()
    rows = list(said)
    places = _places(rows, known)
    asked: dict[tuple[str, str], bool] = {}
    for row, place in zip(rows, places, strict=True):
        who = {name: _who(named, row.country) for name, named in _organisations(row)}
        if any(known.organisations.get(w.key) == LEFT_OUT for w in who.values()):
            found.left_out += 1
            continue
        for one in who.values():
            _note_organisation(one, row, known, asked, found)
        _note_place(place, row, found, reading, file)
        sector, key = _sector(row, known, found)
        found.rows.append(
            Matched(row, who["doer"], who.get("partner"), who.get("donor"), sector, key, place)
        )
    return found


def _places(rows: list[Said], known: Known) -> list[Placed | Nowhere]:
    """Each row by itself; then what is left, by the rows around it."""
    nothing = Gazetteer(())
    found = [placing.place(row, known.places.get(row.country, nothing)) for row in rows]
    around: dict[str, dict[placing.Point, int]] = defaultdict(dict)
    for row, place in zip(rows, found, strict=True):
        if row.point and isinstance(place, Placed) and place.area and place.way in SURE:
            gazetteer = known.places[row.country]
            widest = gazetteer.widest(gazetteer.by_pk[place.area])
            around[row.country][row.point] = widest.pk
    for at, (row, place) in enumerate(zip(rows, found, strict=True)):
        if row.point and isinstance(place, Nowhere):
            area = placing.neighbour(row.point, around[row.country])
            found[at] = Placed(area, Way.NEIGHBOURS) if area else place
    return found


def _organisations(row: Said) -> Iterable[tuple[str, Named]]:
    for name in ("doer", "partner", "donor"):
        named = getattr(row, name)
        if named:
            yield name, named


def _who(named: Named, country: str) -> Who:
    scope = matching.scope_of(named, country)
    return Who(f"{scope}:{matching.key_of(named)}", scope, named)


def actor_of(who: Who, country: str, known: Known) -> Answer | None:
    """The actor, NEW where somebody decided that it is one of its own, None where nobody did."""
    decided = known.organisations.get(who.key)
    return decided if decided is not None else known.names.find(who.named, country)


def _note_organisation(
    who: Who, row: Said, known: Known, asked: dict[tuple[str, str], bool], found: Prepared
) -> None:
    at = (row.country, who.key)
    if at not in asked:
        asked[at] = actor_of(who, row.country, known) is None
    if asked[at]:
        group = found.organisations.setdefault(
            who.key, Group(text=str(who.named), country=row.country, named=who.named)
        )
        if not group.rows or group.rows[-1] != row.row:
            group.rows.append(row.row)


def _note_place(
    place: Placed | Nowhere, row: Said, found: Prepared, reading: Reading, file: str
) -> None:
    if isinstance(place, Placed):
        found.ways[place.way] += 1
        found.contradictions += bool(place.contradicts)
        if place.way not in ASKED:
            return
    key = placing.group_key(row)
    text = " / ".join(a for a in row.areas[:2] if a) or row.place
    group = found.places.setdefault(key, Group(text=text, country=row.country))
    group.rows.append(row.row)
    if isinstance(place, Nowhere):
        group.reason = place.reason.value
        reading.note(file, str(place.reason.label), row=row.row, field=row.place)
    elif place.area:
        group.areas.add(place.area)


def _sector(row: Said, known: Known, found: Prepared) -> tuple[int | None, str]:
    said = row.sector or row.sector_code
    key = plain(said)
    if key in known.decided_sectors:
        return known.decided_sectors[key], key
    cluster = matching.cluster_of((row.sector, row.sector_code))
    if cluster is not None:
        return known.sectors.get(cluster.code), cluster.code
    if key:
        found.sectors.setdefault(key, Group(text=said)).rows.append(row.row)
    return None, key


def row_key(row: Matched, seen: Counter[str]) -> str:
    """What makes a row itself: who does what where. Dates and status may change of it.

    The second row with the same is the second one in the next edition as well.
    """
    said = row.said
    parts = [
        row.doer.key,
        row.partner.key if row.partner else "",
        row.donor.key if row.donor else "",
        row.sector_key,
        plain(said.activity),
        said.country,
        *said.codes,
        *map(plain, said.areas),
    ]
    key = _hash(parts)
    seen[key] += 1
    return key if seen[key] == 1 else _hash([key, str(seen[key])])


def programme_key(row: Matched) -> str:
    partner = row.partner or row.doer
    donor = row.donor.key if row.donor else ""
    return _hash([partner.key, donor, row.sector_key, row.said.country])


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:KEY_LENGTH]


def span(rows: Iterable[Matched]) -> tuple[date | None, date | None]:
    starts = [r.said.starts_on for r in rows if r.said.starts_on]
    ends = [r.said.ends_on for r in rows if r.said.ends_on]
    return min(starts, default=None), max(ends, default=None)
