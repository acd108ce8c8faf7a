"""Shares a season's places out at two sizes and holds the answers to independent ones.

    python benchmarks/allocation.py [--small 20000x1000] [--large 100000x5000] [--seed 6]

Everybody has 30 possible offers; eight groups have floors, of which some bind. The files are
written once by a seeded generator, and each solver reads the same ones in a process of its own:

- ours: `matching.allocation` with its certificate, checked by `matching.certificate`;
- HiGHS: the linear program in its plain form (a row for each person, offer and group), dual
  simplex, at the small size;
- bare: OR-Tools' minimum-cost flow on the same network with nothing around it.

Limits: at the small size the total is HiGHS's and it takes at most a twentieth of its time; at the
large size the certificate's gap is at most 0.002 % and it takes at most three times as long as the
bare flow. Times are of solving, certificate included; reading is told beside them, and the memory
is each process's highest. The exit status is 1 where a limit is not met.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

CHOICES, GROUPS = 30, 8
SHARES = [f"{share:.2f}" for share in np.linspace(0.30, 0.86, GROUPS)]
FASTER, GAP, SLOWER = 20, 0.00002, 3
ROUNDS, FEW = 5, 20_000


def generate(folder: Path, people: int, offers: int, seed: int) -> None:
    """PAIRS, OFFERS and PEOPLE as `homeward allocate` reads them; 7 places for 10 people."""
    chance = np.random.default_rng(seed)
    popularity = chance.gamma(2.0, size=offers)
    worth = chance.beta(3, 3, size=offers)
    group = chance.integers(0, GROUPS, size=people)
    reach = chance.beta(4, 3, size=people) - 0.25 * group / GROUPS
    offer = distinct(chance, popularity / popularity.sum(), people)
    score = 0.45 * worth[offer] + 0.25 * reach[:, None] + 0.3 * chance.random(offer.shape)
    places = chance.multinomial(7 * people // 10, np.full(offers, 1 / offers))
    with (folder / "pairs.csv").open("w") as file:
        file.write("person,offer,score\n")
        for one, (some, scores) in enumerate(zip(offer, score.clip(0), strict=True)):
            file.writelines(f"p{one},o{o},{s:.6f}\n" for o, s in zip(some, scores, strict=True))
    rows = "".join(f"o{o},{number}\n" for o, number in enumerate(places))
    (folder / "offers.csv").write_text("offer,capacity\n" + rows)
    rows = "".join(f"p{one},g{number}\n" for one, number in enumerate(group))
    (folder / "people.csv").write_text("person,group\n" + rows)


def distinct(chance: np.random.Generator, popularity: Any, people: int) -> Any:
    """(people, 30): offers drawn by how sought they are, nobody's twice."""
    found = np.empty((people, CHOICES), np.int64)
    left = np.arange(people)
    while len(left):
        drawn = chance.choice(len(popularity), size=(len(left), 2 * CHOICES), p=popularity)
        drawn.sort(axis=1)
        repeated = np.zeros(drawn.shape, bool)
        repeated[:, 1:] = drawn[:, 1:] == drawn[:, :-1]
        order = np.argsort(np.where(repeated, 2.0, chance.random(drawn.shape)), axis=1)
        enough = (~repeated).sum(axis=1) >= CHOICES
        picked = np.take_along_axis(drawn, order[:, :CHOICES], axis=1)
        found[left[enough]] = np.sort(picked[enough], axis=1)
        left = left[~enough]
    return found


def plain(folder: Path) -> dict[str, Any]:
    """The files as arrays, read by numpy alone, for the solvers that ours is held to."""
    numbers = {0: lambda cell: int(cell[1:]), 1: lambda cell: int(cell[1:])}
    pairs = np.loadtxt(folder / "pairs.csv", delimiter=",", skiprows=1, converters=numbers)
    places = np.loadtxt(
        folder / "offers.csv", delimiter=",", skiprows=1, converters={0: numbers[0]}
    )
    people = np.loadtxt(folder / "people.csv", delimiter=",", skiprows=1, converters=numbers)
    group = people[:, 1].astype(np.int64)
    members = np.bincount(group, minlength=GROUPS)
    hundredths = np.array([round(100 * float(share)) for share in SHARES])
    return {
        "person": pairs[:, 0].astype(np.int64),
        "offer": pairs[:, 1].astype(np.int64),
        "score": np.rint(pairs[:, 2] * 1e6).astype(np.int64),
        "capacity": places[:, 1].astype(np.int64),
        "group": group,
        "floor": -(-hundredths * members // 100),
    }


def timed(solve: Any, people: int) -> tuple[Any, float]:
    """What it found, and the median time: of five at a small size, for a breath of the machine
    weighs much there; of one at a large size."""
    times = []
    for _round in range(ROUNDS if people <= FEW else 1):
        began = time.perf_counter()
        found = solve()
        times.append(time.perf_counter() - began)
    return found, statistics.median(times)


def ours(folder: Path) -> dict[str, Any]:
    from homeward.matching import season_files as files
    from homeward.matching.allocation import allocate
    from homeward.matching.certificate import check_certificate

    floors = {f"g{number}": share for number, share in enumerate(SHARES)}
    sources = files.Sources(
        folder / "pairs.csv", folder / "offers.csv", folder / "people.csv", floors=floors
    )
    began = time.perf_counter()
    season = files.read(sources).season
    read = time.perf_counter() - began
    found, seconds = timed(lambda: allocate(season), season.people)
    began = time.perf_counter()
    verdict = check_certificate(season, found)
    return {
        "read": read, "seconds": seconds, "total": verdict.total,
        "check": time.perf_counter() - began, "gap": verdict.gap, "placed": found.placed,
        "flaws": [str(flaw) for flaw in verdict.flaws],
        "binding": int((found.certificate.floor_prices > 0).sum()),
    }  # fmt: skip


def bare(folder: Path) -> dict[str, Any]:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    s = plain(folder)
    people, offers = len(s["group"]), len(s["capacity"])
    room = np.bincount(s["group"], minlength=GROUPS) - s["floor"]
    sink, everybody = people + offers + GROUPS, np.arange(people)
    lists = np.arange(people, sink)
    began = time.perf_counter()
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([s["person"], everybody, lists]),
        np.concatenate(
            [people + s["offer"], people + offers + s["group"], np.full_like(lists, sink)]
        ),
        np.concatenate([np.ones(len(s["person"]) + people, np.int64), s["capacity"], room]),
        np.concatenate([-s["score"], np.zeros(people + len(lists), np.int64)]),
    )
    supply = np.zeros(sink + 1, np.int64)
    supply[:people], supply[sink] = 1, -people
    flow.set_nodes_supplies(np.arange(sink + 1), supply)
    flow.solve()
    return {"seconds": time.perf_counter() - began, "total": -flow.optimal_cost()}


