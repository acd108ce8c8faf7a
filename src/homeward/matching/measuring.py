"""Each question between a person and the offers of an index, answered once for what is alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.matching.columns import Flags, Floats, Ints, OfferIndex
from homeward.matching.globe import distance_km, on_the_globe
from homeward.matching.occupations import NEAR
from homeward.matching.sides import Person, Refusal, State, Trues, Weights

HALF = 0.5


@dataclass(frozen=True)
class Answer:
    """One question, answered for the u distinct rows of its dictionary.

    value   (u,) float64 in [0, 1]; a half where it is not known
    known   (u,) bool
    refused (u,) bool, or None where the question excludes nothing
    unasked what it is called where nothing is known
    between what it is called between met and not met; below `floor` it is not met
    """

    value: Floats
    known: Trues
    refused: Trues | None = None
    unasked: State = State.UNKNOWN
    between: State = State.PARTLY
    floor: float = 0.0


def looked_up(asked: Sequence[tuple[NDArray[np.intp], Answer]], size: int) -> tuple[Floats, Flags]:
    """Value and State of each of q questions for k rows, both (k, q), each question with the codes
    of the rows in its dictionary."""
    value, known = np.empty((size, len(asked))), np.empty((size, len(asked)), dtype=np.bool_)
    refused = np.zeros((size, len(asked)), dtype=np.bool_)
    for at, (codes, answer) in enumerate(asked):
        value[:, at] = answer.value[codes]
        known[:, at] = answer.known[codes]
        if answer.refused is not None:
            refused[:, at] = answer.refused[codes]
    answers = [answer for _codes, answer in asked]
    between = np.array([answer.between for answer in answers], dtype=np.int8)
    floor = np.array([answer.floor for answer in answers])
    unasked = np.array([answer.unasked for answer in answers], dtype=np.int8)
    states = np.where(value >= 1, np.int8(State.MET), between)
    states[refused | (value <= 0) | (value < floor)] = State.NOT_MET
    return value, np.where(known, states, unasked)


def three(met: Trues, known: Trues, refused: Trues | None = None) -> Answer:
    """Met, not met, or unknown, which counts half."""
    value = np.where(known, met, HALF)
    return Answer(value, known, refused)


def alike(size: int, state: State) -> Answer:
    """The same answer for every row: half, since nothing is known or asked."""
    return Answer(np.full(size, HALF), np.zeros(size, dtype=np.bool_), unasked=state)


def graded(value: Floats, known: Trues, refused: Trues | None = None) -> Answer:
    """Met at 1, not met at 0, partly between; unknown counts half."""
    return Answer(np.where(known, np.clip(value, 0.0, 1.0), HALF), known, refused)


class Measured:
    """Every question answered for a person over an index; rows are looked up when asked for."""

    def __init__(self, index: OfferIndex, person: Person, weights: Weights) -> None:
        self.index, self.person, self.weights = index, person, weights
        self.answers: dict[str, tuple[Any, Answer]] = {}
        self.wished: dict[str, tuple[Any, Answer]] = {}
        self._measure()

    def _measure(self) -> None:
        index = self.index
        self.answers = {
            "criteria": (index.asked, self._criteria()),
            "occupation": (index.trade, self._occupation()),
            "needs": (index.covers, self._needs()),
            "distance": (index.place, self._distance()),
            "dates": (index.time, self._dates()),
            "places": (index.terms, self._places()),
            "language": (index.tongues, self._language()),
            "money": (index.money, self._money()),
        }
        asked = {
            "kind": (index.terms, self._kind),
            "hours": (index.terms, self._hours),
            "child_care": (index.terms, self._child_care),
            "transport": (index.terms, self._transport),
            "intensity": (index.terms, self._intensity),
            "area": (index.place, self._area),
            "occupation": (index.trade, self._wished_occupation),
        }
        self.wished = {name: (asked[name][0], asked[name][1]()) for name in self.person.wishes}

    # The questions.

    def _criteria(self) -> Answer:
        """The share of the criteria asked that are met; one that is not met excludes."""
        asked, refused, points = np.zeros(0), None, None
        for numbers in self.index.asked.criteria.T:
            one = self._points[numbers]
            bad = self._unmet[numbers]
            points = one if points is None else points + one
            refused = bad if refused is None else refused | bad
        asked = self.index.asked.number
        if points is None:
            return Answer(np.ones(len(asked)), asked > 0, unasked=State.NOT_ASKED)
        # An offer that asks nothing of anybody is open to everybody.
        value = np.where(asked == 0, 1.0, points / np.maximum(asked, 1))
        return Answer(value, asked > 0, refused, State.NOT_ASKED, between=State.UNKNOWN)

    @cached_property
    def _points(self) -> Floats:
        """(c,) float64: what each criterion counts; number 0, nothing asked, counts nothing."""
        points = np.array([0.0, HALF, 1.0])[self.person.answers + 1]
        points[0] = 0.0
        return points

    @cached_property
    def _unmet(self) -> Trues:
        unmet: Trues = self.person.answers == State.NOT_MET
        unmet[0] = False
        return unmet

    def _occupation(self) -> Answer:
        """How near the work is to work that was done, less where fewer years than asked for."""
        rows, person = self.index.trade, self.person
        named = rows.occupation >= 0
        if not len(person.near):
            return alike(len(named), State.UNKNOWN)
        at = np.maximum(rows.occupation, 0)
        years = person.years[at]
        asked = rows.years_asked > 0
        share = np.minimum(years / np.where(asked, rows.years_asked, 1.0), 1.0)
        practice = np.where(np.isnan(share), HALF, share)
        value = person.near[at] * np.where(asked, practice, 1.0)
        value[~named] = HALF
        return Answer(value, named, unasked=State.NOT_ASKED, floor=NEAR)

    def _needs(self) -> Answer:
        """The share of the person's needs that the offer meets; one that meets none is out."""
        wanted = np.uint64(self.person.needs)
        covered = self.index.covers.needs
        if not wanted:
            return alike(len(covered), State.NOT_ASKED)
        share = np.bitwise_count(covered & wanted) / int(wanted).bit_count()
        return graded(share, covered != 0, (covered != 0) & (share == 0))

    def _distance(self) -> Answer:
        limit = self.person.most_km
        far = None if np.isnan(limit) else self.km > limit
        return graded(1.0 - self.km / self.weights.reach_km, ~np.isnan(self.km), far)

    @cached_property
    def km(self) -> Floats:
        """(u,) float64 for the distinct places, nan where either side is unknown."""
        person = self.person
        here = on_the_globe(np.array([person.latitude]), np.array([person.longitude]))
        return distance_km(self.index.points, here)

    @cached_property
    def spans(self) -> tuple[Ints, Ints, Ints]:
        """(u,) each: days that both can, days that the offer runs, first day of the person."""
        rows, person = self.index.time, self.person
        there = person.from_day or person.today
        begins = np.where(rows.before == 1, person.today, max(there, person.today))
        ends = np.where(rows.ends > 0, rows.ends, rows.starts + self.weights.horizon_days - 1)
        both = np.minimum(ends, person.until_day) - np.maximum(rows.starts, begins) + 1
        return np.maximum(both, 0), np.maximum(ends - rows.starts + 1, 1), begins

    def _dates(self) -> Answer:
        """The share of the offer's days that the person can be there."""
        rows, person = self.index.time, self.person
        both, length, begins = self.spans
        known = (rows.starts > 0) & ((person.from_day > 0) | (rows.before == 1))
        late = (rows.apply_by > 0) & (rows.apply_by < person.today)
        over = (rows.ends > 0) & (rows.ends < begins)
        early = (rows.starts > 0) & (rows.starts > person.until_day)
        return graded(both / length, known, late | over | early)

    def _places(self) -> Answer:
        free = self.index.terms.free
        return three(free > 0, free >= 0, free == 0)

    def _language(self) -> Answer:
        spoken = self.index.tongues.languages
        own = np.uint64(self.person.languages)
        if not own:
            return alike(len(spoken), State.UNKNOWN)
        return three((spoken & own) != 0, spoken != 0)

    def _money(self) -> Answer:
        """What it costs, and where a wage is wished for, what it pays of it."""
        rows, person = self.index.money, self.person
        cost = three(rows.cost == 0, ~np.isnan(rows.cost))
        if np.isnan(person.least_wage):
            return cost
        known = ~np.isnan(rows.wage) & (rows.currency == person.currency) & (person.currency > 0)
        paid = graded(rows.wage / max(person.least_wage, 1e-9), known)
        return Answer((paid.value + cost.value) / 2, paid.known | cost.known)

    # The wishes.

    def _kind(self) -> Answer:
        kinds, codes = self.person.kinds, self.index.terms.kind
        return three(kinds[codes], codes > 0)

    def _hours(self) -> Answer:
        hours = self.index.terms.hours
        return three(hours <= self.person.most_hours, ~np.isnan(hours))

    def _child_care(self) -> Answer:
        cared = self.index.terms.child_care
        return three(cared == 1, cared >= 0)

    def _transport(self) -> Answer:
        transport = self.index.terms.transport
        return three(transport == 1, transport > 0)

    def _intensity(self) -> Answer:
        asked = self.index.terms.intensity
        most = self.person.most_intensity
        return three(asked <= most, asked > 0, asked > most)

    def _area(self) -> Answer:
        areas, codes = self.person.areas, self.index.place.area
        return three(areas[codes], codes > 0)

    def _wished_occupation(self) -> Answer:
        wished, at = self.person.occupations, self.index.trade.occupation
        return three((at >= 0) & wished[np.maximum(at, 0)], at >= 0)

    # What comes of them.

    @cached_property
    def skills(self) -> Floats:
        """(n,) float64: the share, by weight, of an offer's skills that are held, or, of those
        that it teaches, wanted; 0 where it names none."""
        index, person, worth = self.index, self.person, self._worth
        held, wanted = (
            np.unique(own[(own >= 0) & (own < index.skills)])
            for own in (person.held, person.wanted)
        )
        groups = np.concatenate([held, held + index.skills, wanted + 2 * index.skills])
        each = np.repeat(worth, [len(held), len(held), len(wanted)])
        offers, number = index.by_skill.gather(groups)
        weighed = np.bincount(offers, each.repeat(number), index.size)
        share: Floats = weighed / index.total(worth)
        return np.minimum(share, 1.0, out=share)

    @cached_property
    def _worth(self) -> tuple[float, float, float]:
        return self.weights.essential, self.weights.optional, self.weights.taught

    @cached_property
    def scores(self) -> Floats:
        """(n,) float64: the score of each offer, -inf for one that can't take the person."""
        weight = self.weights.parts
        tables: dict[int, tuple[Any, Floats]] = {}

        def add(dictionary: Any, answer: Answer, share: float) -> None:
            _, table = tables.setdefault(
                id(dictionary), (dictionary, np.zeros(len(dictionary.sizes)))
            )
            table += share * answer.value
            if answer.refused is not None:
                table[answer.refused] = -np.inf

        for name, (dictionary, answer) in self.answers.items():
            add(dictionary, answer, weight[name])
        for dictionary, answer in self.wished.values():
            add(dictionary, answer, weight["wishes"] / len(self.wished))
        total = self.skills * weight["skills"]
        add(self.index.terms, self._no_skills, weight["skills"])
        if not self.wished:
            total += HALF * weight["wishes"]
        looked_up = np.empty(self.index.size)
        for dictionary, table in tables.values():
            np.take(table, dictionary.codes, out=looked_up, mode="clip")
            total += looked_up
        return total

    @property
    def _no_skills(self) -> Answer:
        """Half for an offer that names no skill."""
        named = self.index.terms.has_skills > 0
        return Answer(np.where(named, 0.0, HALF), named)

    def part(self, name: str, rows: Ints) -> tuple[NDArray[np.intp], Answer]:
        """One part of the score, with the codes of some offers in its dictionary."""
        if name == "skills":
            return np.arange(len(rows)), self._skills_of(rows)
        if name == "wishes":
            return np.arange(len(rows)), self._wishes_of(rows)
        dictionary, answer = self.answers[name]
        return dictionary.codes[rows], answer

    def _skills_of(self, rows: Ints) -> Answer:
        named = self.index.terms.has_skills[self.index.terms.codes[rows]] > 0
        return Answer(np.where(named, self.skills[rows], HALF), named, unasked=State.NOT_ASKED)

    def _wishes_of(self, rows: Ints) -> Answer:
        if not self.wished:
            return alike(len(rows), State.NOT_ASKED)
        each = [answer.value[d.codes[rows]] for d, answer in self.wished.values()]
        return Answer(np.mean(each, axis=0), np.ones(len(rows), dtype=np.bool_))

    @cached_property
    def held(self) -> frozenset[int]:
        return frozenset(self.person.held.tolist())

    @cached_property
    def wanted(self) -> frozenset[int]:
        return frozenset(self.person.wanted.tolist())

    @property
    def fitting(self) -> int:
        """How many offers can take the person at all."""
        return int(np.count_nonzero(self.scores > -np.inf))

    @property
    def refused(self) -> dict[Refusal, int]:
        """How many can't, by reason; one with two reasons counts in both."""
        return {
            refusal: int(dictionary.sizes[refused].sum())
            for refusal, (dictionary, refused) in self.refusing.items()
        }

    def refusals(self, rows: Ints) -> Ints:
        """(k,) int64: every `Refusal` of some offers, joined; 0 for one that fits."""
        found = np.zeros(len(rows), dtype=np.int64)
        for refusal, (dictionary, refused) in self.refusing.items():
            found |= np.where(refused[dictionary.codes[rows]], int(refusal), 0)
        return found

    @cached_property
    def refusing(self) -> dict[Refusal, tuple[Any, Trues]]:
        answers = {
            Refusal.CRITERION: self.answers["criteria"],
            Refusal.NO_PLACE: self.answers["places"],
            Refusal.DATES: self.answers["dates"],
            Refusal.FAR: self.answers["distance"],
            Refusal.NEED: self.answers["needs"],
        }
        if "intensity" in self.wished:
            answers[Refusal.INTENSITY] = self.wished["intensity"]
        return {
            refusal: (dictionary, answer.refused)
            for refusal, (dictionary, answer) in answers.items()
            if answer.refused is not None
        }
