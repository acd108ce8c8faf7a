"""Shares the places of a season out: the highest sum of scores that floors and locks allow.

Exact, by minimum-cost flow. The answer carries prices that prove it (`certificate` checks them
with other code), and what prices say in words is told by `waiting`.
"""

from dataclasses import dataclass, replace

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from homeward.matching.options import options_of
from homeward.matching.season import WAITING, Ints, Season
from homeward.matching.sifting import best_sharing
from homeward.matching.ties import settle


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Dual values, in millionths. By them an outsider reckons a bound that no sharing exceeds.

    prices: (offers,) what one more place would bring. floor_prices: (groups,) what it would bring
    to let one more member wait. gains: (people,) what each one's option is worth after prices.
    """

    prices: Ints
    floor_prices: Ints
    gains: Ints


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """pair: (people,) the index of the pair that each gets, -1 for who waits. total: millionths."""

    pair: Ints
    total: int
    certificate: Certificate

    @property
    def placed(self) -> int:
        return int((self.pair != WAITING).sum())


class Infeasible(Exception):
    """Nothing meets all floors and locks together; says what is lacking and by how much.

    short: (groups,) how many too few could be placed, as the smallest sum of all groups. most:
    (groups,) how many of a group could be placed if it alone counted. crowded: (offers,) locks
    beyond the places.
    """

    def __init__(self, *, short: Ints, most: Ints, crowded: Ints) -> None:
        self.short, self.most, self.crowded = short, most, crowded
        super().__init__("floors and locks can't all be met")


def allocate(season: Season) -> Allocation:
    """The best sharing, with its certificate. Raises Infeasible, and OverflowError.

    Of sharings with the same sum it takes the one that places more people, then the one with the
    higher sum of lots.
    """
    options = options_of(season)
    found = best_sharing(options)
    if found is None or _lacks_members(season):
        raise why_not(season)
    taken, prices = found
    taken = settle(options, taken, prices, season.lot)
    worth = options.value[taken]
    return Allocation(
        pair=options.pair[taken],
        total=int(worth.sum()),
        certificate=Certificate(
            prices=prices[: season.offers],
            floor_prices=prices[season.offers : season.offers + season.groups],
            gains=worth - prices[options.choice[taken]],
        ),
    )


def _lacks_members(season: Season) -> bool:
    return bool(np.any(season.floor > _members(season)))


def _members(season: Season) -> Ints:
    return np.bincount(season.group[season.group >= 0], minlength=season.groups)


def why_not(season: Season) -> Infeasible:
    """Which floors can't be met and by how much, for a season that has no sharing."""
    none = np.zeros(season.groups, np.int64)
    locks = np.bincount(season.offer[season.locked], minlength=season.offers)
    crowded = np.maximum(locks - season.capacity, 0)
    if crowded.any():
        return Infeasible(short=none, most=none, crowded=crowded)
    short = _shortfall(season)
    most = none.copy()
    for group in np.flatnonzero(short):
        alone = np.where(np.arange(season.groups) == group, _members(season)[group], 0)
        most[group] = alone[group] - _shortfall(replace(season, floor=alone))[group]
    return Infeasible(short=short, most=most, crowded=crowded)


def _shortfall(season: Season) -> Ints:
    """(groups,): the fewest that must wait beyond what floors allow."""
    lacking: Ints = np.maximum(season.floor - _members(season), 0)
    options = options_of(season)
    choices, people = len(options.capacity), options.people
    sink = people + choices
    lists = people + season.offers + np.arange(season.groups)
    solver = SimpleMinCostFlow()
    _add(solver, options.person, people + options.choice, np.ones_like(options.choice), 0)
    _add(solver, people + np.arange(choices), np.full(choices, sink), options.capacity, 0)
    over = _add(solver, lists, np.full(season.groups, sink), season.floor, 1)
    supply = np.ones(sink + 1, np.int64)
    supply[people:] = 0
    supply[sink] = -people
    solver.set_nodes_supplies(np.arange(sink + 1), supply)
    solver.solve()
    waiting: Ints = solver.flows(over)
    lacking += waiting
    return lacking


def _add(solver: SimpleMinCostFlow, tail: Ints, head: Ints, room: Ints, cost: int) -> Ints:
    costs = np.full(len(tail), cost, np.int64)
    arcs: Ints = solver.add_arcs_with_capacity_and_unit_cost(tail, head, room, costs)
    return arcs


def floor_cost(season: Season, allocation: Allocation, group: int) -> int:
    """By how much the sum would rise without this group's floor, in millionths."""
    floor = season.floor.copy()
    floor[group] = 0
    options = options_of(replace(season, floor=floor))
    found = best_sharing(options)
    # A season that has a sharing has one with a floor less.
    assert found is not None  # noqa: S101
    return int(options.value[found[0]].sum()) - allocation.total
