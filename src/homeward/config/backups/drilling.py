"""`homeward drill`: restores again and again to random moments, unattended, and measures.

A probe writes a row ten times a second and remembers when each was acknowledged; every few seconds
all tables are counted. Half of the runs go back to a random moment since the first count; the
other half suppose that the machine is lost now, and restore what is sealed by then. The
living installation is only written to in a schema of its own, which goes at the end.
"""

import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from homeward.config import folders, reaching, serve
from homeward.config.backups import examining, places, repository, restoring, taking
from homeward.config.backups.examining import Measure
from homeward.config.backups.places import Places, Trouble

PROBE = 0.1
MARK = 5.0
PATIENCE = 300
ATTEMPTS = 5


class TooLong(Exception):
    """Raised by the alarm wherever the drill is, so that each part cleans up behind itself."""


@contextmanager
def limited(minutes: float) -> Iterator[None]:
    """Ends what runs inside after so long. Only in the main thread, as signals are."""

    def ring(number: int, frame: Any) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, minutes * 60)
    try:
        yield
    except TooLong:
        raise Trouble(
            f"The drill was not done after {minutes:g} minutes and was ended; what it restored is"
            " removed. --limit MINUTES gives it longer."
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True, kw_only=True)
class Run:
    """`rpo`: seconds of acknowledged writes that were lost. `rto`: from the start to answering."""

    number: int
    kind: str
    point: datetime
    rpo: float
    rto: float
    exact: int
    between: int
    faults: list[str]


