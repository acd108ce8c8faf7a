"""anonlink's side of `encoded.py`, in an environment of its own: FOLDER THRESHOLD."""

import json
import sys
import time
from pathlib import Path

import anonlink
import numpy as np
from bitarray import bitarray


def filters(path: Path) -> list[bitarray]:
    made = []
    for row in np.load(path):
        bits = bitarray()
        bits.frombytes(row.tobytes())
        made.append(bits)
    return made


def main() -> None:
    folder, threshold = Path(sys.argv[1]), float(sys.argv[2])
    datasets = [filters(folder / name) for name in ("a.npy", "b.npy")]
    started = time.perf_counter()
    candidates = anonlink.candidate_generation.find_candidate_pairs(
        datasets, anonlink.similarities.dice_coefficient, threshold
    )
    compared = time.perf_counter()
    groups = list(anonlink.solving.greedy_solve(candidates))
    told = {
        "seconds": time.perf_counter() - started,
        "comparing": compared - started,
        "candidates": len(candidates[0]),
        "pairs": [[index for _, index in sorted(group)] for group in groups if len(group) == 2],
    }
    (folder / "anonlink.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main()
