"""Times what the seal of the context costs on a page of six statements.

    python benchmarks/seal.py [--persons 10000] [--rounds 400] [--keep]

The statements are those of the case list and the case page that read guarded tables, six to a
page, as the app role sends them. Each page is one unit of work (begin_actor, six statements,
commit), sent to the database as it is and to a copy of it whose access_context() takes the
context at its word; one client, warm, interleaved. Both must answer the same rows. Limit: 1.2
times, median. The exit status is 1 where that is not met.
"""

import argparse
import hashlib
import hmac
import os
import sys
import time
from pathlib import Path
from typing import Any

import ground
from gate import OF_THE_GATE, SIGN_INS, actor_of, captured, guarded, ids

LIMIT = 1.2
STATEMENTS = 6
UNSEALED = """
create or replace function access_context() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    value text := current_setting('homeward.actor', true);
begin
    if value is null or value = '' then return null; end if;
    return string_to_array(left(value, length(value) - 65), '|');
end $$;
"""


def pages_of(mail: str, owner: Any) -> tuple[Any, list[list[str]]]:
    """The user and pages of six statements each that read guarded tables."""
    from subjects import cases_in_support

    actor = actor_of(mail)
    paths = [f"/cases/{pk}/" for pk in cases_in_support(owner, actor.user.pk, 6)]
    tables = {f'"{name}"' for name in guarded(owner.cursor())}
    found = []
    for times in captured(actor, paths).values():
        for statements in times:
            reads = [
                s for s in statements
                if s.startswith("SELECT") and not OF_THE_GATE.search(s)
                and any(name in s for name in tables)
            ]  # fmt: skip
            found += [
                reads[at : at + STATEMENTS]
                for at in range(0, len(reads) - STATEMENTS + 1, STATEMENTS)
            ]
    return actor.user, found


def unit_of_work(connection: Any, user: Any, statements: list[str]) -> tuple[float, list[Any]]:
    """Seconds and answers of one page, from the beginning of its transaction to its end."""
    from homeward.access.gate import token_key

    began = time.perf_counter()
    with connection.transaction():
        expires = int(time.time()) + 30
        said = f"{connection.info.backend_pid}|user|{user.pk}|1|{expires}"
        token = hmac.new(token_key(), said.encode(), hashlib.sha256).hexdigest()
        connection.execute(
            "select begin_actor('user', %s::text, 1::smallint, %s::bigint, %s::text)",
            [str(user.pk), expires, token],
        )
        answers = [connection.execute(statement).fetchall() for statement in statements]
    return time.perf_counter() - began, answers


def measure(
    sealed: Any, unsealed: Any, user: Any, pages: list[list[str]], rounds: int, warm: int = 10
) -> tuple[list[float], list[float]]:
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + warm):
        page = pages[number % len(pages)]
        both = [(0, sealed), (1, unsealed)]
        answers: list[Any] = [None, None]
        for which, connection in both if number % 2 else both[::-1]:
            seconds, answers[which] = unit_of_work(connection, user, page)
            if number >= warm:
                took[which].append(seconds)
        if number < len(pages) and list(map(ids, answers[0])) != list(map(ids, answers[1])):
            sys.exit(f"Both answer differently:\n{page}")
    return took


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=400)
    options.add_argument("--home", type=Path, default=ground.HOME)
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
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

    from homeward.config import database

    where = connection.settings_dict
    name, copy = where["NAME"], f"{where['NAME']}_unsealed"

    def connect(user: str, dbname: str) -> Any:
        return psycopg.connect(
            host=where["HOST"], dbname=dbname, user=user, autocommit=True, prepare_threshold=None
        )

    owner = connect(database.OWNER_ROLE, name)
    pages = {mail: pages_of(mail, owner) for mail in SIGN_INS}
    version = owner.execute("show server_version").fetchone()[0]
    # A template must have no session but ours.
    owner.close()
    connection.close()
    aside = connect(database.OWNER_ROLE, "postgres")
    aside.execute(f"drop database if exists {copy} with (force)")
    aside.execute(f"create database {copy} template {name}")
    connect(database.OWNER_ROLE, copy).execute(UNSEALED)
    sealed, unsealed = connect(database.APP_ROLE, name), connect(database.APP_ROLE, copy)
    print(f"\n{given.persons} persons; {ground.machine(version)}")
    print(f"{given.rounds} rounds of {STATEMENTS} statements, one client, warm, interleaved\n")
    print(f"{'':16}{'sealed ms':>10}{'unsealed ms':>13}{'ratio':>8}")
    met = True
    for user, found in pages.values():
        with_seal, without = measure(sealed, unsealed, user, found, given.rounds)
        ratio = ground.median(with_seal) / ground.median(without)
        met = met and ratio <= LIMIT
        print(
            f"{user.organisation!s:16}{1000 * ground.median(with_seal):10.2f}"
            f"{1000 * ground.median(without):13.2f}{ratio:8.2f}"
            f"{'' if ratio <= LIMIT else '  above the limit'}"
        )
    sealed.close()
    unsealed.close()
    aside.execute(f"drop database {copy} with (force)")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
