"""Files of pairs, offers and people as a season: what `homeward allocate` reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from homeward.core.tables import FileRefused, RowFault
from homeward.matching.season import NO_GROUP, Floats, Ints, Marks, Season, least_placed, scaled
from homeward.matching.tables import Table
from homeward.matching.ties import lots, names_drawn

PAIRS, OFFERS, PEOPLE = ("person", "offer", "score"), ("offer", "capacity"), ("person", "group")
DECIDED = ("person", "offer")
SEED = "homeward"

Names = dict[str, int]


class FaultyRows(FileRefused):
    """Rows that can't be read. Nothing is shared out: who is left out would change who gets what.

    `rows` are (file name, fault).
    """

    def __init__(self, rows: Sequence[tuple[str, RowFault]]) -> None:
        self.rows = list(rows)
        super().__init__(f"{len(rows)} faulty rows")


class NoSuchGroup(ValueError):
    """A floor is set for a group that nobody is in."""


@dataclass(frozen=True)
class Sources:
    """Where everything is, and the floors: shares from 0 to 1, as written, by group."""

    pairs: Path
    offers: Path
    people: Path | None = None
    lock: Path | None = None
    forbid: Path | None = None
    floors: Mapping[str, str] = field(default_factory=dict)
    seed: str = SEED
    encoding: str | None = None
    advance: Callable[[int], None] = lambda read: None

    @property
    def size(self) -> int:
        """Of all files, in bytes."""
        return sum(path.stat().st_size for path in self.paths)

    @property
    def paths(self) -> list[Path]:
        found = (self.pairs, self.offers, self.people, self.lock, self.forbid)
        return [path for path in found if path]

    def table(self, path: Path, wanted: Sequence[str]) -> Table:
        return Table(path, wanted, self.encoding, self.advance)


@dataclass(frozen=True, kw_only=True)
class Read:
    """A season with the names of everybody and everything in it, and the files' other columns.

    people: those of PEOPLE in its order, then the others of PAIRS; `named` is how many are of
    PEOPLE. group: (people,) as named, -1 for none. members, with_pair: (groups,) how many a group
    has, and how many of them have a pair.
    """

    season: Season
    people: list[str]
    named: int
    offers: list[str]
    groups: list[str]
    group: Ints
    members: Ints
    with_pair: Ints
    tables: Mapping[str, Table]


@dataclass
class _Names:
    """Everybody and everything by the place of their first mention."""

    people: Names = field(default_factory=dict)
    offers: Names = field(default_factory=dict)
    groups: Names = field(default_factory=dict)


@dataclass(frozen=True)
class _Pairs:
    rows: Ints
    person: Ints
    offer: Ints
    score: Floats


def read(sources: Sources) -> Read:
    """The files as a season.

    Raises FileRefused for a wrong header, FaultyRows for bad rows and NoSuchGroup.
    """
    names, tables = _Names(), _tables(sources)
    group = _people(tables.get("people"), names)
    named = len(names.people)
    capacity = _offers(tables["offers"], names)
    pairs = _pairs(tables["pairs"], names)
    marks = {name: _decided(tables.get(name), names, pairs) for name in ("lock", "forbid")}
    _say_contradictions(tables, marks, pairs)
    if faults := [(t.path.name, fault) for t in tables.values() for fault in t.faults]:
        raise FaultyRows(faults)
    if unknown := [name for name in sources.floors if name not in names.groups]:
        raise NoSuchGroup(*unknown)
    return _season(
        sources, names, tables, pairs, marks, capacity=capacity, group=group, named=named
    )


def _tables(sources: Sources) -> dict[str, Table]:
    columns = {
        "people": (sources.people, PEOPLE),
        "offers": (sources.offers, OFFERS),
        "pairs": (sources.pairs, PAIRS),
        "lock": (sources.lock, DECIDED),
        "forbid": (sources.forbid, DECIDED),
    }
    return {name: sources.table(p, wanted) for name, (p, wanted) in columns.items() if p}


def _people(table: Table | None, names: _Names) -> Ints:
    """(people named,): the group of each; a person without one counts for no floor."""
    found: list[int] = []
    if table is None:
        return _joined([])
    for rows, (people, groups) in table.chunks():
        table.say_empty(rows, "person", people)
        for row, person, group in zip(rows, people, groups, strict=True):
            if person in names.people:
                table.say(row, "person", f"{person!r} stands in an earlier row")
                continue
            names.people[person] = len(names.people)
            number = names.groups.setdefault(group, len(names.groups)) if group else NO_GROUP
            found.append(number)
    return np.array(found, np.int64)


def _offers(table: Table, names: _Names) -> Ints:
    """(offers,): the places of each."""
    found: list[Ints] = []
    for rows, (offers, capacity) in table.chunks():
        table.say_empty(rows, "offer", offers)
        for row, offer in zip(rows, offers, strict=True):
            if offer in names.offers:
                table.say(row, "offer", f"{offer!r} stands in an earlier row")
            names.offers.setdefault(offer, len(names.offers))
        found.append(table.places(rows, "capacity", capacity))
    return _joined(found)


def _pairs(table: Table, names: _Names) -> _Pairs:
    parts: list[_Pairs] = []
    known = names.people
    for rows, (people, offers, scores) in table.chunks():
        table.say_empty(rows, "person", people)
        person = np.array([known.setdefault(name, len(known)) for name in people], np.int64)
        offer = _known(table, rows, "offer", offers, names.offers)
        parts.append(_Pairs(rows, person, offer, table.scores(rows, "score", scores)))
    pairs = _Pairs(
        _joined([part.rows for part in parts]),
        _joined([part.person for part in parts]),
        _joined([part.offer for part in parts]),
        np.concatenate([np.empty(0), *(part.score for part in parts)]),
    )
    rows, offer = pairs.rows, pairs.offer
    known_offer = np.flatnonzero(offer >= 0)
    text = "this pair stands in an earlier row"
    table.say_again(rows[known_offer], "offer", _keys(pairs)[known_offer], text)
    return pairs


def _known(table: Table, rows: Ints, column: str, cells: list[str], names: Names) -> Ints:
    found = np.array([names.get(name, -1) for name in cells], np.int64)
    for place in np.flatnonzero(found < 0):
        table.say(rows[place], column, f"{cells[place]!r} is not in the other file")
    return found


def _keys(pairs: _Pairs) -> Ints:
    return pairs.person * (int(pairs.offer.max(initial=0)) + 1) + pairs.offer


def _decided(table: Table | None, names: _Names, pairs: _Pairs) -> Marks:
    """(pairs,): which ones a file names, and nothing where there is no file."""
    marks = np.zeros(len(pairs.person), np.bool_)
    if table is None:
        return marks
    keys, width = _keys(pairs), int(pairs.offer.max(initial=0)) + 1
    order = np.argsort(keys)
    for rows, (people, offers) in table.chunks():
        for row, person, offer in zip(rows, people, offers, strict=True):
            key = names.people.get(person, -1) * width + names.offers.get(offer, width)
            place = int(np.searchsorted(keys, key, sorter=order))
            if place == len(keys) or keys[order[place]] != key:
                table.say(row, "offer", f"{person!r} and {offer!r} are no possible pair")
                continue
            marks[order[place]] = True
    return marks


def _say_contradictions(
    tables: Mapping[str, Table], marks: Mapping[str, Marks], pairs: _Pairs
) -> None:
    """What is locked twice, or locked and forbidden: told by the row of the pair."""
    locked = np.flatnonzero(marks["lock"])
    table = tables["pairs"]
    text = "this person is locked to another offer already"
    table.say_again(pairs.rows[locked], "person", pairs.person[locked], text)
    for place in np.flatnonzero(marks["lock"] & marks["forbid"]):
        table.say(pairs.rows[place], "offer", "this pair is both locked and forbidden")


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _season(
    sources: Sources,
    names: _Names,
    tables: Mapping[str, Table],
    pairs: _Pairs,
    marks: Mapping[str, Marks],
    *,
    capacity: Ints,
    group: Ints,
    named: int,
) -> Read:
    people = list(names.people)
    group = np.append(group, np.full(len(people) - named, NO_GROUP, np.int64))
    # Who has no pair can be placed by nobody, and counts for no floor.
    can = np.where(np.bincount(pairs.person, minlength=len(people)) > 0, group, NO_GROUP)
    with_pair = np.bincount(can[can >= 0], minlength=len(names.groups))
    floors = [
        least_placed(sources.floors.get(name, "0"), int(members))
        for name, members in zip(names.groups, with_pair, strict=True)
    ]
    drawn = [names_drawn(sources.seed, known) for known in (people, list(names.offers))]
    season = Season(
        people=len(people),
        person=pairs.person,
        offer=pairs.offer,
        score=scaled(pairs.score),
        capacity=capacity,
        group=can,
        floor=np.array(floors, np.int64),
        locked=marks["lock"],
        forbidden=marks["forbid"],
        lot=lots(drawn[0][pairs.person], drawn[1][pairs.offer]),
    )
    return Read(
        season=season,
        people=people,
        named=named,
        offers=list(names.offers),
        groups=list(names.groups),
        group=group,
        members=np.bincount(group[group >= 0], minlength=len(names.groups)),
        with_pair=with_pair,
        tables=tables,
    )
