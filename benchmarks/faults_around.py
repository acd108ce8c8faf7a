"""What goes wrong around the application, while it is written to: disk, clock, pool, mail server.

    python benchmarks/faults_around.py [--only disk,clock,pool,mail,sms] [--record]

- disk: the file system of the whole installation is filled to the last byte, and cleared again
  (needs the right to mount a tmpfs);
- clock: the clock of web and worker jumps against the database's, two hours and forty seconds, both
  ways (needs a C compiler for wall_clock.c);
- pool: each web process has one connection, and a lock holds it for half a minute;
- mail: the mail server takes connections and says nothing for two minutes, then answers;
- sms: so does the provider of an organisation's SMS (needs the right to give this machine an
  address that is no private one: no request goes to those).

Each time: as many cases as answers, no answer that is a fault of ours (500), writing goes on by
itself, and what people were told meanwhile. The exit status is 1 where one does not hold.
"""

import argparse
import contextlib
import http.server
import json
import multiprocessing
import os
import shutil
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
from faults import COUNSELLOR, PASSWORD, Post, Site, Writers, cases
from figures import record

HOUSEHOLDS = 6
DISK = "1600m"
WALL_CLOCK = Path(__file__).with_name("wall_clock.c")
JUMPS = ["+0", "+7200", "+0", "-7200", "+0", "+40", "-40", "+0"]
HELD_SECONDS = 30
# Of the few that belong to nobody and pass for an address outside (RFC 7723).
OUTSIDE = "192.0.0.9"
SILENT_SECONDS = 120


@contextlib.contextmanager
def installation(home: Path | None = None) -> Iterator[Site]:
    home = home or Path(tempfile.mkdtemp(prefix="homeward-faults-"))
    home.chmod(0o711)
    site = Site(home, HOUSEHOLDS)
    try:
        site.homeward("demo", "--households", str(HOUSEHOLDS))
        yield site
    finally:
        site.stop()
        subprocess.run(
            [sys.executable, "-m", "homeward.config.embedded", "stop"],
            env=site.environment, check=False,
        )  # fmt: skip
        shutil.rmtree(home, ignore_errors=True)


def verdict(site: Site, before: set[str], writers: Writers) -> tuple[list[str], str]:
    told, kept = set(writers.acknowledged), cases(site) - before
    faults = []
    if told != kept:
        faults.append(f"{len(told - kept)} acknowledged cases lost, {len(kept - told)} too many")
    if "500" in writers.refused:
        faults.append(f"{writers.refused.count('500')} answers were a fault of ours (500)")
    words = ", ".join(f"{word} {n}" for word, n in Counter(writers.refused).most_common())
    return faults, (
        f"acknowledged {len(told)}, in the database {len(kept)}; meanwhile answered: {words or '-'}"
    )


def disk() -> tuple[list[str], str]:
    home = Path(tempfile.mkdtemp(prefix="homeward-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=711", "tmpfs", str(home)], check=False
    )
    if mounted.returncode:
        return [], "not tried: no tmpfs can be mounted here"
    try:
        with installation(home) as site:
            site.start()
            before, ballast = cases(site), home / "ballast"
            with Writers(site.address, COUNSELLOR, PASSWORD, count=4) as writers:
                writers.wait_for(more=10)
                _fill(ballast)
                time.sleep(HELD_SECONDS)
                ballast.unlink()
                began = time.monotonic()
                writers.wait_for(more=20, seconds=180)
                after = time.monotonic() - began
            faults, told = verdict(site, before, writers)
            return faults, f"{told}; 20 more cases {after:.0f} s after there was room"
    finally:
        subprocess.run(["umount", "-l", str(home)], check=False)


