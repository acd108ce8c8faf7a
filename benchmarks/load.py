"""500 users at their daily work for an hour, on the real server: errors, p95 by page, memory.

    python benchmarks/load.py [--persons 250000] [--full 20000] [--users 500] [--minutes 60]
                              [--think 20] [--home FOLDER] [--keep] [--record]

`--full` persons are generated with all there is of them; the others are copies of those with an
open case (widen.py), shared out among the users, with a name that is found (names_fill.py).
`--think` is how long a user reads before the next page, in seconds (half to one and a half times).
Four in five are case workers, the others of each other role. Each page's p95 is told beside that of
the empty page, asked by the same users in the same minutes; for each sixth of the time the p95 of
all pages, how often that is the empty page's of the same minutes (a machine that is shared is
slower in one sixth than in another, for both), and the memory of all of the server's processes. The
exit status is 1 where a request failed, where that ratio is in the last sixth above the second's by
half, or where the last holds a fifth more memory.
Locust plays on the same machine and takes its share.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ground
import pages
from figures import record

USERS = Path(__file__).with_name("load_users.py")
WORKERS = ["case_manager", "return_counsellor"]
WINDOWS = 6
SLOWER, MORE = 1.5, 1.2
SAMPLE_SECONDS = 15


@dataclass(frozen=True)
class Answer:
    second: float
    page: str
    took: float
    fault: str


def fill(given: argparse.Namespace) -> None:
    """The server of the load, with so many persons; --keep takes it as it was filled."""
    # Each copy of an open case brings a person, and less than half of the generated have one.
    open_cases = given.persons - given.full // 2
    ground.prepare(
        given.home, given.full, keep=given.keep, open_cases=open_cases, workers=given.users
    )
    named = given.home / "named"
    if not named.exists():
        ground.call(given.home, str(Path(__file__).with_name("names_fill.py")))
        named.touch()


def prepared(home: Path, users: int, think: int) -> tuple[dict[str, Any], str, int, int]:
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection
    from subjects import names

    from homeward.access.models import User

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
        cursor.execute("select count(*) from persons_person")
        persons = cursor.fetchone()[0]
        cursor.execute("select count(*) from cases_case where closed_at is null")
        open_cases = cursor.fetchone()[0]
    others = users // 5
    wanted = users - others
    found = User.objects.filter(roles__overlap=WORKERS, is_active=True).order_by("pk")[:wanted]
    sessions = [_signed_in(user) for user in found]
    if len(sessions) < wanted:
        sys.exit(f"The database has {len(sessions)} case workers; fill a larger one.")
    given = {
        "users": sessions,
        "others": _others(),
        "how_many_others": others,
        "names": names(200),
        "think": think,
        "seed": 1,
    }
    return given, version, persons, open_cases


def _others() -> list[dict[str, Any]]:
    """One of each other role, with what stands in its navigation."""
    from django.urls import reverse

    from homeward.access.choices import Role
    from homeward.access.models import User
    from homeward.access.permissions import can
    from homeward.desk.daily import DAILY

    found = []
    for role, listed in DAILY.items():
        user = User.objects.filter(roles=[role], is_active=True).order_by("pk").first()
        if user is None or Role(role).value in WORKERS:
            continue
        opened = [
            (f"{role.value}: {page.url}", reverse(page.url))
            for page in listed
            if can(user, page.action)
        ]
        if opened:
            found.append({"session": _signed_in(user), "pages": opened})
    return found


def _signed_in(user: Any) -> str:
    """The key of a session of this user, as a sign-in would leave it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def play(given: dict[str, Any], port: int, minutes: int) -> list[Answer]:
    """All answers after the first minute, in which the users come."""
    with tempfile.TemporaryDirectory() as folder:
        told, log = Path(folder, "given.json"), Path(folder, "answers.tsv")
        told.write_text(json.dumps({**given, "log": str(log)}), encoding="utf-8")
        users = len(given["users"]) + given["how_many_others"]
        command = [sys.executable, "-m", "locust", "-f", str(USERS), "--headless"]
        command += ["--host", f"http://127.0.0.1:{port}", "--users", str(users)]
        command += ["--spawn-rate", str(max(1, users // 60)), "--only-summary"]
        command += ["--run-time", f"{minutes * 60 + 60}s"]
        done = subprocess.run(
            command,
            env=os.environ | {"HOMEWARD_LOAD": str(told)},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if not log.exists():
            sys.exit(f"locust ended with {done.returncode}")
        lines = [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()]
    answers = [Answer(float(line[0]) - 60, line[1], float(line[2]), line[3]) for line in lines]
    return [answer for answer in answers if answer.second >= 0]


class Memory(threading.Thread):
    """What all processes of the server hold together (PSS: a shared page is counted once)."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.mark = f"--port\0{port}\0".encode()
        self.over = threading.Event()
        self.held: list[tuple[float, float]] = []
        self.began = time.monotonic() + 60

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            self.held.append((time.monotonic() - self.began, self._held()))

    def _held(self) -> float:
        (serve,) = (
            int(path.parent.name)
            for path in Path("/proc").glob("[0-9]*/cmdline")
            if self.mark in _read(path)
        )
        tree, more = {serve}, {serve}
        parents = {
            int(path.parent.name): int(_read(path).rpartition(b")")[2].split()[1])
            for path in Path("/proc").glob("[0-9]*/stat")
            if _read(path)
        }
        while more := {pid for pid, parent in parents.items() if parent in tree} - tree:
            tree |= more
        return sum(_pss(pid) for pid in tree) / 1024


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _pss(pid: int) -> int:
    for line in _read(Path("/proc", str(pid), "smaps_rollup")).splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1])
    return 0


def report(answers: list[Answer], memory: Memory, minutes: int) -> tuple[list[str], list[str]]:
    """Faults, and the lines to tell."""
    by_page: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_page[answer.page].append(answer)
    empty = ground.p95([answer.took for answer in by_page["empty page"]])
    lines = [
        "| page | requests | errors | p50 ms | p95 ms | x empty page |",
        "|---|---|---|---|---|---|",
    ]
    for page, found in sorted(by_page.items()):
        took = [answer.took for answer in found]
        most = ground.p95(took)
        lines.append(
            f"| {page} | {len(found)} | {sum(bool(a.fault) for a in found)} |"
            f" {ground.median(took):.0f} | {most:.0f} | {most / empty:.2f} |"
        )
    lines += [
        "",
        "| minutes | requests | p95 ms, all | x empty page | memory MB |",
        "|---|---|---|---|---|",
    ]
    windows = []
    for number in range(WINDOWS):
        low, high = number * minutes * 60 / WINDOWS, (number + 1) * minutes * 60 / WINDOWS
        within = [a for a in answers if low <= a.second < high]
        held = [mb for second, mb in memory.held if low <= second < high] or [0.0]
        most = ground.p95([a.took for a in within])
        least = ground.p95([a.took for a in within if a.page == "empty page"])
        windows.append((most / least, ground.median(held)))
        lines.append(
            f"| {low / 60:.0f}-{high / 60:.0f} | {len(within)} | {most:.0f} |"
            f" {most / least:.2f} | {ground.median(held):.0f} |"
        )
    faults = sorted({f"{a.page}: {a.fault}" for a in answers if a.fault})[:20]
    if windows[-1][0] > SLOWER * windows[1][0]:
        faults.append(
            "beside the empty page, the p95 of the last sixth is above the second's by half"
        )
    if windows[-1][1] > MORE * windows[1][1]:
        faults.append("the last sixth holds a fifth more memory than the second")
    return faults, [*lines, "", *(f"- **{fault}**" for fault in faults)]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=250_000)
    options.add_argument("--full", type=int, default=20_000)
    options.add_argument("--users", type=int, default=500)
    options.add_argument("--minutes", type=int, default=60)
    options.add_argument("--think", type=int, default=20)
    options.add_argument("--home", type=Path, default=ground.HOME.with_name("benchmark-load"))
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    options.add_argument("--record", action="store_true")
    given = options.parse_args()
    fill(given)
    told, version, persons, open_cases = prepared(given.home, given.users, given.think)
    if persons < given.persons:
        sys.exit(f"{given.home} holds {persons} persons; run it without --keep.")
    try:
        with pages.server(given.home) as port:
            memory = Memory(port)
            memory.start()
            answers = play(told, port, given.minutes)
            memory.over.set()
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    heading = (
        f"{given.users} users, {given.minutes} minutes, {given.think} s between pages,"
        f" {persons:,} persons, {given.full:,} of them generated in full, {open_cases:,} open"
        " cases;"
        f" {ground.machine(version)}"
    )
    faults, lines = report(answers, memory, given.minutes)
    print("\n".join([heading, "", *lines]))
    if given.record:
        record("load", "Load", [heading, "", *lines])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