class Probe:
    """Writes, and measures, beside whoever else works on the living database."""

    def __init__(self) -> None:
        self.way = places.data_way()
        self.acknowledged: list[tuple[int, datetime]] = []
        self.marks: list[tuple[datetime, datetime, Measure]] = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self._write, self._mark)]

    def __enter__(self) -> "Probe":
        with psycopg.connect(**self.way, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute("drop schema if exists homeward_drill cascade")
            connection.execute("create schema homeward_drill")
            connection.execute("create table homeward_drill.probe (number int primary key)")
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        with psycopg.connect(**self.way, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute("drop schema homeward_drill cascade")

    def _write(self) -> None:
        number = 0
        with psycopg.connect(**self.way, autocommit=True) as connection:  # type: ignore[arg-type]
            while not self.stopping.wait(PROBE):
                connection.execute("insert into homeward_drill.probe values (%s)", [number])
                self.acknowledged.append((number, datetime.now(UTC)))
                number += 1

    def _mark(self) -> None:
        while not self.stopping.is_set():
            began = datetime.now(UTC)
            found = examining.measure(self.way)
            self.marks.append((began, datetime.now(UTC), found))
            self.stopping.wait(MARK)

    def around(self, at: datetime) -> tuple[Measure, Measure]:
        """The last count that ended before the moment, and the first that began after it."""
        end = time.monotonic() + PATIENCE
        while not any(began >= at for began, _ended, _found in self.marks):
            if time.monotonic() > end:
                raise Trouble("The living database could not be counted.")
            time.sleep(0.2)
        before = [found for _began, ended, found in self.marks if ended <= at]
        after = [found for began, _ended, found in self.marks if began >= at]
        return before[-1] if before else after[0], after[0]


def drill(
    where: Places,
    identity: Path,
    *,
    times: int,
    say: Callable[[str], None],
    seed: int | None = None,
) -> list[Run]:
    """Needs a running database; follows its log itself where nobody does."""
    # Moments of a drill, not secrets.
    chance = random.Random(seed)  # noqa: S311
    with _followed(where), Probe() as probe:
        say(f"Base backup {taking.take(where).label}.")
        while not probe.marks:
            time.sleep(0.1)
        first = datetime.now(UTC)
        runs = []
        for number in range(1, times + 1):
            time.sleep(chance.uniform(3, 10))
            lost = number % 2 == 0
            spread = (datetime.now(UTC) - first) * chance.random()
            point = datetime.now(UTC) if lost else first + spread
            run = _run(where, identity, probe, number, point, lost=lost)
            runs.append(run)
            say(in_words(run))
        return runs


def in_words(run: Run) -> str:
    said = "; ".join(run.faults) or "all as it was"
    return (
        f"{run.number}: {run.kind} {run.point:%H:%M:%S.%f}, RPO {run.rpo:.1f} s,"
        f" RTO {run.rto:.0f} s, {run.exact} tables exact, {run.between} between two counts; {said}"
    )


def summary(runs: list[Run]) -> list[str]:
    good = [run for run in runs if not run.faults]
    lost = [run.rpo for run in runs if run.kind == LOST]
    rto = [run.rto for run in runs]
    lines = [f"{len(good)} of {len(runs)} restores were right in everything that was compared."]
    if lost:
        lines.append(
            f"RPO, acknowledged writes lost with the machine: median"
            f" {statistics.median(lost):.1f} s, worst {max(lost):.1f} s."
        )
    lines.append(
        f"RTO, from the start of the restore to the first answer: median"
        f" {statistics.median(rto):.0f} s, worst {max(rto):.0f} s."
    )
    return lines


LOST, CHOSEN = "machine lost at", "back to"


def _run(
    where: Places, identity: Path, probe: Probe, number: int, point: datetime, *, lost: bool
) -> Run:
    root = Path(tempfile.mkdtemp(prefix="homeward-drill-"))
    root.chmod(0o711)
    to, at = root / "home", None if lost else point
    try:
        if lost:
            # What lies there at this moment, and not what is still being written.
            where = replace(where, folder=_as_it_is(where.for_data(), root / "repository"))
        else:
            _reach(where, point)
        wanted = restoring.Wanted(to=to, at=at, identity=identity)
        done = restoring.restore(where, wanted, say=lambda text: None)
        with restoring.serving(to) as way:
            found = examining.measure(way)
            with psycopg.connect(**way) as connection:  # type: ignore[arg-type]
                newest = connection.execute(
                    "select coalesce(max(number), -1) from homeward_drill.probe"
                ).fetchone()
            began = time.monotonic()
            with _answering(to) as waited:
                rto = done.seconds + waited - began
                faults = _examined(to)
        came = newest[0] if newest else -1
        rpo, wrong = _lost(probe, came, point, lost=lost)
        faults += wrong
        moment = done.last_commit if lost and done.last_commit else point
        exact, between, differing = examining.compared(found, *probe.around(moment))
        return Run(
            number=number, kind=LOST if lost else CHOSEN, point=point, rpo=rpo, rto=rto,
            exact=exact, between=between, faults=[*faults, *differing],
        )  # fmt: skip
    except Trouble as trouble:
        return Run(
            number=number, kind=LOST if lost else CHOSEN, point=point, rpo=0, rto=0,
            exact=0, between=0, faults=[str(trouble)],
        )  # fmt: skip
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _lost(probe: Probe, came: int, point: datetime, *, lost: bool) -> tuple[float, list[str]]:
    """Seconds of acknowledged writes that did not come back, and what is wrong about it."""
    acknowledged = [number for number, at in probe.acknowledged if at <= point]
    missing = [at for number, at in probe.acknowledged if at <= point and number > came]
    if lost:
        return (point - missing[0]).total_seconds() if missing else 0.0, []
    wrong = [] if not missing else [f"{len(missing)} acknowledged writes did not come back"]
    # The one that was under way may have been committed before its answer came.
    if acknowledged and came > acknowledged[-1] + 1:
        wrong.append("writes came back that were made after the moment")
    return 0.0, wrong


def _as_it_is(folder: Path, to: Path) -> Path:
    """Another name for each part, so that it stays when it gives way to a newer one."""
    for attempt in range(ATTEMPTS):
        try:
            shutil.copytree(folder, to, copy_function=_again, ignore=shutil.ignore_patterns(".*"))
        except shutil.Error:
            # One gave way between being listed and being named.
            shutil.rmtree(to)
            if attempt == ATTEMPTS - 1:
                raise
        else:
            break
    return to


def _again(part: str, to: str) -> None:
    try:
        os.link(part, to)
    except OSError:
        shutil.copy2(part, to)


def _reach(where: Places, point: datetime) -> None:
    mark = repository.wal_folder(where.for_data()) / "reached"
    end = time.monotonic() + PATIENCE
    while not mark.exists() or mark.stat().st_mtime < point.timestamp() + 1:
        if time.monotonic() > end:
            raise Trouble("The stream of the log stays behind.")
        time.sleep(0.2)


@contextmanager
def _followed(where: Places) -> Iterator[None]:
    """A stream of our own, unless one runs already."""
    mark = repository.wal_folder(where.for_data()) / "reached"
    if mark.exists() and time.time() - mark.stat().st_mtime < 3 * where.seconds:
        yield
        return
    began = time.time()
    stream = subprocess.Popen([sys.executable, "-m", "homeward.config.cli", "backup", "stream"])
    try:
        while not mark.exists() or mark.stat().st_mtime < began:
            if stream.poll() is not None:
                raise Trouble("The log can't be followed.")
            time.sleep(0.2)
        yield
    finally:
        stream.send_signal(signal.SIGTERM)
        stream.wait()


@contextmanager
def _answering(to: Path) -> Iterator[float]:
    """The restored installation's web. Gives when it answered first."""
    port = serve.free_port()
    words = ["serve", "--port", str(port), "--no-worker", "--no-database"]
    log = folders.home() / "drill.log"
    with log.open("wb") as out:
        web = subprocess.Popen(
            [sys.executable, "-m", "homeward.config.cli", *words],
            env=restoring.environment(to),
            stdout=out,
            stderr=out,
        )
    try:
        end = time.monotonic() + PATIENCE
        while not reaching.is_served(serve.OWN, port):
            if web.poll() is not None or time.monotonic() > end:
                raise Trouble(f"The restored installation does not answer; {log} says why.")
            time.sleep(0.1)
        yield time.monotonic()
    finally:
        web.send_signal(signal.SIGTERM)
        web.wait()


def _examined(to: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "homeward.config.backups.examining"],
        env=restoring.environment(to),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [f"It could not be examined: {done.stderr.strip()[-500:]}"]
    return list(json.loads(done.stdout.splitlines()[-1]))
