"""kill -9 of web, worker and database, again and again, while cases and messages are written.

    python benchmarks/faults.py [--kills 300] [--at-once 100] [--households 12] [--seed 1]
                                [--kept FILE] [--record]

Each of the three has a killer of its own, and they do not wait for each other: every eight seconds
or so one of the web's processes, the worker, or one of the database's (its postmaster, or a backend
in the middle of a statement). Six writers register households over HTTP and send a form again, as
it was, where no answer came; messages are queued, which the worker sends. At the end:

- the cases in the database are those that were acknowledged, no more and no fewer;
- each message that was queued was sent; how many were handed over twice, under one Message-ID, is
  told: a worker killed between the mail server's yes and its own note can't know (decision 59);
- no answer was a fault of ours (500); `homeward check` finds nothing: books, log and keys hold;
- how long after each kill writing went on.

The exit status is 1 where one of these does not hold. The kills may be dealt in parts, each with an
installation of its own: what each found is kept (--kept), the next run deals what is left, and all
are told together. Loopback alone; it stops by itself.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from figures import record  # noqa: E402 - beside this file

from tests.journeys.conftest import Site  # noqa: E402
from tests.journeys.test_crash import cases, server, with_children  # noqa: E402
from tests.journeys.writers import Writers  # noqa: E402

COUNSELLOR, PASSWORD = "lieve@demo.homeward.example", "demo-corridor-2026"
WRITERS = 6
# A process lives this long at least before it is killed; see config/serve.py on those that don't.
LIVES = (6.0, 9.0)
LONGEST = 120.0
KILLED = ("web", "worker", "database")
KEPT = ROOT / ".var" / "faults.json"
# The name search is made anew by the worker after a crash; whatever else is wrong stays so.
HEALS = 300.0
# What one run found: counts by name, seconds by what was killed, faults in words.
Part = dict[str, Any]
SUBJECT = re.compile(r"^Subject: soak ([0-9a-f-]{36})$", re.MULTILINE)


class Soak:
    def __init__(self, site: Site, kills: int, seed: int) -> None:
        self.site, self.kills, self.random = site, kills, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.pauses: dict[str, list[float]] = {}
        self.faults: list[str] = []
        self.stopping = threading.Event()

    def victims(self, name: str) -> list[int]:
        """Processes of which one is to die: of the web also a single one of its two workers."""
        assert self.site.process
        if name == "database":
            main = server(self.site)
            return [main, *self._backends(main)]
        marks = {"web": "child web", "worker": "child worker"}
        return [
            pid
            for pid in with_children(self.site.process.pid)
            if marks[name].replace(" ", "\0").encode() in _command(pid)
        ]

    @staticmethod
    def _backends(main: int) -> list[int]:
        return [pid for pid in with_children(main) - {main} if b"homeward_app" in _command(pid)]

    def killer(self, name: str, writers: Writers) -> None:
        own = random.Random(f"{name}{self.random.random()}")
        while self.done[name] < self.kills and not self.stopping.is_set():
            time.sleep(own.uniform(*LIVES))
            try:
                found = self.victims(name)
            except (OSError, ValueError):
                continue  # the database is just starting again
            if not found:
                continue
            try:
                os.kill(own.choice(found), signal.SIGKILL)
            except ProcessLookupError:
                continue
            self.done[name] += 1
            self._wait(name, writers)

    def _wait(self, name: str, writers: Writers) -> None:
        """Until something is acknowledged that was asked after the kill."""
        began = time.monotonic()
        try:
            writers.wait_for(more=WRITERS + 1, seconds=LONGEST)
        except AssertionError:
            self.faults.append(f"after kill {self.done[name]} of {name} nothing was written")
            self.stopping.set()
        self.pauses.setdefault(name, []).append(time.monotonic() - began)
        if self.done[name] % 10 == 0:
            print(f"{dict(self.done)} {len(writers.acknowledged)} cases", flush=True)


def _command(pid: int) -> bytes:
    try:
        return Path("/proc", str(pid), "cmdline").read_bytes()
    except OSError:
        return b""


class Post:
    """Queues messages as the application does, through its own action, and counts them."""

    def __init__(self, home: Path, **given: Any) -> None:
        self.given = {"to": "soak@example.org", **given}
        self.queued: set[str] = set()
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._queue)
        os.environ |= {
            "HOMEWARD_HOME": str(home), "HOMEWARD_DEMO": "1", "HOMEWARD_DB_AS": "owner",
            "HOMEWARD_DB_POOL": "0", "DJANGO_SETTINGS_MODULE": "homeward.config.settings",
        }  # fmt: skip

    def _queue(self) -> None:
        import uuid

        import django

        django.setup()
        from django.db import DatabaseError, connection, transaction
        from django.utils import timezone

        from homeward.access.keys import KeyFault
        from homeward.messages import actions

        while not self.stopping.wait(0.5):
            key = str(uuid.uuid4())
            try:
                with transaction.atomic():
                    mark = f"soak {key}"
                    actions.queue(subject=mark, body=mark, at=timezone.now(), **self.given)
            except (DatabaseError, KeyFault):
                connection.close()  # it may be there or not: it is not counted
            else:
                self.queued.add(key)
        connection.close()


def sent(home: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for file in (home / "mail").glob("*"):
        found.update(SUBJECT.findall(file.read_text(encoding="utf-8", errors="replace")))
    return found


def wait_for_the_post(site: Site, queued: set[str]) -> None:
    deadline = time.monotonic() + 900
    while queued - set(sent(site.home)) and time.monotonic() < deadline:
        time.sleep(5)


def waiting(site: Site) -> int:
    where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
    with psycopg.connect(where) as connection:
        row = connection.execute(
            "select count(*) from messages_message where state = 'waiting'"
        ).fetchone()
    return int(row[0]) if row else 0


def healing(site: Site) -> tuple[float, str]:
    """Seconds until `homeward check` finds nothing, and what it finds where it goes on finding."""
    began = time.monotonic()
    while True:
        check = subprocess.run(
            [sys.executable, "-m", "homeward.config.cli", "check"],
            env=site.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        took = time.monotonic() - began
        if not check.returncode:
            return took, ""
        if took > HEALS:
            return took, check.stdout.strip()
        time.sleep(2)


def soak(site: Site, kills: int, seed: int) -> Part:
    before, began = cases(site), time.monotonic()
    play, post = Soak(site, kills, seed), Post(site.home)
    with Writers(site.address, COUNSELLOR, PASSWORD, count=WRITERS) as writers:
        post.thread.start()
        killers = [threading.Thread(target=play.killer, args=(name, writers)) for name in KILLED]
        for killer in killers:
            killer.start()
        for killer in killers:
            killer.join()
        post.stopping.set()
        post.thread.join()
    took = time.monotonic() - began
    told, kept = set(writers.acknowledged), cases(site) - before
    faults = [*play.faults]
    if lost := told - kept:
        faults.append(f"{len(lost)} acknowledged cases are lost: {sorted(lost)[:3]}")
    if extra := kept - told:
        faults.append(f"{len(extra)} cases were kept that nobody was told of: {sorted(extra)[:3]}")
    if len(told) != len(writers.acknowledged):
        faults.append("two forms were answered with the same case")
    if broken := [word for word in writers.refused if word == "500"]:
        faults.append(f"{len(broken)} answers were a fault of ours (500)")
    wait_for_the_post(site, post.queued)
    mails = sent(site.home)
    if unsent := post.queued - set(mails):
        faults.append(f"{len(unsent)} queued messages were not sent ({waiting(site)} waiting)")
    healed, words = healing(site)
    if words:
        faults.append(f"homeward check: {words}")
    counts = {
        "acknowledged": len(told), "cases": len(kept), "lost": len(told - kept),
        "extra": len(kept - told), "queued": len(post.queued), "sent": len(set(mails)),
        "twice": sum(times > 1 for times in mails.values()),
    }  # fmt: skip
    return {
        "counts": counts, "pauses": play.pauses, "minutes": took / 60, "healed": healed,
        "refused": dict(Counter(writers.refused)), "faults": faults,
    }  # fmt: skip


def told_together(parts: list[Part]) -> list[str]:
    counts, refused = Counter[str](), Counter[str]()
    pauses: dict[str, list[float]] = {}
    for part in parts:
        counts.update(part["counts"])
        refused.update(part["refused"])
        for name, seconds in part["pauses"].items():
            pauses.setdefault(name, []).extend(seconds)
    faults = [fault for part in parts for fault in part["faults"]]
    minutes = sum(part["minutes"] for part in parts)
    healed = max(part["healed"] for part in parts)
    return [
        f"{sum(map(len, pauses.values()))} kills in {minutes:.0f} minutes under writing load"
        f" ({', '.join(f'{name} {len(found)}' for name, found in sorted(pauses.items()))}),"
        f" dealt in {len(parts)} parts:",
        "",
        f"- cases acknowledged {counts['acknowledged']}, in the database {counts['cases']};"
        f" lost {counts['lost']}, kept twice {counts['extra']};",
        f"- messages queued {counts['queued']}, sent {counts['sent']};"
        f" handed over twice under one Message-ID {counts['twice']} (decision 59);",
        f"- answers without a case: {_counted(refused)};",
        "- `homeward check` afterwards: "
        + ("see below." if faults else f"all is as it should be, after {healed:.0f} s at most."),
        "",
        "| killed | times | writing went on after, median | worst |",
        "|---|---|---|---|",
        *(
            f"| {name} | {len(found)} | {statistics.median(found):.1f} s | {max(found):.1f} s |"
            for name, found in sorted(pauses.items())
        ),
        *(f"- **{fault}**" for fault in faults),
    ]


def _counted(words: Counter[str]) -> str:
    return ", ".join(f"{word} {n}" for word, n in words.most_common()) or "none"


def dealt(parts: list[Part]) -> int:
    """Kills of each of the three so far."""
    return min(sum(len(part["pauses"].get(name, [])) for part in parts) for name in KILLED)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=300, help="of each of the three, in all")
    options.add_argument("--at-once", type=int, default=100, help="of each, in this run at most")
    options.add_argument("--households", type=int, default=12)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kept", type=Path, default=KEPT)
    options.add_argument("--record", action="store_true")
    given = options.parse_args()
    parts: list[Part] = json.loads(given.kept.read_text()) if given.kept.exists() else []
    kills = min(given.kills - dealt(parts), given.at_once)
    if kills > 0:
        parts.append(part(kills, given.households, given.seed + len(parts)))
        given.kept.parent.mkdir(parents=True, exist_ok=True)
        given.kept.write_text(json.dumps(parts))
    lines = told_together(parts)
    print("\n".join(lines))
    if given.record:
        record("faults", "Kills under writing load", lines)
    return 1 if any(part["faults"] for part in parts) else 0


def part(kills: int, households: int, seed: int) -> Part:
    home = Path(tempfile.mkdtemp(prefix="homeward-faults-"))
    home.chmod(0o711)
    site = Site(home, households)
    try:
        site.homeward("demo", "--households", str(households))
        site.start()
        found = soak(site, kills, seed)
    finally:
        site.stop()
    if found["faults"]:
        print(f"The installation is kept in {home}.")
    else:
        shutil.rmtree(home, ignore_errors=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
