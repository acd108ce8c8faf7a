"""What encoded linkage finds beside names in clear, and what it costs beside anonlink.

First FEBRL and a made-up register are parted between two organisations, one record of a person to
each, and linked twice: encoded, and in clear by `linkage.pairs`, both one to one. Then 50,000
encodings are compared with 50,000 others, by turns with anonlink on the same bits, on its own
threshold of Dice's coefficient; anonlink comes from PyPI into an environment under .var.

    python benchmarks/encoded.py [--number 50000] [--people 20000] [--data ../shared/data]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import numpy as np
from linkage import febrl

from homeward.linkage import popcounts
from homeward.linkage.encoded import ENCODED_THRESHOLD, REACH, Encodings, encode, match
from homeward.linkage.generator import generate
from homeward.linkage.model import pairs
from homeward.linkage.records import Record

ANONLINK = "anonlink==0.15.3"
FASTER, OF_CLEAR = 2.0, 0.95
SECRET = b"a secret of this benchmark alone"
ROOT = Path(__file__).resolve().parent.parent
Side = dict[str, tuple[Record, str]]


def parted(records: list[Record], persons: list[str]) -> tuple[Side, Side]:
    """The first two records of each person, one to each side; the first ones by turns."""
    sides: tuple[Side, Side] = ({}, {})
    firsts: dict[str, int] = {}
    done = set()
    for record, person in zip(records, persons, strict=True):
        if person not in firsts:
            firsts[person] = len(firsts) % 2
            sides[firsts[person]][record.id] = (record, person)
        elif person not in done:
            done.add(person)
            sides[1 - firsts[person]][record.id] = (record, person)
    return sides


def f1(found: list[tuple[str, str]], a: Side, b: Side) -> float:
    truth = {person for _, person in a.values()} & {person for _, person in b.values()}
    right = sum(a[one][1] == b[other][1] for one, other in found)
    return 2 * right / (len(found) + len(truth))


def in_clear(a: Side, b: Side) -> list[tuple[str, str]]:
    """The likeliest pairs between the two sides, each record in one at most."""
    taken: set[str] = set()
    found = []
    for pair in pairs([record for record, _ in (*a.values(), *b.values())]):
        one, other = sorted((pair.id_a, pair.id_b), key=lambda end: end in b)
        if one in a and other in b and not {one, other} & taken:
            taken |= {one, other}
            found.append((one, other))
    return found


def encoded(side: Side) -> Encodings:
    return encode([record for record, _ in side.values()], secret=SECRET)


def quality(number: int, data: Path) -> list[str]:
    missed = []
    sets = {}
    if (data / "febrl").is_dir():
        for n in (1, 2, 3):
            records, _ = febrl(n, data)
            sets[f"febrl{n}"] = parted(records, [one.id.split("-")[1] for one in records])
    else:
        print(f"{data}/febrl is not here: FEBRL's part is left out.")
    made = generate(number)
    sets[f"made up, {number:,}"] = parted(made.records, [str(whose) for whose in made.persons])
    for name, (a, b) in sets.items():
        clear = f1(in_clear(a, b), a, b)
        blind = f1([(p.id_a, p.id_b) for p in match(encoded(a), encoded(b))], a, b)
        print(f"{name:18} clear {clear:.4f}  encoded {blind:.4f}  {blind / clear:.3f}", flush=True)
        if blind < OF_CLEAR * clear:
            missed.append(f"F1 of {name}")
    return missed


def speed(number: int) -> list[str]:
    made = generate(2 * number, seed=9)
    began = time.perf_counter()
    a, b = (encode(some, secret=SECRET) for some in (made.records[:number], made.records[number:]))
    print(f"encoding {2 * number:,} records: {time.perf_counter() - began:.1f} s")
    threshold = ENCODED_THRESHOLD - REACH
    began = time.perf_counter()
    popcounts.alike(a.bits[:9], a.counts[:9], b.bits[:9], b.counts[:9], threshold)
    print(f"compiling, once: {time.perf_counter() - began:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder, "a.npy"), a.bits)
        np.save(Path(folder, "b.npy"), b.bits)
        theirs = anonlink(Path(folder), threshold)
    began = time.perf_counter()
    found = match(a, b)
    ours = time.perf_counter() - began
    same = len(popcounts.alike(a.bits, a.counts, b.bits, b.counts, threshold)[0])
    print(f"{number:,} x {number:,}: here {ours:.1f} s ({len(found):,} pairs), anonlink"
          f" {theirs['seconds']:.1f} s; {theirs['seconds'] / ours:.1f} times")  # fmt: skip
    print(f"pairs of a Dice coefficient from {threshold:.2f}: here {same:,},"
          f" anonlink {theirs['candidates']:,}")  # fmt: skip
    missed = ["speed"] if theirs["seconds"] < FASTER * ours else []
    return [*missed, "the same pairs"] if same != theirs["candidates"] else missed


def anonlink(folder: Path, threshold: float) -> dict[str, float]:
    place = ROOT / ".var" / "anonlink"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", ANONLINK], check=True)
    script = Path(__file__).with_name("encoded_anonlink.py")
    subprocess.run([python, script, folder, str(threshold)], check=True)
    told: dict[str, float] = json.loads((folder / "anonlink.json").read_text())
    return told


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--number", type=int, default=50_000)
    options.add_argument("--people", type=int, default=20_000)
    options.add_argument("--data", type=Path, default=Path(
        os.environ.get("HOMEWARD_REAL_DATA", "../shared/data")))  # fmt: skip
    asked = options.parse_args()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    missed = speed(asked.number) + quality(asked.people, asked.data)
    print(f"A limit was missed: {', '.join(missed)}" if missed else "All limits are met.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
