"""Times the row policies against hand-written filters.

    python benchmarks/gate.py [--persons 100000] [--rounds 200] [--keep]

Every statement of a page is captured as the app role sends it. Then it is sent twice, one client,
warm, interleaved: as the app role inside an actor, and as the owner with the filter that somebody
would write by hand into each guarded table's place. Both must answer the same rows. Limit: the
sum of a page's statements at most 1.3 times, median. The exit status is 1 where that is not met.
"""

import argparse
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import ground

LIMIT = 1.3
SIGN_INS = ("abena@demo.homeward.example", "lieve@demo.homeward.example")
# What only the policies' own functions can answer, with or without rows.
OF_THE_GATE = re.compile(r"\b(gate_|persons_find|begin_actor|end_actor)")


@dataclass
class Actor:
    """What a hand-written filter would be given: the user's organisation and what it may see."""

    user: Any
    org: int
    classes: str
    scopes: str
    recipient: int
    teams: str
    sealed_out: str
    emergencies: str


@dataclass
class Pair:
    by_policy: str
    by_hand: str


def actor_of(mail: str) -> Actor:
    from django.db import connection
    from subjects import user_of

    from homeward.access.gate import acting_user

    user = user_of(mail)
    with acting_user(user.pk), connection.cursor() as cursor:
        cursor.execute(
            "select gate_org(), gate_classes()::text, gate_scopes(false)::text, gate_recipient(),"
            " gate_teams()::text, gate_sealed_out()::text, gate_emergencies()::text"
        )
        return Actor(user, *cursor.fetchone())


def captured(actor: Actor, paths: list[str]) -> dict[str, list[list[str]]]:
    """The SELECTs of each page, one list for each time that it is asked for; and of a count."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from homeward.access.gate import acting_user
    from homeward.cases import queries

    client = Client()
    client.force_login(actor.user)
    found: dict[str, list[list[str]]] = {"case list": [], "case page": [], "count": []}
    for path in paths:
        for name, asked in (("case list", "/cases/"), ("case page", path)):
            with CaptureQueriesContext(connection) as context:
                answer = client.get(asked)
            if answer.status_code != 200:
                sys.exit(f"{asked} answered {answer.status_code}")
            found[name].append([q["sql"] for q in context.captured_queries])
    with CaptureQueriesContext(connection) as context, acting_user(actor.user.pk):
        queries.listed(open_only=False).count()
        queries.listed(stage="support").count()
    found["count"].append([q["sql"] for q in context.captured_queries])
    return found


def guarded(cursor: Any) -> dict[str, str]:
    cursor.execute("select name, person_column from access_guarded")
    return dict(cursor.fetchall())


def by_hand(statement: str, tables: dict[str, str], actor: Actor) -> str:
    """The statement with a filter in the place of each guarded table; the planner flattens it."""

    def filtered(match: re.Match[str]) -> str:
        word, table, alias = match.groups()
        if table == "tasks_task":
            where = _task_filter(actor)
        elif table in tables:
            where = _filter(actor, tables[table])
        else:
            return match.group(0)
        name = alias or f'"{table}"'
        return f'{word} (select * from "{table}" where {where}) {name}'

    return re.sub(r'\b(FROM|JOIN) "(\w+)"(?: ("?[TUV]\d+"?))?', filtered, statement)


def _filter(actor: Actor, person: str = "person_id") -> str:
    cleared = f"data_class = any ('{actor.classes}'::smallint[])"
    return (
        f"((owner_org_id = {actor.org} and {cleared}"
        f" and (not sealed or {person} = any ('{actor.teams}'::uuid[])))"
        f" or (scope = any ('{actor.scopes}'::bigint[]) and {actor.recipient} = any (shared_with)"
        f" and shared_until >= current_date and {person} <> all ('{actor.sealed_out}'::uuid[]))"
        f" or ({person} = any ('{actor.emergencies}'::uuid[]) and {cleared}))"
    )


def _task_filter(actor: Actor) -> str:
    """`offset 0` keeps the planner from reading all cases for a few tasks."""
    return (
        f"(holder_org_id = {actor.org} or waiter_org_id = {actor.org} or exists ("
        f"select 1 from cases_case c where c.id = case_id and {_filter(actor)} offset 0))"
        f" and coalesce(person_id <> all ('{actor.sealed_out}'::uuid[]), true)"
        f" and coalesce(case_id <> all ('{actor.sealed_out}'::uuid[]), true)"
    )


def ids(rows: list[Any]) -> list[str]:
    """What tells rows apart, whichever connection read them: each has adapters of its own."""
    return sorted(str([v for v in row if isinstance(v, UUID | int)]) for row in rows)


def measure(pages: list[list[Pair]], actor: Actor, rounds: int, app: Any, owner: Any,
            warm: int = 5) -> tuple[list[float], list[float]]:  # fmt: skip
    """Summed seconds of a page's statements, by policy and by hand."""
    from homeward.access.gate import acting_user

    policy: list[float] = []
    hand: list[float] = []
    for number in range(rounds + warm):
        page = pages[number % len(pages)]
        sums = [0.0, 0.0]
        with acting_user(actor.user.pk):
            for position, pair in enumerate(page):
                both = [(0, app, pair.by_policy), (1, owner, pair.by_hand)]
                answers: list[Any] = [None, None]
                for which, connection, statement in both if (number + position) % 2 else both[::-1]:
                    began = time.perf_counter()
                    answers[which] = connection.execute(statement).fetchall()
                    sums[which] += time.perf_counter() - began
                if number < len(pages) and ids(answers[0]) != ids(answers[1]):
                    sys.exit(f"Both answer differently:\n{pair.by_policy}\n{pair.by_hand}")
        if number >= warm:
            policy.append(sums[0])
            hand.append(sums[1])
    return policy, hand