def highs(folder: Path) -> dict[str, Any]:
    import highspy

    s = plain(folder)
    people, offers, pairs = len(s["group"]), len(s["capacity"]), len(s["person"])
    rows = people + offers + GROUPS
    entries = np.stack(
        [s["person"], people + s["offer"], people + offers + s["group"][s["person"]]]
    )
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = pairs, rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = s["score"].astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(pairs), np.ones(pairs)
    lp.row_lower_ = np.concatenate([np.zeros(people + offers), s["floor"].astype(float)])
    most = np.full(GROUPS, highspy.kHighsInf)
    lp.row_upper_ = np.concatenate([np.ones(people), s["capacity"].astype(float), most])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = pairs, rows
    lp.a_matrix_.start_ = np.arange(pairs + 1) * 3
    lp.a_matrix_.index_ = entries.T.ravel()
    lp.a_matrix_.value_ = np.ones(3 * pairs)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solver", "simplex")
    solver.passModel(lp)
    began = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "total": round(solver.getInfo().objective_function_value),
        "status": solver.modelStatusToString(solver.getModelStatus()),
    }


SOLVERS = {"ours": ours, "bare": bare, "highs": highs}


def alone(name: str, folder: Path) -> dict[str, Any]:
    """One solver in a process of its own, so that its memory is its own.

    The last line is the answer: HiGHS may greet before it.
    """
    command = [sys.executable, __file__, "--alone", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"  {name:6} {answer['seconds']:9.2f} s   total {answer['total'] / 1e6:16.6f}"
          f"   memory {answer['memory']:7.0f} MB")  # fmt: skip
    return answer


def told(name: str, folder: Path) -> None:
    answer = SOLVERS[name](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**answer, "memory": peak}))


def small(folder: Path) -> list[tuple[str, bool]]:
    mine, flow, simplex = (alone(name, folder) for name in ("ours", "bare", "highs"))
    say_proof(mine)
    faster = simplex["seconds"] / mine["seconds"]
    return [
        ("HiGHS found an optimum", simplex["status"] == "Optimal"),
        (f"the totals of all three are equal ({mine['total'] / 1e6:.6f})",
         mine["total"] == simplex["total"] == flow["total"]),
        (f"{faster:.1f} times as fast as HiGHS's simplex, {FASTER} at least", faster >= FASTER),
    ]  # fmt: skip


def large(folder: Path) -> list[tuple[str, bool]]:
    mine, flow = alone("ours", folder), alone("bare", folder)
    say_proof(mine)
    times = mine["seconds"] / flow["seconds"]
    return [
        (f"gap {100 * mine['gap']:.6f} %, {100 * GAP:.3f} % at most", 0 <= mine["gap"] <= GAP),
        ("the certificate holds", not mine["flaws"]),
        (f"total not below the bare flow's ({flow['total'] / 1e6:.6f})",
         mine["total"] >= flow["total"]),
        (f"{times:.2f} times the bare flow's time, {SLOWER} at most", times <= SLOWER),
    ]  # fmt: skip


def say_proof(mine: dict[str, Any]) -> None:
    print(f"  ours placed {mine['placed']:,}; {mine['binding']} of {GROUPS} floors bind; "
          f"reading {mine['read']:.1f} s, checking {mine['check']:.2f} s, "
          f"gap {100 * mine['gap']:.6f} %")  # fmt: skip


def run(title: str, size: str, seed: int, compare: Any) -> bool:
    people, offers = (int(part) for part in size.split("x"))
    print(f"{title}: {people:,} people, {offers:,} offers, {CHOICES} possible each, "
          f"floors for {GROUPS} groups", flush=True)  # fmt: skip
    with TemporaryDirectory(prefix="homeward-allocation-") as folder:
        generate(Path(folder), people, offers, seed)
        limits = compare(Path(folder))
    for text, holds in limits:
        print(f"  {'met' if holds else 'NOT MET'}: {text}", flush=True)
    return all(holds for _text, holds in limits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", default="20000x1000")
    parser.add_argument("--large", default="100000x5000")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--no-large", action="store_true")
    parser.add_argument("--alone", nargs=2, metavar=("SOLVER", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        told(asked.alone[0], Path(asked.alone[1]))
        return
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    met = [run("Small", asked.small, asked.seed, small)]
    if not asked.no_large:
        met.append(run("Large", asked.large, asked.seed, large))
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
