"""A table under the gate plain, and parted by month: what asking and writing cost in each.

    python benchmarks/partitioning.py [--rows 1000000] [--months 60] [--rounds 200] [--record]

Both tables have the columns and row policies of `cases_fact`, what was said in cases, which grows
by the row with each talk, as history and answers do. They are filled with copies of generated rows
spread over the months and over 20,000 cases, and asked as the app role by a counsellor. Both are
scratch tables that are dropped at the end.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ground
from figures import record

HOME = ground.HOME.with_name("benchmark-failover")
TABLE = "cases_fact"
DAY = "said_on"
SIGN_IN = "lieve@demo.homeward.example"
PLAIN, PARTED = "facts_plain", "facts_parted"
CASES = 20_000


def columns(cursor: Any) -> list[str]:
    cursor.execute(
        "select column_name from information_schema.columns where table_name = %s"
        " and is_generated = 'NEVER' order by ordinal_position", [TABLE],
    )  # fmt: skip
    return [row[0] for row in cursor.fetchall()]


def build(cursor: Any, rows: int, months: int) -> dict[str, float]:
    """Both tables, filled alike and under the same policies; seconds of filling each."""
    cursor.execute(f"drop table if exists {PLAIN}, {PARTED}")
    like = f"(like {TABLE} including defaults including generated including identity)"
    cursor.execute(f"create table {PLAIN} {like}")
    cursor.execute(f"create table {PARTED} {like} partition by range ({DAY})")
    for month in range(months):
        first, last = (f"date '2020-01-01' + interval '{n} months'" for n in (month, month + 1))
        cursor.execute(f"select ({first})::date::text, ({last})::date::text")
        begins, ends = cursor.fetchone()
        cursor.execute(
            f"create table {PARTED}_{month} partition of {PARTED}"
            f" for values from ('{begins}') to ('{ends}')"
        )
    named = columns(cursor)
    value = {
        DAY: f"date '2020-01-01' + n %% {30 * months}",
        "id": "gen_random_uuid()",
        "case_id": f"md5((n %% {CASES})::text)::uuid",
    }
    picked = ", ".join(value.get(name, f'x."{name}"') for name in named)
    listed = ", ".join(f'"{name}"' for name in named)
    took = {}
    for table in (PLAIN, PARTED):
        began = time.perf_counter()
        cursor.execute(
            f"insert into {table} ({listed}) overriding system value select {picked} from"
            f" generate_series(1, %s) n join (select *, row_number() over () as place from {TABLE})"
            f" x on x.place = 1 + n %% (select count(*) from {TABLE})",
            [rows],
        )
        for index in ("case_id", DAY):
            cursor.execute(f"create index on {table} ({index})")
        took[table] = time.perf_counter() - began
        protect(cursor, table)
        cursor.execute(f"analyze {table}")
    return took


def protect(cursor: Any, table: str) -> None:
    cursor.execute(f"alter table {table} enable row level security")
    cursor.execute(f"grant select, insert on {table} to homeward_app")
    cursor.execute(
        "select permissive, cmd, qual from pg_policies where tablename = %s and qual is not null",
        [TABLE],
    )
    for number, (permissive, verb, condition) in enumerate(cursor.fetchall()):
        cursor.execute(
            f"create policy p{number} on {table} as {permissive} for {verb} using ({condition})"
        )


@contextmanager
def acting() -> Iterator[Any]:
    from django.db import connection, transaction

    from homeward.access import gate
    from homeward.access.models import User

    user = User.objects.get(email=SIGN_IN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role homeward_app")
        with gate.acting_user(user.pk):
            yield cursor


def median_ms(rounds: int, ask: Callable[[int], None]) -> float:
    took = []
    for number in range(rounds):
        began = time.perf_counter()
        ask(number)
        took.append(1000 * (time.perf_counter() - began))
    return ground.median(took)


def measured(table: str, months: int, rounds: int) -> dict[str, float]:
    from django.db import connection

    luck, found = random.Random(3), {}
    questions: dict[str, tuple[str, Callable[[], list[Any]]]] = {
        "what was said in one case": (
            f"select * from {table} where case_id = md5(%s)::uuid order by {DAY} desc limit 50",
            lambda: [str(luck.randrange(CASES))],
        ),
        "one month's rows, counted": (
            f"select count(*) from {table} where {DAY} >= %s::date"
            f" and {DAY} < %s::date + interval '1 month'",
            lambda: [f"2020-{luck.randint(1, 12):02}-01"] * 2,
        ),
        "the newest 50": (f"select * from {table} order by {DAY} desc limit 50", list),
    }
    with acting() as cursor:
        for name, (query, values) in questions.items():

            def ask(_number: int, query: str = query, values: Any = values) -> None:
                cursor.execute(query, values())
                cursor.fetchall()

            found[name] = median_ms(rounds, ask)
        cursor.execute(
            f"explain (analyze, summary) {questions['what was said in one case'][0]}", ["7"]
        )
        told = [row[0] for row in cursor.fetchall()]
        planning = next(line for line in told if line.startswith("Planning Time"))
        found["planning it anew"] = float(planning.split()[2])
    with connection.cursor() as cursor:
        began = time.perf_counter()
        if table == PARTED:
            cursor.execute(f"drop table {PARTED}_0")
        else:
            cursor.execute(f"delete from {table} where {DAY} < date '2020-02-01'")
            cursor.execute(f"vacuum {table}")
        found["taking the oldest month away"] = 1000 * (time.perf_counter() - began)
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--months", type=int, default=60)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--home", type=Path, default=HOME)
    options.add_argument("--record", action="store_true", help="write docs/operate/figures.md")
    given = options.parse_args()
    ground.prepare(given.home, 37, keep=True)
    os.environ.update(ground.environment(given.home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection

    try:
        with connection.cursor() as cursor:
            filled = build(cursor, given.rows, given.months)
        both = [measured(table, given.months, given.rounds) for table in (PLAIN, PARTED)]
        with connection.cursor() as cursor:
            cursor.execute(f"drop table {PLAIN}, {PARTED}")
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    lines = [
        f"{given.rows:,} rows over {given.months} months, under the row policies.", "",
        "| | plain | parted by month |", "|---|---:|---:|",
        f"| filling, with indexes | {filled[PLAIN]:.1f} s | {filled[PARTED]:.1f} s |",
        *(f"| {name} | {both[0][name]:.2f} ms | {both[1][name]:.2f} ms |" for name in both[0]),
    ]  # fmt: skip
    print("\n".join(lines))
    if given.record:
        record("partitioning", "Partitioning", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
