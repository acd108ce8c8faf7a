"""Wraps every data key anew with the newest master key, while the application runs.

Both master keys are configured meanwhile. Each batch is one transaction, so it can be interrupted
and run again, and nobody who reads a key waits: a key opens before and after with its own number.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import psycopg

from homeward.access.keys import link, master, store

BATCH = 5000
NOBODY = "00000000-0000-0000-0000-000000000000"


def waiting() -> int:
    """How many keys an older master key wraps."""
    ((persons,),) = link.ask(
        "select count(*) from person_key where master <> %s and wrapped is not null",
        [master.newest()],
    )
    ((secrets,),) = link.ask(
        "select count(*) from org_secret where master <> %s", [master.newest()]
    )
    return int(persons) + int(secrets)


def rotate(advance: Callable[[int], object] | None = None) -> int:
    """Returns how many keys were wrapped anew. Raises WrongMasterKey before it touches any."""
    store.prove(master.newest())
    done = 0
    with link.as_owner() as connection:
        for number in chain(_persons(connection), _secrets(connection)):
            done += number
            if advance:
                advance(number)
    return done


def _persons(connection: psycopg.Connection[Any]) -> Iterator[int]:
    after: Any = NOBODY
    while True:
        with connection.transaction():
            # Locked, since an erasure may destroy one of them at the same moment.
            rows = connection.execute(
                "select person, wrapped, master from person_key where person > %s"
                " and master <> %s and wrapped is not null order by person limit %s for update",
                [after, master.newest(), BATCH],
                binary=True,
            ).fetchall()
            if not rows:
                return
            anew = [_anew(wrapped, store.owner(p), number) for p, wrapped, number in rows]
            connection.execute(
                "update person_key k set wrapped = n.wrapped, master = n.master"
                " from unnest(%s::uuid[], %s::bytea[], %s::smallint[]) n (person, wrapped, master)"
                " where k.person = n.person",
                [[row[0] for row in rows], [a[0] for a in anew], [a[1] for a in anew]],
            )
        after = rows[-1][0]
        yield len(rows)


def _secrets(connection: psycopg.Connection[Any]) -> Iterator[int]:
    with connection.transaction():
        rows = connection.execute(
            "select org, purpose, wrapped, master from org_secret where master <> %s for update",
            [master.newest()],
            binary=True,
        ).fetchall()
        for org, purpose, wrapped, number in rows:
            connection.execute(
                "update org_secret set wrapped = %s, master = %s where org = %s and purpose = %s",
                [*_anew(wrapped, store.secret_owner(org, purpose), number), org, purpose],
            )
    if rows:
        yield len(rows)


def _anew(wrapped: bytes, owner: bytes, number: int) -> tuple[bytes, int]:
    return master.wrap(master.unwrap(wrapped, owner, number), owner)
