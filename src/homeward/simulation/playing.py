"""Plays a model a number of times, and keeps of each run what can be told of it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np

from homeward.simulation import kernel
from homeward.simulation.model import Amount, Floats, Ints, Model, ModelError

# A result says which engine it came from: raised whenever the same seed gives other figures.
VERSION = "2"
STAGES = 4
# A sum of Poisson numbers this many deviations above its mean does not come up.
DEVIATIONS, SPARE = 10, 64
BANDS = (5, 25, 50, 75, 95)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of R runs over M months. Stages: assessment, commission, money, services.

    joined: (R, 4, M) cases (of services: needs) that began to wait in a month; begun: (R, 4, M)
    whose turn came in it; counted: (R, 4, M) of those who joined, whose turn came at all; waited:
    (R, 4, M) the days that these waited. approved: (R, M) by the commission.
    asked, met, given_up: (R, K, A) needs, those that got a place, and those that waited longer than
    their patience; place_waited: (R, K, A) days of those met.
    burnt: (R, D, M) money by donor; dry: (R, D) the month in which it first did not suffice, or -1.
    load: (R, M) days that the staff worked on cases; opened: (R, M) cases open at a month's end.
    fell: (R, J) cases that did not meet a criterion, lone: (R, J) and no other.
    passed: (R, 2, M) cases that came after the first day and were decided on in a month, and needs
    for which a service began in it; through: (R, 2, M) the days from arrival to decision, and from
    the grant to the service.
    """

    joined: Floats
    begun: Floats
    counted: Floats
    waited: Floats
    approved: Floats
    asked: Floats
    met: Floats
    given_up: Floats
    place_waited: Floats
    burnt: Floats
    dry: Ints
    load: Floats
    opened: Floats
    fell: Floats
    lone: Floats
    passed: Floats
    through: Floats

    @property
    def runs(self) -> int:
        return len(self.joined)

    @property
    def queued(self) -> Floats:
        """(R, 4, M) who waits before a stage at a month's end; of services, also who gave up."""
        waiting: Floats = (self.joined - self.begun).cumsum(axis=2)
        return waiting

    @property
    def wait(self) -> Floats:
        """(R, 4) mean days of those whose turn came; NaN where it came for nobody."""
        return per(self.waited.sum(axis=2), self.counted.sum(axis=2))


def per(whole: Floats, number: Floats) -> Floats:
    """whole / number; NaN where the number is nought."""
    out = np.full(np.broadcast_shapes(whole.shape, number.shape), np.nan)
    np.divide(whole, number, out=out, where=number > 0)
    return out


def bands(values: Floats) -> Floats:
    """(5, ...) percentiles 5, 25, 50, 75 and 95 over the runs (R, ...), leaving NaN aside; NaN
    where there is nothing else."""
    out = np.full((len(BANDS), *values.shape[1:]), np.nan)
    some = ~np.all(np.isnan(values), axis=0)
    if np.any(some):
        out[:, some] = np.nanpercentile(values[:, some], BANDS, axis=0)
    return out


def join(parts: Sequence[Outcome]) -> Outcome:
    """Batches of runs as one, in their order."""
    return Outcome(
        **{
            one.name: np.concatenate([getattr(part, one.name) for part in parts])
            for one in fields(Outcome)
        }
    )


def play(model: Model, *, seed: int, runs: int, first: int = 0) -> Outcome:
    """Runs `first` to `first + runs`. A run is the same whichever batch it is played in.

    seed: from 0 to 2**63 - 1. Raises ModelError where the model contradicts itself.
    """
    model.check()
    if runs < 1:
        raise ModelError("runs: one at least")
    workers = min(runs, os.cpu_count() or 1)
    edges = np.linspace(0, runs, workers + 1).astype(int)
    packed = _packed(model)
    if workers == 1:
        return _batch(model, packed, seed, first, runs)
    with ThreadPoolExecutor(workers) as pool:
        parts = pool.map(
            lambda pair: _batch(model, packed, seed, first + pair[0], pair[1] - pair[0]),
            zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True),
        )
        return join(list(parts))


def _packed(model: Model) -> tuple[object, ...]:
    """The model as the arrays that the kernel takes, in its order."""
    starts = np.ascontiguousarray(model.starts, dtype=float)
    of_day = np.searchsorted(starts, np.arange(int(np.ceil(starts[-1])) + 1), "right") - 1
    months, criteria, donors, needs = (
        model.months, model.criteria, model.donors, model.needs,
    )  # fmt: skip
    return (
        starts,
        np.clip(of_day, 0, months - 1).astype(np.int64),
        model.is_random,
        np.array([one.arrivals for one in model.corridors], dtype=float),
        np.array([one.waiting for one in model.corridors], dtype=np.int64),
        np.array([one.areas for one in model.corridors], dtype=float),
        np.array([one.needs for one in model.corridors], dtype=float).reshape(-1, len(needs)),
        np.array([_amount(one.price) for one in model.corridors], dtype=float),
        np.array([one.met for one in criteria], dtype=float),
        np.array([one.asked for one in criteria], dtype=bool).reshape(len(criteria), months),
        np.ascontiguousarray(model.assessment.staff, dtype=np.int64),
        np.array(_amount(model.assessment.takes)),
        np.ascontiguousarray(model.commission.days, dtype=float),
        np.ascontiguousarray(model.commission.seats, dtype=np.int64),
        float(model.commission.approved),
        np.array([one.share for one in donors], dtype=float),
        np.array([one.money for one in donors], dtype=float).reshape(len(donors), months),
        np.array([_amount(one.takes) for one in needs], dtype=float).reshape(len(needs), 3),
        np.array([one.patience for one in needs], dtype=float),
        np.ascontiguousarray(model.places, dtype=np.int64),
    )


def _amount(amount: Amount) -> tuple[float, float, float]:
    return amount.mean, float(amount.shape), amount.spread


def _batch(model: Model, packed: tuple[object, ...], seed: int, first: int, runs: int) -> Outcome:
    months, areas, needs = model.months, len(model.areas), len(model.needs)
    donors, criteria = len(model.donors), len(model.criteria)
    expected = sum(one.arrivals.sum() + one.waiting for one in model.corridors)
    room = int(expected + DEVIATIONS * np.sqrt(expected)) + SPARE
    stages = [np.zeros((runs, STAGES, months)) for _ in range(4)]
    approved, pools = np.zeros((runs, months)), np.zeros((runs, 3, needs, areas))
    place_waited, burnt = np.zeros((runs, needs, areas)), np.zeros((runs, donors, months))
    dry = np.full((runs, donors), -1, dtype=np.int64)
    load, opened = np.zeros((runs, months)), np.zeros((runs, months))
    fell, lone = np.zeros((runs, criteria)), np.zeros((runs, criteria))
    passed, through = np.zeros((runs, 2, months)), np.zeros((runs, 2, months))
    fits = kernel.compiled()(
        seed, first, *packed, room, *stages, approved, pools, place_waited, burnt, dry, load,
        opened, fell, lone, passed, through, np.array(_amount(model.assessment.ready)),
        np.array([_amount(one.begins) for one in model.needs], dtype=float).reshape(needs, 3),
    )  # fmt: skip
    if not fits:
        raise ModelError("more came than was made room for")
    return Outcome(
        joined=stages[0], begun=stages[1], counted=stages[2], waited=stages[3], approved=approved,
        asked=pools[:, 0], met=pools[:, 1], given_up=pools[:, 2], place_waited=place_waited,
        burnt=burnt, dry=dry, load=load, opened=opened.cumsum(axis=1), fell=fell, lone=lone,
        passed=passed, through=through,
    )  # fmt: skip
