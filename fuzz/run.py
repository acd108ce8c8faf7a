"""Fuzzing by atheris: each door is given mutated bytes, led by what of our code they reach.

    python fuzz/run.py [DOOR ...] [--seconds 60] [--record]      (make fuzz SECONDS=60)

Each door runs in a process of its own, begun with the hostile corpus of that door and with what
was found before. An exception that the door does not declare is kept under fuzz/found/DOOR, once
for each place it comes from; tests/hostile/test_found.py plays all of them again.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / "fuzz" / "found"
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
LONGEST, SEED_AT_MOST = 1 << 16, 1 << 15
# How often the count is written down: the fuzzer ends its process without coming back.
EACH = 200


def one(name: str, seconds: int, count_file: Path) -> None:
    """The fuzzer itself, in this process."""
    import atheris  # the group `attack`

    with atheris.instrument_imports(include=["homeward"]):
        from tests.hostile import doors

        doors.set_up()
    door = doors.DOORS[name]
    seen: set[str] = set()
    runs = 0

    def give(content: bytes) -> None:
        nonlocal runs
        runs += 1
        if runs % EACH == 0:
            count_file.write_text(str(runs), encoding="utf-8")
        try:
            door.read(content)
        except door.refusals:
            return
        except Exception as error:
            _keep(name, content, error, seen)

    with tempfile.TemporaryDirectory(prefix="homeward-seeds-") as folder:
        _seeds(name, Path(folder))
        limits = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-timeout=60",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup([sys.argv[0], *limits, folder], give)
        atheris.Fuzz()


def _keep(name: str, content: bytes, error: Exception, seen: set[str]) -> None:
    """Once for each line of ours that it comes from."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "/homeward/" in f.filename]
    where = f"{ours[-1].filename}:{ours[-1].lineno}" if ours else ""
    place = f"{type(error).__name__} {where}"
    if place in seen:
        return
    seen.add(place)
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    print(f"FOUND {name}: {place.replace(str(ROOT), '')} {str(error)[:120]!r}", flush=True)


def _seeds(name: str, folder: Path) -> None:
    from tests.hostile.corpus import corpus

    for item in corpus().values():
        # Bombs are made by hand, and mutating them finds nothing more.
        if item.door == name and "bomb" not in item.name and "far-cell" not in item.name:
            content = item.make()
            if len(content) <= SEED_AT_MOST:
                (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    for kept in sorted((FOUND / name).glob("*")):
        (folder / kept.name).write_bytes(kept.read_bytes())


def all_of(names: list[str], seconds: int) -> list[str]:
    """Door after door; the lines of the table."""
    lines = ["| door | executions | unexpected errors | ended by itself |", "|---|---:|---:|---|"]
    for name in names:
        with tempfile.NamedTemporaryFile() as count:
            done = subprocess.run(
                [sys.executable, __file__, "--one", name, "--seconds", str(seconds),
                 "--count", count.name],
                cwd=ROOT, capture_output=True, text=True, check=False,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
            runs = int(Path(count.name).read_text(encoding="utf-8") or 0)
        told = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
        runs = max(runs, int(told[1]) if told else 0)
        found = [line for line in done.stdout.splitlines() if line.startswith("FOUND")]
        ended = "yes" if done.returncode == 0 else f"no ({_why(done.stderr)})"
        lines.append(f"| {name} | {runs:,} | {len(found)} | {ended} |")
        print(lines[-1], *found, sep="\n", flush=True)
    return lines


def _why(text: str) -> str:
    told = re.search(r"(?:ERROR: |SUMMARY: )(.*)", text)
    return told[1][:80] if told else text.strip()[-80:].replace("\n", " ")


def main(read: Callable[[], argparse.Namespace]) -> int:
    asked = read()
    if asked.one:
        one(asked.one, asked.seconds, Path(asked.count))
        return 0
    names = asked.doors or json.loads(_names())
    lines = all_of(names, asked.seconds)
    if asked.record:
        from figures import record

        record("fuzz", f"Fuzzing, {asked.seconds} seconds a door", lines)
    return 0 if all("| 0 | yes |" in line for line in lines[2:]) else 1


def _names() -> str:
    code = (
        "import json; from tests.hostile import doors; doors.set_up();"
        "print(json.dumps(sorted(doors.DOORS)))"
    )
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("doors", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--count", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(asked))