def _fill(ballast: Path) -> None:
    """Takes what is free, and what others free meanwhile, until nothing more can be had."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))


def clock() -> tuple[list[str], str]:
    compiler = shutil.which("cc")
    if compiler is None:
        return [], "not tried: there is no C compiler here"
    with installation() as site:
        jump, shifted = site.home / "jump", site.home / "wall_clock.so"
        words = ["-shared", "-fPIC", "-o", str(shifted), str(WALL_CLOCK), "-ldl"]
        subprocess.run([compiler, *words], check=True)
        jump.write_text(JUMPS[0])
        # The database keeps the machine's clock: it runs before the others are given theirs.
        embedded = [sys.executable, "-m", "homeward.config.embedded", "start"]
        subprocess.run(embedded, env=site.environment, check=True)
        site.environment |= {"LD_PRELOAD": str(shifted), "WALL_CLOCK_FILE": str(jump)}
        site.start()
        before = cases(site)
        with Writers(site.address, COUNSELLOR, PASSWORD, count=4) as writers:
            for offset in JUMPS:
                jump.write_text(offset)
                writers.wait_for(more=12, seconds=120)
        faults, told = verdict(site, before, writers)
        parted = (site.home / "serve.log").read_text(errors="replace").count("database's clock is")
        return faults, f"{len(JUMPS)} jumps, told {parted} times in the log; {told}"


def pool() -> tuple[list[str], str]:
    with installation() as site:
        site.environment |= {"HOMEWARD_DB_MAX": "1"}
        site.start()
        before = cases(site)
        where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
        with Writers(site.address, COUNSELLOR, PASSWORD, count=8) as writers:
            writers.wait_for(more=10)
            with psycopg.connect(where) as connection:
                connection.execute("lock table cases_case in access exclusive mode")
                time.sleep(HELD_SECONDS)
            began = time.monotonic()
            writers.wait_for(more=20, seconds=120)
            after = time.monotonic() - began
        faults, told = verdict(site, before, writers)
        return faults, f"{told}; 20 more cases {after:.0f} s after the lock was let go"


class Silent(socketserver.ThreadingTCPServer):
    """A server that says nothing while `silent` is set, and counts what it takes."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, talk: type[socketserver.BaseRequestHandler], host: str) -> None:
        super().__init__((host, 0), talk)
        self.silent, self.taken = threading.Event(), Counter[str]()


class _Mail(socketserver.StreamRequestHandler):
    server: Silent

    def handle(self) -> None:
        if self.server.silent.is_set():
            with contextlib.suppress(OSError):
                self.rfile.read()  # until the other side gives up
            return
        self._say(b"220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say(b"354 go on")
                self._take()
            self._say(b"221 bye" if word == b"QUIT" else b"250 fine")
            if word == b"QUIT":
                return

    def _take(self) -> None:
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            if line.startswith(b"Subject: "):
                self.server.taken[line.split()[-1].decode()] += 1

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class _Texts(http.server.BaseHTTPRequestHandler):
    server: Silent

    def do_POST(self) -> None:
        told = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.silent.is_set():
            with contextlib.suppress(OSError):
                self.rfile.read()
            return
        self.server.taken[json.loads(told)["text"].split()[-1]] += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"id": "taken"}')

    def log_message(self, *words: object) -> None:
        """Nothing: the verdict tells."""


def mail() -> tuple[list[str], str]:
    return _silence(_Mail, "127.0.0.1", lambda _address: {})


def sms() -> tuple[list[str], str]:
    given = ["ip", "addr", "add", f"{OUTSIDE}/32", "dev", "lo"]
    if subprocess.run(given, check=False, stderr=subprocess.DEVNULL).returncode:
        return [], "not tried: no address can be given to this machine"
    try:
        return _silence(_Texts, OUTSIDE, _gateway)
    finally:
        subprocess.run(["ip", "addr", "del", f"{OUTSIDE}/32", "dev", "lo"], check=False)


def _gateway(address: str) -> dict[str, Any]:
    """A gateway for SMS of an organisation that has none; what a message by it is queued with."""
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from homeward.access.choices import Role
    from homeward.access.models import User
    from homeward.messages import actions
    from homeward.messages.choices import Channel, GatewayKind
    from homeward.messages.models import Gateway

    taken = Gateway.objects.filter(channel=Channel.SMS).values("organisation")
    by = User.objects.filter(roles__contains=[Role.ADMINISTRATOR]).exclude(organisation__in=taken)[
        0
    ]
    kept = actions.GatewayGiven(
        name="Silent", channel=Channel.SMS, kind=GatewayKind.HTTP, url=f"http://{address}/send",
        body='{"to": "{to}", "text": "{text}"}', id_path="id", per_minute=6000,
    )  # fmt: skip
    with transaction.atomic():
        actions.keep(kept, by=by, at=timezone.now())
    return {
        "to": "+233200000000", "channel": Channel.SMS, "organisation_id": by.organisation_id,
    }  # fmt: skip


