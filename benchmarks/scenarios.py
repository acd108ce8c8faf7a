"""How fast the simulation is beside the same model in SimPy, in one process; whether both agree.

1,000 runs of 24 months for 5,000 cases here; SimPy plays fewer runs of the very same model
(arrivals, assessment, commission, money, two needs in three areas, a service that is closed for
three months) and its time is scaled by the runs, which is said. SimPy comes from PyPI into a
folder under .var.

    python benchmarks/scenarios.py [--runs 1000] [--theirs 12]
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from homeward.simulation.model import (
    Amount,
    Assessment,
    Commission,
    Corridor,
    Criterion,
    Donor,
    Model,
    Need,
    Shape,
)
from homeward.simulation.playing import play

SIMPY = "simpy==4.1.1"
FASTER = 50.0
# Means of both lie as near as their standard errors allow.
ERRORS = 4.0
MONTHS, CASES = 24, 5_000
ROOT = Path(__file__).resolve().parent.parent
STARTS = np.arange(MONTHS + 1) * 30.0
DAYS = np.arange(7.0, STARTS[-1], 7)


def model() -> Model:
    places = np.empty((2, 3, MONTHS), dtype=np.int64)
    places[0], places[1] = np.array([[150], [60], [30]]), np.array([[22], [10], [6]])
    places[0, 1, 9:12] = 0
    return Model(
        starts=STARTS,
        areas=("one", "two", "three"),
        corridors=(
            Corridor(
                name="way", arrivals=np.full(MONTHS, CASES / MONTHS),
                areas=np.array([0.55, 0.3, 0.15]), needs=np.array([0.45, 0.6]),
                price=Amount(mean=1500, shape=Shape.LOGNORMAL, spread=0.4),
            ),
        ),
        criteria=(Criterion(name="stayed", met=0.9, asked=np.ones(MONTHS, dtype=bool)),),
        assessment=Assessment(staff=np.full(MONTHS, 16), takes=Amount(mean=2.1)),
        commission=Commission(days=DAYS, seats=np.full(len(DAYS), 52), approved=0.92),
        donors=(Donor(name="donor", share=1.0, money=np.full(MONTHS, 255_000.0)),),
        needs=(
            Need(name="training", takes=Amount(mean=75), patience=120),
            Need(name="health", takes=Amount(mean=10)),
        ),
        places=places,
    )  # fmt: skip


class Theirs:
    """One run of the model in SimPy, told in the same figures."""

    def __init__(self, simpy, given: Model, seed: int) -> None:
        self.simpy, self.given = simpy, given
        self.env, self.rng = simpy.Environment(), np.random.default_rng(seed)
        self.end = float(STARTS[-1])
        self.staff = simpy.Resource(self.env, int(given.assessment.staff[0]))
        self.ready = simpy.Store(self.env)
        self.granted = simpy.Store(self.env)
        self.pools = {
            (k, a): simpy.PriorityResource(self.env, int(given.places[k, a, 0]))
            for k in range(2)
            for a in range(3)
        }
        self.waits: list[list[float]] = [[], [], [], []]
        self.asked = self.met = 0
        self.spent = 0.0
        self.env.process(self.arrive())
        self.env.process(self.sit())
        self.env.process(self.pay())
        self.env.process(self.close(self.pools[0, 1], 9, 12))
        self.env.run(until=self.end)

    def close(self, pool, first: int, last: int):
        yield self.env.timeout(STARTS[first])
        held = [pool.request(priority=-1) for _ in range(pool.capacity)]
        yield self.env.timeout(STARTS[last] - STARTS[first])
        for one in held:
            one.cancel()
            if one.triggered:
                pool.release(one)

    def arrive(self):
        rate = self.given.corridors[0].arrivals[0] / 30.0
        while True:
            yield self.env.timeout(self.rng.exponential(1 / rate))
            self.env.process(self.case())

    def case(self):
        came = self.env.now
        with self.staff.request() as turn:
            yield turn
            self.waits[0].append(self.env.now - came)
            yield self.env.timeout(self.rng.exponential(self.given.assessment.takes.mean))
        if self.rng.random() < self.given.criteria[0].met:
            self.ready.put(self.env.now)

    def sit(self):
        for day, seats in zip(self.given.commission.days, self.given.commission.seats, strict=True):
            yield self.env.timeout(day - self.env.now)
            for _ in range(min(int(seats), len(self.ready.items))):
                since = yield self.ready.get()
                self.waits[1].append(day - since)
                if self.rng.random() < self.given.commission.approved:
                    self.granted.put(day)

    def pay(self):
        one, price = self.given.donors[0], self.given.corridors[0].price
        variance = np.log(1 + price.spread**2)
        come, month = one.money[0], 0
        while True:
            decided = yield self.granted.get()
            cost = price.mean * np.exp(self.rng.normal(0, variance**0.5) - variance / 2)
            while come < self.spent + cost:
                month += 1
                if month == MONTHS:
                    return
                come += one.money[month]
                if STARTS[month] > self.env.now:
                    yield self.env.timeout(STARTS[month] - self.env.now)
            self.spent += cost
            self.waits[2].append(self.env.now - decided)
            area = int(self.rng.choice(3, p=self.given.corridors[0].areas))
            for k in range(2):
                if self.rng.random() < self.given.corridors[0].needs[k]:
                    self.asked += 1
                    self.env.process(self.serve(k, area))

    def serve(self, k: int, area: int):
        since, need = self.env.now, self.given.needs[k]
        turn = self.pools[k, area].request(priority=0)
        if np.isfinite(need.patience):
            yield turn | self.env.timeout(need.patience)
        else:
            yield turn
        if not turn.triggered:
            turn.cancel()
            return
        self.met += 1
        self.waits[3].append(self.env.now - since)
        yield self.env.timeout(self.rng.exponential(need.takes.mean))
        self.pools[k, area].release(turn)


def simpy_from_pypi():
    place = ROOT / ".var" / "simpy"
    if not (place / "simpy").is_dir():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--target", str(place), SIMPY],
            check=True,
        )
    sys.path.append(str(place))
    import simpy

    return simpy


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--theirs", type=int, default=12)
    asked = options.parse_args()
    simpy, given, missed = simpy_from_pypi(), model(), []
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, SimPy {simpy.__version__}"
    )
    began = time.perf_counter()
    play(given, seed=1, runs=1)
    print(f"compiling or loading, once: {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    came = play(given, seed=1, runs=asked.runs)
    ours = time.perf_counter() - began
    began = time.perf_counter()
    theirs = [Theirs(simpy, given, seed) for seed in range(asked.theirs)]
    each = (time.perf_counter() - began) / asked.theirs
    times = each * asked.runs / ours
    print(f"{asked.runs:,} runs of {MONTHS} months for {CASES:,} cases: here {ours:.2f} s; SimPy"
          f" {each:.2f} s a run, {each * asked.runs:.0f} s scaled from {asked.theirs} runs;"
          f" {times:.0f} times")  # fmt: skip
    if times < FASTER:
        missed.append("speed")
    figures = {
        "days before assessment": (came.wait[:, 0], [np.mean(one.waits[0]) for one in theirs]),
        "days before the commission": (came.wait[:, 1], [np.mean(one.waits[1]) for one in theirs]),
        "days before the money": (came.wait[:, 2], [np.mean(one.waits[2]) for one in theirs]),
        "days before a place": (came.wait[:, 3], [np.mean(one.waits[3]) for one in theirs]),
        "needs that arise": (came.asked.sum(axis=(1, 2)), [one.asked for one in theirs]),
        "needs met": (came.met.sum(axis=(1, 2)), [one.met for one in theirs]),
        "money granted": (came.burnt.sum(axis=(1, 2)), [one.spent for one in theirs]),
    }
    for name, (here, there) in figures.items():
        error = (np.var(here) / len(here) + np.var(there, ddof=1) / len(there)) ** 0.5
        apart = abs(np.mean(here) - np.mean(there)) / error
        print(f"{name:28} here {np.mean(here):12,.2f}  SimPy {np.mean(there):12,.2f}"
              f"  {apart:.1f} standard errors apart")  # fmt: skip
        if apart > ERRORS:
            missed.append(name)
    print(f"A limit was missed: {', '.join(missed)}" if missed else "All limits are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
