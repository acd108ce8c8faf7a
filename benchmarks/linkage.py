"""What finding persons who stand twice costs, beside Splink's own defaults, and how well it finds.

On FEBRL's three sets (`HOMEWARD_REAL_DATA`) and on the made-up register (docs/made-up-registers.md)
the declared model and Splink's defaults each run in a process of their own, under the same budget
of compared pairs. No threshold is sought: a pair counts from a probability of a half.

    python benchmarks/linkage.py [--number 100000] [--data ../shared/data]
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from homeward.linkage.generator import generate, true_pairs
from homeward.linkage.records import Record

LIMITS = {"febrl1": 0.99, "febrl2": 0.98, "febrl3": 0.97}
BETTER, LEAST_RECALL = 0.10, 0.90
BUDGET = 100
Truth = set[tuple[str, str]]


def febrl(number: int, data: Path) -> tuple[list[Record], Truth]:
    """Its records, and who is the same by the number within rec_id."""
    with (data / "febrl" / f"dataset{number}.csv").open() as file:
        rows = list(csv.DictReader(file, skipinitialspace=True))
    records = [
        Record(
            id=row["rec_id"],
            given_name=row["given_name"],
            family_name=row["surname"],
            birth_date=row["date_of_birth"],
            document=row["soc_sec_id"],
            place=", ".join(
                filter(
                    None,
                    (
                        f"{row['street_number']} {row['address_1']}".strip(),
                        row["suburb"],
                        row["postcode"],
                    ),
                )
            ),
        )
        for row in rows
    ]
    held: dict[str, list[str]] = {}
    for record in records:
        held.setdefault(record.id.split("-")[1], []).append(record.id)
    return records, {
        (min(one, other), max(one, other))
        for ids in held.values()
        for at, one in enumerate(ids)
        for other in ids[:at]
    }


def loaded(name: str, number: int, data: Path) -> tuple[list[Record], Truth]:
    if name.startswith("febrl"):
        return febrl(int(name[-1]), data)
    made = generate(number)
    return made.records, set(true_pairs(made))


def figures(found: Iterable[tuple[str, str]], truth: Truth) -> dict[str, float]:
    pairs = {(min(pair), max(pair)) for pair in found}
    right = len(pairs & truth)
    precision, recall = right / max(1, len(pairs)), right / len(truth)
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def ours(records: list[Record], truth: Truth) -> dict[str, float]:
    from homeward.linkage.model import pairs, prepared

    started = time.perf_counter()
    found = pairs(records)
    seconds = time.perf_counter() - started
    _, keys = prepared(records)
    holders: dict[str, list[int]] = {}
    for place, some in enumerate(keys):
        for key in some:
            holders.setdefault(key, []).append(place)
    compared = {
        places[other] * len(records) + places[at]
        for places in holders.values()
        for at in range(len(places))
        for other in range(at)
    }
    places = {record.id: place for place, record in enumerate(records)}
    reached = sum(_code(places[a], places[b], len(records)) in compared for a, b in truth)
    return {
        **figures(((pair.id_a, pair.id_b) for pair in found), truth),
        "seconds": seconds,
        "compared": len(compared),
        "blocking_recall": reached / len(truth),
    }


def _code(one: int, other: int, number: int) -> int:
    return min(one, other) * number + max(one, other)


def defaults(records: list[Record], truth: Truth) -> dict[str, float]:
    """Splink as its documentation begins: library comparisons, exact blocking, no preparation."""
    import duckdb
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    started = time.perf_counter()
    names = ["given_name", "family_name", "birth_date", "sex", "place", "phone", "document"]
    names = [name for name in names if any(getattr(record, name) for record in records)]
    table = pa.table({
        "unique_id": [record.id for record in records],
        **{name: [getattr(record, name) or None for record in records] for name in names},
    })  # fmt: skip
    rules = [
        ["document"], ["phone"], ["given_name", "family_name"], ["given_name", "birth_date"],
        ["family_name", "birth_date"], ["given_name", "place"], ["family_name", "place"],
        ["birth_date"],
    ]  # fmt: skip
    rules = [rule for rule in rules if set(rule) <= set(names)]
    kept, compared = _within(rules, records)
    library = {
        "given_name": cl.NameComparison("given_name"),
        "family_name": cl.NameComparison("family_name"),
        "birth_date": cl.LevenshteinAtThresholds("birth_date", [1, 2]),
        "sex": cl.ExactMatch("sex"),
        "place": cl.JaroWinklerAtThresholds("place"),
        "phone": cl.LevenshteinAtThresholds("phone", [1, 2]),
        "document": cl.LevenshteinAtThresholds("document", [1, 2]),
    }
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[library[name] for name in names],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in kept],
    )
    api = DuckDBAPI(connection=duckdb.connect(":memory:"))
    linker = Linker(api.register(table), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given_name", "family_name", "birth_date"), block_on("document")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=8)
    for rule in (["given_name", "family_name"], ["birth_date"]):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    found = linker.inference.predict(threshold_match_probability=0.5).as_pyarrow_table()
    pairs = list(
        zip(found["unique_id_l"].to_pylist(), found["unique_id_r"].to_pylist(), strict=True)
    )
    seconds = time.perf_counter() - started
    return {**figures(pairs, truth), "seconds": seconds, "compared": len(compared),
            "blocking_recall": len(compared & _codes(records, truth)) / len(truth)}  # fmt: skip


def _codes(records: list[Record], truth: Truth) -> set[int]:
    places = {record.id: place for place, record in enumerate(records)}
    return {_code(places[a], places[b], len(records)) for a, b in truth}


def _within(rules: list[list[str]], records: list[Record]) -> tuple[list[list[str]], set[int]]:
    """The rules that keep the budget, in their order, and the pairs that they bring."""
    kept, compared = [], set[int]()
    for rule in rules:
        held: dict[tuple[str, ...], list[int]] = {}
        for place, record in enumerate(records):
            key = tuple(getattr(record, name) for name in rule)
            if all(key):
                held.setdefault(key, []).append(place)
        number = sum(len(places) * (len(places) - 1) // 2 for places in held.values())
        if len(compared) + number <= BUDGET * len(records):
            kept.append(rule)
            compared |= {
                _code(places[at], places[other], len(records))
                for places in held.values()
                for at in range(len(places))
                for other in range(at)
            }
    return kept, compared


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--number", type=int, default=100_000)
    options.add_argument("--data", type=Path, default=Path(
        os.environ.get("HOMEWARD_REAL_DATA", "../shared/data")))  # fmt: skip
    options.add_argument("--one", nargs=2, metavar=("SIDE", "SET"), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        side, name = asked.one
        told = {"ours": ours, "splink": defaults}[side](*loaded(name, asked.number, asked.data))
        # The kernel counts in kilobytes.
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(told))
        return 0
    return report(dict(compare(asked.number, asked.data)))


def compare(number: int, data: Path) -> Iterator[tuple[str, dict[str, dict[str, float]]]]:
    sets = [name for name in LIMITS if (data / "febrl").is_dir()]
    if not sets:
        print(f"{data}/febrl is not here: FEBRL's part is left out.")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(
        f"{'':22}{'F1':>7}{'prec.':>7}{'recall':>8}{'block.':>8}{'compared':>12}{'s':>8}{'MB':>8}"
    )
    for name in [*sets, "made up"]:
        sides = {}
        for side in ("ours", "splink"):
            command = [sys.executable, __file__, "--number", str(number), "--data", str(data)]
            done = subprocess.run(
                [*command, "--one", side, name], capture_output=True, text=True, check=True
            )
            sides[side] = told = json.loads(done.stdout.splitlines()[-1])
            print(f"{name:10}{side:12}{told['f1']:7.4f}{told['precision']:7.3f}"
                  f"{told['recall']:8.3f}{told['blocking_recall']:8.3f}{told['compared']:12,.0f}"
                  f"{told['seconds']:8.1f}{told['memory']:8,.0f}", flush=True)  # fmt: skip
        yield name, sides


def report(found: dict[str, dict[str, dict[str, float]]]) -> int:
    missed = [name for name, least in LIMITS.items()
              if name in found and found[name]["ours"]["f1"] < least]  # fmt: skip
    made = found["made up"]
    if made["ours"]["f1"] < made["splink"]["f1"] + BETTER:
        missed.append("F1 above Splink's defaults")
    if made["ours"]["blocking_recall"] < LEAST_RECALL:
        missed.append("blocking recall")
    print(f"A limit was missed: {', '.join(missed)}" if missed else "All limits are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
