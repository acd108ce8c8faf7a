"""Ranks offers for one person, each with what speaks for it, against it, and what is to be asked.

    index = OfferIndex(offers)                  once for a set of offers
    found = rank(index, person, weights, 20)    for each person

The score is a weighted sum of ten parts, each in [0, 1] (simple additive weighting; C.-L. Hwang, K.
Yoon, Multiple Attribute Decision Making, 1981, § 3.2), so that whoever reads it can compute it by
hand. What nobody said, and what nobody asked for, counts half. Some things exclude an offer: a
criterion that is not met, no free place, dates that never meet, none of the needs that are known,
farther or harder than the person's own limit. A former legal status and the way of return have no
place here.
"""

from dataclasses import dataclass, field

import numpy as np

from homeward.matching.columns import Flags, Floats, Ints, OfferIndex, Relation
from homeward.matching.measuring import Measured, looked_up
from homeward.matching.sides import PARTS, Person, Refusal, State, Trues, Weights

BLOCK = 64
# Sums of the same parts may differ in their last bit.
DIGITS = 9


@dataclass(frozen=True)
class Ranking:
    """The best offers and how they come by their place.

    rows      (k,) int64    positions in the index, the best first
    scores    (k,) float64  sum of weights times values
    values    (k, 10) float64, states (k, 10) int8   in the order of PARTS
    wishes    (k, w) int8   State of each stated wish, in the order of Person.wishes
    refusals  (k,) int64    Refusal, 0 unless an offer was asked for that can't take the person
    km        (k,) float64, nan unknown
    days      (k, 2) int64  days that both can, days that the offer runs; 0 where it has no date
    """

    rows: Ints
    scores: Floats
    values: Floats
    states: Flags
    wishes: Flags
    refusals: Ints
    km: Floats
    days: Ints
    measured: Measured = field(repr=False, compare=False)

    def criteria(self, at: int) -> list[tuple[int, State]]:
        """The criteria that the offer in place `at` asks for, each with the person's answer."""
        numbers = self.measured.index.offers.criteria[self.rows[at]]
        answers = self.measured.person.answers
        return [(int(n), State(int(answers[n]))) for n in numbers if n]

    def skills(self, at: int) -> list[tuple[int, Relation, bool]]:
        """The skills that the offer in place `at` names: held, or taught and wanted; or not."""
        measured = self.measured
        skills, relations = measured.index.skills_of(int(self.rows[at]))
        return [
            (skill, kind, skill in (measured.wanted if kind == Relation.TAUGHT else measured.held))
            for skill, kind in zip(skills.tolist(), map(Relation, relations.tolist()), strict=True)
        ]


def rank(index: OfferIndex, person: Person, weights: Weights, most: int) -> Ranking:
    """The `most` best offers for a person, best first. Of scores that are equal to nine digits the
    lower key comes first, so that nothing but the offers themselves decides.

    One pass over n offers, about ten look-ups each; reasons are put together for those shown.
    Raises IndexError where a code of the person's side is not one of the index.
    """
    measured = Measured(index, person, weights)
    return explain(measured, best(measured, most))


def best(measured: Measured, most: int, among: Trues | None = None) -> Ints:
    """Positions of the `most` best offers that can take the person, best first.

    among: (n,) bool, of which alone to take; all where it is None.
    """
    scores = measured.scores if among is None else np.where(among, measured.scores, -np.inf)
    at = np.flatnonzero(scores >= _bound(scores, most) - 10.0**-DIGITS)
    at = at[scores[at] > -np.inf]
    order = np.lexsort((measured.index.offers.key[at], -np.round(scores[at], DIGITS)))
    return at[order][:most].astype(np.int64)


def _bound(scores: Floats, most: int) -> float:
    """A score that at least `most` offers reach, and few others: of the best of each block, the
    one that as many blocks reach. A partition of all would be slow where many are excluded."""
    blocks = len(scores) // BLOCK
    if not 0 < most <= blocks:
        return -np.inf
    tops = scores[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
    return float(np.sort(tops)[-most])


def explain(measured: Measured, rows: Ints) -> Ranking:
    """How some offers stand, whether they can take the person or not, in the order given."""
    index = measured.index
    parts = [measured.part(name, rows) for name in PARTS]
    wished = [(d.codes[rows], answer) for d, answer in measured.wished.values()]
    values, states = looked_up([*parts, *wished], len(rows))
    wishes = states[:, len(parts) :]
    values, states = values[:, : len(parts)], states[:, : len(parts)]
    both, length, _begins = measured.spans
    codes = index.time.codes[rows]
    dated = index.time.starts[codes] > 0
    return Ranking(
        rows=rows,
        scores=values @ np.array([measured.weights.parts[name] for name in PARTS]),
        values=values,
        states=states,
        wishes=wishes,
        refusals=measured.refusals(rows),
        km=measured.km[index.place.codes[rows]],
        days=np.stack([both[codes], length[codes]], axis=1) * dated[:, None],
        measured=measured,
    )


def refused_by(measured: Measured, refusal: Refusal) -> Ints:
    """Positions of the offers that this keeps from taking the person, by their keys."""
    if refusal not in measured.refusing:
        return np.zeros(0, dtype=np.int64)
    dictionary, refused = measured.refusing[refusal]
    at = np.flatnonzero(refused[dictionary.codes])
    return at[np.argsort(measured.index.offers.key[at])].astype(np.int64)
