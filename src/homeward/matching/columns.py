"""Offers as columns, and the index that is made of them once and asked for many persons.

Many offers share a place, a date, a wage, a set of criteria. What a person's answer depends on is
therefore kept as few distinct rows with a code for each offer (dictionary encoding; D. Abadi, S.
Madden, M. Ferreira, Integrating Compression and Execution in Column-Oriented Database Systems,
SIGMOD 2006): a question is worked out once for each distinct row, then looked up for each offer.
Skills are kept as lists of offers for each skill (an inverted index), so that only the skills of
the person are touched.

Nothing here reads a database, a clock or a user. There is no column for a way of return or a former
legal status, and none may be added: they never enter a decision on aid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.matching.globe import on_the_globe

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]
Flags = NDArray[np.int8]

WIDTH = 64


class Relation(IntEnum):
    """What a skill is to an offer."""

    ESSENTIAL = 0
    OPTIONAL = 1
    TAUGHT = 2


@dataclass(frozen=True, kw_only=True)
class Offers:
    """n offers, one value each. What nobody said is unknown, never a default.

    key               (n,) int64    a number of its own for each; the lower comes first among equals
    kind              (n,) int64    code of the kind, 0 unknown
    criteria          (n, c) int64  numbers of criteria in `Person.answers`, 0 where none is asked
    languages, needs  (n,) uint64   bitsets, 0 unknown
    occupation        (n,) int64    position in the list of occupations, -1 unknown
    years_asked       (n,) float64  years of practice, nan where none are asked for
    latitude, longitude (n,) float64  degrees, nan unknown
    area              (n,) int64    code of the area, 0 unknown
    transport         (n,) int64    0 unknown, 1 can be reached without means of one's own, 2 not
    child_care, before_departure (n,) int64  -1 unknown, 0 no, 1 yes
    intensity         (n,) int64    0 unknown, 1 light, 2 medium, 3 heavy
    hours             (n,) float64  hours a week, nan unknown
    starts, ends, apply_by (n,) int64  days (proleptic ordinals), 0 unknown
    wage              (n,) float64  a month, nan unknown or none
    cost              (n,) float64  to the person in all, nan unknown
    currency          (n,) int64    code, 0 unknown
    places            (n,) int64    free places, -1 unknown

    skill_offer, skill, relation  (m,) int64  one row for each skill of each offer: the offer's
                      position, the skill's number (0 or more), and a `Relation`

    Raises ValueError where lengths differ or a key is not its offer's own.
    """

    key: Ints
    kind: Ints
    criteria: Ints
    languages: Bits
    needs: Bits
    occupation: Ints
    years_asked: Floats
    latitude: Floats
    longitude: Floats
    area: Ints
    transport: Ints
    child_care: Ints
    before_departure: Ints
    intensity: Ints
    hours: Floats
    starts: Ints
    ends: Ints
    apply_by: Ints
    wage: Floats
    cost: Floats
    currency: Ints
    places: Ints
    skill_offer: Ints
    skill: Ints
    relation: Ints

    def __post_init__(self) -> None:
        own = [getattr(self, f.name) for f in fields(self) if f.name not in OF_SKILLS]
        if len({len(column) for column in own}) != 1 or self.criteria.ndim != 2:  # noqa: PLR2004
            raise ValueError("each offer has one value in each column")
        if len({len(getattr(self, name)) for name in OF_SKILLS}) != 1:
            raise ValueError("each skill of an offer has one value in each column")
        if len(np.unique(self.key)) != len(self.key):
            raise ValueError("each offer has a key of its own")

    def __len__(self) -> int:
        return len(self.key)


OF_SKILLS = ("skill_offer", "skill", "relation")


class Vocabulary:
    """Words as bits of one number. What comes after the first 64 words has no bit."""

    def __init__(self, words: Iterable[str]) -> None:
        self.bit = {word: 1 << n for n, word in enumerate(dict.fromkeys(words)) if n < WIDTH}

    def bits(self, words: Iterable[str]) -> int:
        found = 0
        for word in words:
            found |= self.bit.get(word, 0)
        return found


@dataclass(frozen=True)
class Dictionary:
    """Distinct rows of some columns: `rows[name][codes]` is the column again.

    codes  (n,) intp     which distinct row each offer has
    rows   name -> (u,)  the distinct rows
    sizes  (u,) int64    how many offers have it
    """

    codes: NDArray[np.intp]
    rows: dict[str, NDArray[Any]]
    sizes: Ints

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.rows[name]
        except KeyError:
            raise AttributeError(name) from None


def encode(**columns: NDArray[Any]) -> Dictionary:
    """The columns as a dictionary. O(n log n) for each column; all (n,) or (n, c)."""
    size = len(next(iter(columns.values())))
    codes = np.zeros(size, dtype=np.intp)
    first = np.zeros(min(size, 1), dtype=np.intp)
    for column in columns.values():
        for part in column.T if column.ndim > 1 else [column]:
            # Bits rather than values, so that one unknown is as another.
            _, inverse = np.unique(part.copy().view(np.int64), return_inverse=True)
            joined = codes * (int(inverse.max(initial=0)) + 1) + inverse
            _, first, codes = np.unique(joined, return_index=True, return_inverse=True)
    rows = {name: column[first] for name, column in columns.items()}
    return Dictionary(codes, rows, np.bincount(codes, minlength=len(first)))


@dataclass(frozen=True)
class Postings:
    """Entries in groups: those of group g stand from `starts[g]` to `starts[g + 1]`.

    starts (g + 1,) int64, entries (m,) intp
    """

    starts: Ints
    entries: NDArray[np.intp]

    @classmethod
    def of(cls, group: Ints, entries: Ints, groups: int) -> "Postings":
        """Raises ValueError where a group is negative or not below `groups`."""
        starts = np.zeros(groups + 1, dtype=np.int64)
        np.cumsum(np.bincount(group, minlength=groups), out=starts[1:])
        return cls(starts, entries[np.argsort(group, kind="stable")].astype(np.intp))

    def span(self, group: int) -> NDArray[np.intp]:
        return self.entries[self.starts[group] : self.starts[group + 1]]

    def gather(self, groups: Ints) -> tuple[NDArray[np.intp], Ints]:
        """The entries of each of these groups, one group after the other, and how many each has;
        a group that is not here has none."""
        within = (groups >= 0) & (groups < len(self.starts) - 1)
        own = groups if within.all() else np.where(within, groups, 0)
        first = self.starts[own]
        lengths = self.starts[own + 1] - first
        if own is not groups:
            lengths[~within] = 0
        ends = lengths.cumsum()
        at = np.arange(ends[-1] if len(ends) else 0)
        at += (first - ends + lengths).repeat(lengths)
        return self.entries[at], lengths


class OfferIndex:
    """Offers made ready to be ranked. Only read, so that threads may share it.

    Building it costs some sorts of n; asking it costs about ten look-ups for each offer.
    """

    def __init__(self, offers: Offers) -> None:
        o = self.offers = offers
        self.size = len(o)
        asks = np.bincount(o.skill_offer, minlength=self.size) > 0
        self.terms = encode(
            kind=o.kind, transport=o.transport, child_care=o.child_care, intensity=o.intensity,
            hours=o.hours, free=np.sign(o.places), has_skills=asks.astype(np.int64),
        )  # fmt: skip
        self.asked = encode(criteria=o.criteria, number=(o.criteria != 0).sum(axis=1))
        self.tongues = encode(languages=o.languages)
        self.covers = encode(needs=o.needs)
        self.trade = encode(occupation=o.occupation, years_asked=o.years_asked)
        self.place = encode(latitude=o.latitude, longitude=o.longitude, area=o.area)
        self.points = on_the_globe(self.place.latitude, self.place.longitude)
        self.time = encode(
            starts=o.starts, ends=o.ends, apply_by=o.apply_by, before=o.before_departure
        )
        self.money = encode(wage=o.wage, cost=o.cost, currency=o.currency)
        # Which offers name a skill, as what: one group for each of both together.
        self.skills = int(o.skill.max(initial=-1)) + 1
        self.by_skill = Postings.of(
            o.relation * self.skills + o.skill, o.skill_offer, len(Relation) * self.skills
        )
        # Of one offer, where its skills stand among all rows of skills.
        self.by_offer = Postings.of(o.skill_offer, np.arange(len(o.skill)), self.size)
        self._totals: dict[tuple[float, ...], Floats] = {}

    def total(self, worth: tuple[float, ...]) -> Floats:
        """(n,) float64: what all skills of an offer weigh, by `Relation`; 1 where it has none."""
        if worth not in self._totals:
            o = self.offers
            weights: Floats = np.array(worth, dtype=np.float64)[o.relation]
            total: Floats = np.bincount(o.skill_offer, weights, self.size).astype(np.float64)
            total[total == 0] = 1.0
            self._totals[worth] = total
        return self._totals[worth]

    def skills_of(self, row: int) -> tuple[Ints, Ints]:
        """The skills that one offer names, and their relations."""
        at = self.by_offer.span(row)
        return self.offers.skill[at], self.offers.relation[at]
