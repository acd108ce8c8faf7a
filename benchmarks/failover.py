"""Kills the primary under writing and lets the standby take over: what was acknowledged is there.

    python benchmarks/failover.py [--times 20] [--households 12] [--record]

Two real servers, the standby synchronous. The application writes without pause, through its own
action and row policies, by an address that names both servers. At a random moment the primary is
killed by kill -9, the standby promoted, and it is timed until the next write is acknowledged. Every
write that was ever acknowledged must be there. Then pg_rewind makes the old primary the new
standby, and so on. Promotion is begun at once: how soon somebody, or a watcher, sees that the
primary is dead is not measured. The exit status is 1 where a write was lost.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import ground
from figures import record

from homeward.config.standby import Server, Writer, synchronous

HOME = ground.HOME.with_name("benchmark-failover")
# What the dead one acknowledged in its last moment is noted by the writer within this many seconds.
LAST = 0.02
SIGN_IN = "lieve@demo.homeward.example"


def address(*servers: Server) -> str:
    hosts = ",".join(quote(str(server.where), safe="") for server in servers)
    return f"postgresql://homeward_owner@{hosts}/homeward"


def play(times: int, one: Server, two: Server, seed: int) -> tuple[list[float], int, int, int]:
    """Seconds until writes went on, writes acknowledged, writes lost, tries that failed."""
    primary, standby = one, two
    write, rng = writing(), random.Random(seed)
    took, every, lost, failed = [], 0, 0, 0
    acknowledged: set[str] = set()
    for number in range(times):
        synchronous(primary)
        writer = Writer(write)
        writer.start()
        writer.wait_for(20)
        time.sleep(rng.uniform(0, 2))
        dead = time.monotonic()
        primary.kill()
        gone = time.monotonic() + LAST
        standby.promote()
        writer.wait_for(20)
        writer.stop()
        acknowledged |= {what for _when, what in writer.acknowledged}
        took.append(min(when for when, _what in writer.acknowledged if when > gone) - dead)
        failed += writer.failed
        kept = {row[0] for row in standby.ask("select id::text from cases_fact", dbname="homeward")}
        every, lost = len(acknowledged), len(acknowledged - kept)
        print(
            f"{number + 1:4}: went on after {took[-1]:.2f} s; {every} acknowledged, {lost} lost",
            flush=True,
        )
        if lost:
            break
        primary.follow(standby)
        primary.start(max_connections="60")
        primary, standby = standby, primary
    return took, every, lost, failed


def writing() -> Callable[[], str]:
    """One write of a counsellor, as the page makes it: what a person said, with its history."""
    from django.utils import timezone

    from homeward.access import gate
    from homeward.access.choices import DataClass
    from homeward.access.models import User
    from homeward.cases import actions
    from homeward.cases.choices import FactKind, SaidBy
    from homeward.cases.models import Case

    user = User.objects.get(email=SIGN_IN)
    with gate.acting_user(user.pk):
        case = Case.objects.filter(
            owner_org=user.organisation_id, data_class=DataClass.CASE, closed_at=None
        ).select_related("person").first()  # fmt: skip
        if case is None:
            sys.exit(f"{SIGN_IN} has no open case; try more households.")
        person = case.person

    def write() -> str:
        with gate.acting_user(user.pk):
            fact = actions.record_fact(
                case, FactKind.DIET, "None", person=person, said_by=SaidBy.PERSON,
                said_on=timezone.localdate(), by=user, at=timezone.now(),
            )  # fmt: skip
        return str(fact.pk)

    return write


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--households", type=int, default=12)
    options.add_argument("--home", type=Path, default=HOME)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--record", action="store_true", help="write docs/operate/figures.md")
    given = options.parse_args()
    persons = round(given.households * ground.PERSONS_PER_HOUSEHOLD)
    ground.prepare(given.home, persons, keep=True)
    os.environ.update(ground.environment(given.home))
    from homeward.config import embedded, folders

    one, two = Server("one"), Server("two")
    try:
        one.copy_of(str(folders.socket_folder()), follows=False)
        embedded.stop()
        one.start(max_connections="60")
        two.copy_of(one.where, follows=True)
        two.start(max_connections="60")
        os.environ["DATABASE_URL"] = address(one, two)
        import django

        django.setup()
        took, every, lost, failed = play(given.times, one, two, given.seed)
    finally:
        embedded.stop()
        for server in (one, two):
            server.remove()
    lines = [
        f"- primaries killed by kill -9 under writing: {len(took)}; standby synchronous"
        " (`synchronous_commit = on`)",
        f"- writes acknowledged: {every}; of these lost: {lost}; tries that failed and were made"
        f" again: {failed}",
        f"- from the kill to the next acknowledged write: median {ground.median(took):.2f} s,"
        f" p95 {ground.p95(took):.2f} s, most {max(took):.2f} s (promotion begun at once)",
    ]
    print("\n".join(lines))
    if given.record:
        record("failover", "Failover", lines)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
