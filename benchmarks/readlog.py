"""Times a sensitive page with and without the read log, on the real server, 8 clients.

    python benchmarks/readlog.py [--persons 20000] [--rounds 40] [--keep]

The page is a case's with health facts. Two servers run on one database, one of them with the
log's hook taken off by this benchmark; the clients ask the one and the other by turns, all eight
of one organisation, whose chain they share. Limit: the log costs at most 15 % of the whole
response, at the median. The exit status is 1 where that is not met.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import ground
import pages

LIMIT = 1.15
CLIENTS = 8
BLOCK = 5
WITHOUT = """
import sys
import homeward.access.reading as reading
from homeward.config import child

class Deaf(list):
    def append(self, hook):
        return None

reading.at_end = Deaf()
child.web(sys.argv[1])
"""


@contextmanager
def server(home: Path, *, logging: bool) -> Iterator[int]:
    """One web server of the installation; without its log where asked."""
    port = pages.free_port()
    words = ["-m", "homeward.config.child", "web"] if logging else ["-c", WITHOUT]
    with pages.process([*words, f"127.0.0.1:{port}"], home, port):
        yield port


def sensitive_cases(home: Path, number: int) -> tuple[list[str], str]:
    """Cases of the user with health facts, and the server's version."""
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection
    from subjects import user_of

    from homeward.access.choices import DataClass
    from homeward.cases.models import Case

    found = Case.objects.filter(
        worker=user_of(pages.SIGN_IN), facts__data_class=DataClass.HEALTH
    ).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    return [str(pk) for pk in found.distinct()[:number]], version


def entries() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select coalesce(sum(number), 0) from audit_heads()")
        return int(cursor.fetchone()[0])


def ask(client: pages.Client, cases: list[str], first: int) -> list[float]:
    took = []
    # The server closes what was idle while the other one was asked.
    client.connection.close()
    for number in range(first, first + BLOCK):
        status, seconds = client.ask("GET", f"/cases/{cases[number % len(cases)]}/")
        if status != 200:
            sys.exit(f"The case page answered {status}")
        took.append(seconds)
    return took


def measure(ports: dict[str, int], cases: list[str], rounds: int, password: str,
            warm: int) -> dict[str, list[float]]:  # fmt: skip
    """Rounds of a block of requests by all clients at once, the servers by turns."""
    clients = {name: [pages.Client(port) for _ in range(CLIENTS)] for name, port in ports.items()}
    for client in [client for those in clients.values() for client in those]:
        client.sign_in(password)
    figures: dict[str, list[float]] = {name: [] for name in ports}
    with ThreadPoolExecutor(CLIENTS) as pool:
        for number in range(warm + rounds):
            order = list(ports) if number % 2 else list(reversed(ports))
            for name in order:
                asked = [
                    pool.submit(ask, client, cases, number * BLOCK + 7 * place)
                    for place, client in enumerate(clients[name])
                ]
                took = [seconds for future in asked for seconds in future.result()]
                if number >= warm:
                    figures[name] += took
    return figures


def verification() -> tuple[int, float]:
    """How many entries `homeward check` verifies in one go, and how long that takes."""
    from django.db import connection

    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from audit_faults()")
        faults = cursor.fetchone()[0]
    if faults:
        sys.exit(f"{faults} faults in the read log")
    return entries(), time.perf_counter() - began


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=40)
    options.add_argument("--warm", type=int, default=4)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(given.home, given.persons, keep=given.keep)
    cases, version = sensitive_cases(given.home, 200)
    from homeward.access import demo

    before = entries()
    try:
        with ExitStack() as stack:
            ports = {
                "without the log": stack.enter_context(server(given.home, logging=False)),
                "with the log": stack.enter_context(server(given.home, logging=True)),
            }
            figures = measure(ports, cases, given.rounds, demo.PASSWORD, given.warm)
        logged = entries() - before
        verified, seconds = verification()
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    expected = CLIENTS * BLOCK * (given.rounds + given.warm)
    print(f"\n{given.persons} persons, {len(cases)} cases; {ground.machine(version)}")
    print(f"{CLIENTS} clients, {len(figures['with the log'])} requests each way, by turns\n")
    for name, took in figures.items():
        print(f"{name:18}{1000 * ground.median(took):8.1f} ms median"
              f"{1000 * ground.p95(took):8.1f} ms p95")  # fmt: skip
    ratio = ground.median(figures["with the log"]) / ground.median(figures["without the log"])
    print(
        f"\nThe log costs {100 * (ratio - 1):.1f} % at the median; limit {100 * (LIMIT - 1):.0f} %"
    )
    print(f"{logged} entries for {expected} requests; {verified} verified in {seconds:.2f} s")
    return 0 if ratio <= LIMIT and logged == expected else 1


if __name__ == "__main__":
    sys.exit(main())
