"""Small seasons for tests, and every sharing of one, tried out."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from homeward.matching.season import Season


def season_of(
    scores: dict[tuple[int, int], int], capacity: list[int], people: int = 0, **more: Any
) -> Season:
    """Scores in millionths by (person, offer); other fields as lists."""
    pairs = list(scores)
    return Season(
        people=people or max((person for person, _offer in pairs), default=-1) + 1,
        person=np.array([person for person, _offer in pairs], np.int64),
        offer=np.array([offer for _person, offer in pairs], np.int64),
        score=np.array(list(scores.values()), np.int64),
        capacity=np.array(capacity, np.int64),
        **{name: np.array(values) for name, values in more.items()},
    )


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """Up to five people and four offers, floors that may be too high, locks and forbids."""
    people, offers, groups = draw(st.integers(1, 5)), draw(st.integers(1, 4)), 2
    every = [(person, offer) for person in range(people) for offer in range(offers)]
    pairs = sorted(draw(st.sets(st.sampled_from(every), min_size=1)))
    # Few values, so that there are ties.
    values = draw(st.lists(st.integers(0, 4), min_size=len(pairs), max_size=len(pairs)))
    decided = draw(st.lists(st.sampled_from("....lf"), min_size=len(pairs), max_size=len(pairs)))
    held: set[int] = set()
    locked = []
    for (person, _offer), mark in zip(pairs, decided, strict=True):
        locked.append(mark == "l" and person not in held)
        held |= {person} if locked[-1] else set()
    lot = draw(st.lists(st.integers(1, 9), min_size=len(pairs), max_size=len(pairs)))
    return season_of(
        dict(zip(pairs, values, strict=True)),
        draw(st.lists(st.integers(0, 2), min_size=offers, max_size=offers)),
        people=people,
        group=draw(st.lists(st.integers(-1, 1), min_size=people, max_size=people)),
        floor=draw(st.lists(st.integers(0, 2), min_size=groups, max_size=groups)),
        locked=np.array(locked, np.bool_),
        forbidden=np.array([mark == "f" for mark in decided], np.bool_),
        lot=lot,
    )


def sharings(season: Season) -> Iterator[list[int]]:
    """Every sharing that keeps the rules: for each person the index of a pair, or -1."""
    own: list[list[int]] = [[-1] for _person in range(season.people)]
    for pair, person in enumerate(season.person):
        if not season.forbidden[pair]:
            own[person].append(pair)
    for pair in np.flatnonzero(season.locked):
        own[season.person[pair]] = [int(pair)]
    for chosen in product(*own):
        if keeps_rules(season, list(chosen)):
            yield list(chosen)


def keeps_rules(season: Season, chosen: list[int]) -> bool:
    used = [0] * season.offers
    placed = [0] * season.groups
    for person, pair in enumerate(chosen):
        if pair >= 0:
            used[season.offer[pair]] += 1
            if season.group[person] >= 0:
                placed[season.group[person]] += 1
    fits = all(number <= season.capacity[offer] for offer, number in enumerate(used))
    return fits and all(number >= season.floor[group] for group, number in enumerate(placed))


def rank(season: Season, chosen: list[int]) -> tuple[int, int, int]:
    """What the rule goes by: the sum, how many are placed, the lots."""
    given = [pair for pair in chosen if pair >= 0]
    return (
        sum(int(season.score[pair]) for pair in given),
        len(given),
        sum(int(season.lot[pair]) for pair in given),
    )