def slowest(pages: list[list[Pair]], actor: Actor, app: Any, owner: Any, shown: int) -> None:
    """Which statements cost more by policy than by hand, the worst first."""
    from homeward.access.gate import acting_user

    costs = []
    for pair in pages[0]:
        took: list[list[float]] = [[], []]
        with acting_user(actor.user.pk):
            for _ in range(15):
                for which, connection, text in (
                    (0, app, pair.by_policy), (1, owner, pair.by_hand),
                ):  # fmt: skip
                    began = time.perf_counter()
                    connection.execute(text).fetchall()
                    took[which].append(time.perf_counter() - began)
        costs.append((ground.median(took[0]), ground.median(took[1]), pair.by_policy))
    for policy, hand, statement in sorted(costs, key=lambda c: c[1] - c[0])[:shown]:
        print(f"    {1000 * policy:7.2f} against {1000 * hand:7.2f} ms  {statement[:150]}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    options.add_argument("--explain", type=int, default=0, help="show so many costly statements")
    given = options.parse_args()
    ground.prepare(given.home, given.persons, keep=given.keep)
    try:
        return run(given)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")


def run(given: argparse.Namespace) -> int:
    os.environ.update(ground.environment(given.home), HOMEWARD_DB_POOL="0")
    os.environ.pop("HOMEWARD_DB_AS", None)
    import django

    django.setup()
    import psycopg
    from django.db import connection
    from subjects import cases_in_support

    from homeward.config import database

    where = connection.settings_dict
    owner = psycopg.connect(
        host=where["HOST"], dbname=where["NAME"], user=database.OWNER_ROLE, autocommit=True,
        prepare_threshold=None,
    )  # fmt: skip
    owner.execute("set time zone 'UTC'")
    version = owner.execute("show server_version").fetchone()[0]
    tables = guarded(owner.cursor())
    print(f"\n{given.persons} persons; {ground.machine(version)}")
    print(f"{given.rounds} rounds, one client, warm, interleaved\n")
    print(f"{'':32}{'policy ms':>10}{'by hand ms':>12}{'ratio':>8}  statements")
    met = True
    for mail in SIGN_INS:
        actor = actor_of(mail)
        paths = [f"/cases/{pk}/" for pk in cases_in_support(owner, actor.user.pk, 12)]
        for name, times in captured(actor, paths).items():
            pages = [
                [Pair(s, by_hand(s, tables, actor)) for s in statements
                 if s.startswith("SELECT") and not OF_THE_GATE.search(s)]
                for statements in times
            ]  # fmt: skip
            connection.ensure_connection()
            app = connection.connection
            policy, hand = measure(pages, actor, given.rounds, app, owner)
            ratio = ground.median(policy) / ground.median(hand)
            bad = ratio > LIMIT
            met = met and not bad
            print(
                f"{actor.user.organisation!s:14} {name:16} {1000 * ground.median(policy):10.2f}"
                f"{1000 * ground.median(hand):12.2f}{ratio:8.2f}  {len(pages[0])}"
                f"{'  above the limit' if bad else ''}",
                flush=True,
            )
            if given.explain:
                slowest(pages, actor, app, owner, given.explain)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
