"""Times the pages against the empty page, on the real server, one client, interleaved.

    python benchmarks/pages.py [--persons 100000] [--open 0] [--rounds 100] [--keep]

The empty page is the signed-in page shell without content. Limit: my work, case list, case page
and search at p95 at most 5 times the empty page's. `--persons 9000 --open 120000` asks it of
120,000 open cases. The exit status is 1 where that is not met.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import ground

LIMIT = 5.0
LIMITED = ("my work", "case list", "case page", "search")
SIGN_IN = "abena@demo.homeward.example"


class Client:
    """One browser: keeps its connection and its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, float]:
        """The status of the answer, and the seconds until it was read."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        response.read()
        took = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return response.status, took

    def sign_in(self, password: str) -> None:
        self.ask("GET", "/accounts/login/")
        status, _took = self.ask(
            "POST", "/accounts/login/", {"login": SIGN_IN, "password": password}
        )
        if status != 302:
            sys.exit(f"Signing in as {SIGN_IN} answered {status}.")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def process(words: list[str], home: Path, port: int) -> Iterator[None]:
    """A Python process that serves on the port, from its first answer to the block's end."""
    environment = ground.environment(home) | {"HOMEWARD_PARENT": str(os.getpid())}
    # Set for this process's own questions; the pages are served as the app role.
    environment.pop("HOMEWARD_DB_AS", None)
    running = subprocess.Popen(
        [sys.executable, *words],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 240
        while True:
            try:
                HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/")
                break
            except OSError:
                if running.poll() is not None or time.monotonic() > deadline:
                    sys.exit("The server does not start.")
                time.sleep(0.2)
        yield
    finally:
        running.terminate()
        running.wait(60)


@contextmanager
def server(home: Path) -> Iterator[int]:
    port = free_port()
    words = ["-m", "homeward.config.cli", "serve", "--no-worker", "--no-database"]
    with process([*words, "--port", str(port)], home, port):
        yield port


def asked(home: Path, rounds: int, warm: int) -> tuple[list[str], list[str], list[str], str]:
    """Cases the user sees, names to look for, referrals to send, and the server's version."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection
    from subjects import cases, drafts, names

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    number = rounds + warm
    return cases(SIGN_IN, number), names(number), drafts(SIGN_IN, number), version


def measure(client: Client, requests: dict[str, Callable[[int], tuple[str, str]]],
            rounds: int, warm: int) -> dict[str, list[float]]:  # fmt: skip
    figures: dict[str, list[float]] = {name: [] for name in requests}
    order = list(requests)
    shuffle = random.Random(1).shuffle
    for number in range(warm + rounds):
        shuffle(order)
        for name in order:
            method, path = requests[name](number)
            status, took = client.ask(method, path, {} if method == "POST" else None)
            if status not in {200, 302} or (method == "POST" and status != 302):
                sys.exit(f"{name}: {method} {path} answered {status}")
            if number >= warm:
                figures[name].append(took)
    return figures


def report(figures: dict[str, list[float]], machine: str, persons: int) -> bool:
    empty = figures["empty page"]
    print(f"\n{persons} persons; {machine}\n{len(empty)} rounds, one client, interleaved\n")
    print(f"{'':16}{'median ms':>10}{'p95 ms':>10}{'x median':>10}{'x p95':>8}")
    met = True
    for name, took in figures.items():
        middle, most = ground.median(took), ground.p95(took)
        times = most / ground.p95(empty)
        bad = name in LIMITED and times > LIMIT
        met = met and not bad
        print(
            f"{name:16}{1000 * middle:10.1f}{1000 * most:10.1f}"
            f"{middle / ground.median(empty):10.2f}{times:8.2f}{'  above the limit' if bad else ''}"
        )
    return met


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--open", type=int, default=0, help="make it so many open cases")
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--warm", type=int, default=15)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(given.home, given.persons, keep=given.keep, open_cases=given.open, workers=200)
    cases, names, drafts, version = asked(given.home, given.rounds, given.warm)
    from homeward.access import demo

    requests: dict[str, Callable[[int], tuple[str, str]]] = {
        "empty page": lambda n: ("GET", "/empty/"),
        "my work": lambda n: ("GET", "/"),
        "case list": lambda n: ("GET", "/cases/"),
        "case page": lambda n: ("GET", f"/cases/{cases[n % len(cases)]}/"),
        "search": lambda n: ("GET", f"/search/?q={quote_plus(names[n % len(names)])}"),
        "referral post": lambda n: ("POST", f"/referrals/{drafts[n]}/send/"),
    }
    try:
        with server(given.home) as port:
            client = Client(port)
            client.sign_in(demo.PASSWORD)
            figures = measure(client, requests, given.rounds, given.warm)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    return 0 if report(figures, ground.machine(version), given.persons) else 1


if __name__ == "__main__":
    sys.exit(main())
