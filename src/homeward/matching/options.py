"""A season as a network: everybody takes one option, an offer or waiting.

Waiting is a choice too, one for each group. A floor of F among m members is the waiting list's
room: m - F of the group may wait. So a lower bound becomes a capacity (Ahuja, Magnanti and Orlin,
"Network Flows", 1993, section 2.4), and prices of floors and of places are of one kind.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from homeward.matching.season import NO_GROUP, WAITING, Ints, Marks, Season

# OR-Tools multiplies costs by the number of nodes, and adds some of them up.
LARGEST_COST = 2**60


@dataclass(frozen=True, kw_only=True)
class Options:
    """person, choice, value, pair: (options,); the pair is -1 for waiting.

    capacity: (choices,) first the offers, then each group's waiting list, then everybody else's.
    """

    people: int
    offers: int
    person: Ints
    choice: Ints
    value: Ints
    pair: Ints
    capacity: Ints


def options_of(season: Season) -> Options:
    """What each may be given: pairs that nobody forbade, or waiting; the lock alone where one is.

    A waiting list with negative room, of a floor above its members, is left at zero: the floor is
    then infeasible for want of people, which `shortfall` tells.
    """
    held = np.zeros(season.people, np.bool_)
    held[season.person[season.locked]] = True
    pairs = np.flatnonzero(~season.forbidden & (~held[season.person] | season.locked))
    waiters = np.flatnonzero(~held)
    group = np.where(season.group == NO_GROUP, season.groups, season.group)
    members = np.bincount(group, minlength=season.groups + 1)
    room = np.append(members[:-1] - season.floor, season.people)
    return Options(
        people=season.people,
        offers=season.offers,
        person=np.concatenate([season.person[pairs], waiters]),
        choice=np.concatenate([season.offer[pairs], season.offers + group[waiters]]),
        value=np.concatenate([season.score[pairs], np.zeros(len(waiters), np.int64)]),
        pair=np.concatenate([pairs, np.full(len(waiters), WAITING, np.int64)]),
        capacity=np.concatenate([season.capacity, np.maximum(room, 0)]),
    )


def best_flow(options: Options, value: Ints, must_fill: Marks | None = None) -> Ints | None:
    """The option that each takes so that the summed value is highest: (people,), or None.

    Choices in `must_fill`, (choices,), are filled to the last place. None: there is no way. Solved
    by OR-Tools' cost-scaling push-relabel (Goldberg, "An efficient implementation of a scaling
    minimum-cost flow algorithm", 1997). Raises OverflowError where values are too large for it.
    """
    choices = len(options.capacity)
    forced = np.zeros(choices, np.bool_) if must_fill is None else must_fill
    free = np.flatnonzero(~forced)
    sink = options.people + choices
    supply = np.ones(sink + 1, np.int64)
    supply[options.people : sink] = np.where(forced, -options.capacity, 0)
    supply[sink] = -(options.people - int(options.capacity[forced].sum()))
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        options.person, options.people + options.choice, np.ones_like(value), -value
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        options.people + free,
        np.full(len(free), sink),
        options.capacity[free],
        np.zeros(len(free), np.int64),
    )
    solver.set_nodes_supplies(np.arange(sink + 1), supply)
    if int(np.abs(value).max(initial=0)) * (sink + 1) > LARGEST_COST:
        raise OverflowError("scores are too large for so many people and offers")
    status = solver.solve()
    if status == SimpleMinCostFlow.OPTIMAL:
        return taken_of(options, np.flatnonzero(solver.flows(arcs) > 0))
    if status in {SimpleMinCostFlow.INFEASIBLE, SimpleMinCostFlow.UNBALANCED}:
        return None
    raise OverflowError(f"OR-Tools could not share the places out: {status}")


def taken_of(options: Options, chosen: Ints) -> Ints:
    taken = np.empty(options.people, np.int64)
    taken[options.person[chosen]] = chosen
    return taken
