"""Which seat, place, criterion or money would help most: one more of each, everything else equal.

Each is played with the runs of the model as it is: the same people at the same moments (common
random numbers), so that what differs comes of the one more and not of chance (P. Glasserman and
D. D. Yao, Some guidelines and guarantees for common random numbers, Management Science 38, 1992).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from homeward.simulation.model import Model
from homeward.simulation.playing import Outcome, play

STAFF, SEAT, PLACE, CRITERION, MONEY = "staff", "seat", "place", "criterion", "money"


@dataclass(frozen=True, kw_only=True)
class Lever:
    """kind, and which: need and area of a place, number of a criterion or donor; -1 where none."""

    kind: str
    which: int = -1
    area: int = -1


@dataclass(frozen=True, kw_only=True)
class Relief:
    """What one more does, run by run: needs met that were not (mean, and percentiles 5 and 95 over
    the runs), and cases granted that were not (mean)."""

    lever: Lever
    met: float
    least: float
    most: float
    granted: float


def levers(model: Model) -> Iterator[Lever]:
    yield Lever(kind=STAFF)
    yield Lever(kind=SEAT)
    for number, criterion in enumerate(model.criteria):
        if criterion.asked.any():
            yield Lever(kind=CRITERION, which=number)
    if model.donors:
        yield Lever(kind=MONEY)
    for need in range(len(model.needs)):
        for area in range(len(model.areas)):
            if any(one.needs[need] * one.areas[area] > 0 for one in model.corridors):
                yield Lever(kind=PLACE, which=need, area=area)


def pulled(model: Model, lever: Lever) -> Model:
    """The model with one more: a member of staff, a seat at each session, a place (in the months in
    which there are any; in all, where there never are), the money for one more package on the first
    day; or with a criterion that is not asked."""
    pull: Callable[[Model, Lever], Model] = {
        STAFF: _staff, SEAT: _seat, PLACE: _place, CRITERION: _criterion, MONEY: _money,
    }[lever.kind]  # fmt: skip
    return pull(model, lever)


def relief(
    model: Model, before: Outcome, *, seed: int, each: Callable[[int, int], object] | None = None
) -> list[Relief]:
    """Every lever, who helps most first. `before` is what `play` gave for the model and the seed,
    from run 0; `each` is told how many of how many levers are done."""
    found = []
    wanted = list(levers(model))
    for number, lever in enumerate(wanted, start=1):
        after = play(pulled(model, lever), seed=seed, runs=before.runs)
        found.append(_told(lever, before, after))
        if each:
            each(number, len(wanted))
    return sorted(found, key=lambda one: (-one.met, -one.granted))


def _told(lever: Lever, before: Outcome, after: Outcome) -> Relief:
    more = after.met.sum(axis=(1, 2)) - before.met.sum(axis=(1, 2))
    least, most = np.percentile(more, (5, 95))
    granted = after.begun[:, 2].sum(axis=1) - before.begun[:, 2].sum(axis=1)
    return Relief(
        lever=lever, met=float(more.mean()), least=float(least), most=float(most),
        granted=float(granted.mean()),
    )  # fmt: skip


def _staff(model: Model, lever: Lever) -> Model:
    staff = model.assessment.staff
    more = np.where(staff > 0, staff + 1, staff) if staff.any() else staff + 1
    return replace(model, assessment=replace(model.assessment, staff=more))


def _seat(model: Model, lever: Lever) -> Model:
    seats = model.commission.seats
    more = np.where(seats > 0, seats + 1, seats) if seats.any() else seats + 1
    return replace(model, commission=replace(model.commission, seats=more))


def _place(model: Model, lever: Lever) -> Model:
    places = model.places.copy()
    here = places[lever.which, lever.area]
    here += np.where(here > 0, 1, 0) if here.any() else 1
    return replace(model, places=places)


def _criterion(model: Model, lever: Lever) -> Model:
    criteria = list(model.criteria)
    one = criteria[lever.which]
    criteria[lever.which] = replace(one, asked=np.zeros_like(one.asked))
    return replace(model, criteria=tuple(criteria))


def _money(model: Model, lever: Lever) -> Model:
    price = float(np.mean([one.price.mean for one in model.corridors]))
    donors = []
    for donor in model.donors:
        money = donor.money.copy()
        money[0] += price * donor.share
        donors.append(replace(donor, money=money))
    return replace(model, donors=tuple(donors))