def _silence(
    talk: type[socketserver.BaseRequestHandler],
    host: str,
    queued_with: Callable[[str], dict[str, Any]],
) -> tuple[list[str], str]:
    with installation() as site, Silent(talk, host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.silent.set()
        subprocess.run(
            [sys.executable, "-m", "homeward.config.embedded", "start"],
            env=site.environment, check=True,
        )  # fmt: skip
        os.environ["HOMEWARD_OUTGOING_PLAIN_HOSTS"] = OUTSIDE
        post = Post(site.home)
        post.given |= queued_with(f"{host}:{server.server_address[1]}")
        worker = _worker(site, server.server_address[1])
        try:
            post.thread.start()
            began = _finished(site)
            time.sleep(SILENT_SECONDS)
            others = {name: n - began[name] for name, n in _finished(site).items()}
            others.pop("homeward.messages.jobs.send_messages", None)
            post.stopping.set()
            post.thread.join()
            server.silent.clear()
            deadline, spoke = time.monotonic() + 900, time.monotonic()
            while post.queued - set(server.taken) and time.monotonic() < deadline:
                time.sleep(2)
            after = time.monotonic() - spoke
        finally:
            worker.terminate()
            worker.wait(60)
            server.shutdown()
    # The installation writes too: alerts, to each of several people.
    taken = {key: n for key, n in server.taken.items() if key in post.queued}
    faults = []
    if unsent := post.queued - taken.keys():
        faults.append(f"{len(unsent)} messages were not sent")
    if twice := [key for key, n in taken.items() if n > 1]:
        faults.append(f"{len(twice)} messages were sent twice")
    if not sum(others.values()):
        faults.append("no other job ran while the server was silent")
    return faults, (
        f"{len(post.queued)} messages queued while it was silent, {len(taken)} sent, the"
        f" last {after:.0f} s after it spoke; meanwhile {sum(others.values())} other jobs were done"
    )


def _worker(site: Site, port: int) -> "subprocess.Popen[bytes]":
    """As in a deployment, which sends by SMTP; with the demo's own secrets."""
    secrets = site.home / "secrets"
    environment = site.environment | {
        "HOMEWARD_DEMO": "0", "HOMEWARD_PARENT": str(os.getpid()),
        "HOMEWARD_SECRET_KEY_FILE": str(secrets / "homeward_secret_key"),
        "HOMEWARD_MASTER_KEY_FILE": str(secrets / "homeward_master_key"),
        "HOMEWARD_SMTP_HOST": "127.0.0.1", "HOMEWARD_SMTP_PORT": str(port),
        "HOMEWARD_OUTGOING_PLAIN_HOSTS": OUTSIDE,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "homeward.config.child", "worker"], env=environment
    )


def _finished(site: Site) -> Counter[str]:
    where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
    with psycopg.connect(where) as connection:
        rows = connection.execute(
            "select task_name, count(*) from procrastinate_jobs where status = 'succeeded'"
            " group by 1"
        ).fetchall()
    return Counter(dict(rows))


def _apart(play: Callable[[], tuple[list[str], str]]) -> tuple[list[str], str]:
    """In a process of its own: settings are read once, and each has another installation."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool_of_one:
        return pool_of_one.submit(play).result()


FAULTS: dict[str, tuple[str, Callable[[], tuple[list[str], str]]]] = {
    "disk": ("Disk full", disk),
    "clock": ("Clock jumps", clock),
    "pool": ("Pool of connections exhausted", pool),
    "mail": ("Mail server hangs", mail),
    "sms": ("Provider of SMS hangs", sms),
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", default=",".join(FAULTS))
    options.add_argument("--record", action="store_true")
    given = options.parse_args()
    lines, found = [], []
    for name in given.only.split(","):
        title, play = FAULTS[name]
        faults, told = _apart(play)
        found += faults
        lines.append(f"- **{title}**: {told}." + "".join(f" **{fault}.**" for fault in faults))
        print(lines[-1], flush=True)
    if given.record:
        record("faults-around", "Faults around the application", lines)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
