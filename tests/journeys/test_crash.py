"""kill -9 while cases are written: what was acknowledged is there, once, and all starts again."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from tests.journeys.conftest import PASSWORD, Site
from tests.journeys.writers import GIVEN_UP, Writers

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds the processes in /proc"),
]
COUNSELLOR = "lieve@demo.homeward.example"


def parents() -> dict[int, int]:
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        found[int(stat.parent.name)] = int(fields[1])
    return found


def with_children(pid: int) -> set[int]:
    tree, found = parents(), {pid}
    while more := {child for child, parent in tree.items() if parent in found} - found:
        found |= more
    return found


def server(site: Site) -> int:
    return int((site.home / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0])


def application(site: Site) -> set[int]:
    assert site.process
    return with_children(site.process.pid) - with_children(server(site))


def kill(pids: set[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def cases(site: Site) -> set[str]:
    """All that the database has, each with its household and its person."""
    where = f"host={site.home}/postgres/socket user=homeward_owner dbname=homeward"
    with psycopg.connect(where) as connection:
        kept = connection.execute(
            "select c.id::text from cases_case c join persons_household h on h.id = c.household_id"
            " join persons_person p on p.id = c.person_id"
        ).fetchall()
    return {row[0] for row in kept}


def wait_until_it_answers(site: Site) -> None:
    deadline = time.monotonic() + 240
    while not site.answers():
        assert time.monotonic() < deadline, site.log()
        time.sleep(0.2)


@pytest.mark.parametrize("victim", ["application", "database", "both"])
def test_no_acknowledged_case_is_lost_and_none_is_kept_twice(site: Site, victim: str) -> None:
    before = cases(site)
    with Writers(site.address, COUNSELLOR, PASSWORD) as writers:
        writers.wait_for(more=20)
        if victim == "application":
            kill(application(site))
        elif victim == "database":
            kill({server(site)})
        else:
            kill(application(site) | {server(site)})
        if victim != "database":
            assert site.process
            site.process.wait()
            site.start()
        wait_until_it_answers(site)
        writers.wait_for(more=5)
    assert GIVEN_UP not in writers.refused, writers.refused[-20:]
    told = set(writers.acknowledged)
    assert len(told) == len(writers.acknowledged)
    assert cases(site) - before == told
    # Nothing broke that was not the kill: no answer, or one that says the database is away.
    assert "500" not in writers.refused
