"""One process that opens hostile files: little memory, a minute of work, nothing but its folder.

Told by standard input which file is next, it answers on standard output what became of it. An
audit hook of Python refuses what no reader may do: ask another machine, start a program, write
outside the folder that it was given.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

from tests.hostile import doors
from tests.hostile.corpus import corpus
from tests.hostile.items import Hostile

# Beyond what the process holds before it opens the first file. Threads of numerical libraries
# reserve some of it; nothing is read in whole that is larger than 200 MB.
MOST_MEMORY = 1 << 30
MOST_SECONDS = 20
BARRED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen",
          "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.dlopen")  # fmt: skip
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class OutOfBounds(BaseException):
    """What no reader may do. Not an Exception, so that no reader can pass over it."""


def guard(folder: str) -> None:
    inside = os.path.realpath(folder) + "/"

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if event in BARRED:
            raise OutOfBounds(f"{event} {told[:1]}")
        if event == "open" and isinstance(told[2], int) and told[2] & WRITES:
            path = str(told[0])
            if path != "/dev/null" and not f"{os.path.realpath(path)}/".startswith(inside):
                raise OutOfBounds(f"writes {path}")
        if event == "open" and str(told[0]) == "/etc/passwd":
            raise OutOfBounds("reads /etc/passwd")

    sys.addaudithook(hear)


def bound_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    held = pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MOST_MEMORY, resource.RLIM_INFINITY))


def too_long(number: int, frame: Any) -> None:
    raise OutOfBounds("works too long")


def open_one(item: Hostile, folder: Path) -> dict[str, str]:
    door = doors.DOORS[item.door]
    content = item.make()
    # Of the processor's time, so that a busy machine changes nothing.
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        made = door.read(content)
        signal.setitimer(signal.ITIMER_PROF, 0)
        told = {"end": "taken" if item.holds(made) else "taken, and harmful"}
    except door.refusals as refusal:
        told = {"end": "refused", "why": f"{type(refusal).__name__}: {refusal}"[:200]}
    except (Exception, OutOfBounds):
        signal.setitimer(signal.ITIMER_PROF, 0)
        told = {"end": "fault", "why": traceback.format_exc(limit=-4)[-800:]}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    if left := sorted(path.name for path in folder.iterdir()):
        told = {"end": "fault", "why": f"leaves {left} behind"}
    return told


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="homeward-home-") as home,
        tempfile.TemporaryDirectory(prefix="homeward-hostile-") as folder,
    ):
        os.environ["HOMEWARD_HOME"] = home
        doors.set_up()
        doors.DOORS["submission"].read(b"<data/>")
        files = corpus()
        tempfile.tempdir = folder
        signal.signal(signal.SIGPROF, too_long)
        bound_memory()
        guard(folder)
        for line in sys.stdin:
            print(json.dumps(open_one(files[line.strip()], Path(folder))), flush=True)


if __name__ == "__main__":
    main()
