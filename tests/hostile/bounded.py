"""Two processes within bounds, which open the corpus between them."""

import json
import selectors
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A process that a file has ended is begun anew; of many the corpus is not worth its time.
MOST_ENDED = 5
Told = dict[str, str]


class Ended(Exception):
    """Too many processes were ended by what they opened."""


class Opener:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.name = ""

    def give(self, name: str) -> None:
        self.name = name
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()

    def answer(self) -> Told | None:
        """None where the process was ended instead."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def opened(names: Sequence[str], *, processes: int = 2) -> Iterator[tuple[str, Told]]:
    """Each file's name and what became of it, in the order in which they were done."""
    waiting = list(reversed(names))
    ended = 0
    with selectors.DefaultSelector() as busy:

        def begin() -> None:
            if waiting:
                opener = Opener()
                opener.give(waiting.pop())
                busy.register(opener.process.stdout, selectors.EVENT_READ, opener)  # type: ignore[arg-type]

        for _ in range(processes):
            begin()
        while busy.get_map():
            for key, _events in busy.select():
                opener: Opener = key.data
                told = opener.answer()
                if told is None:
                    busy.unregister(key.fileobj)
                    code = opener.process.wait()
                    yield opener.name, {"end": "fault", "why": f"the process ended with {code}"}
                    ended += 1
                    if ended > MOST_ENDED:
                        raise Ended
                    begin()
                    continue
                yield opener.name, told
                if waiting:
                    opener.give(waiting.pop())
                else:
                    busy.unregister(key.fileobj)
                    opener.close()
