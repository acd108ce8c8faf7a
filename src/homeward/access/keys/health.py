"""What is wrong with the keys, in words, for `homeward check`."""

from collections.abc import Iterator

import psycopg
from django.db import connection

from homeward.access.keys import link, master, store
from homeward.access.keys.faults import KeyFault

BATCH = 10_000
NAMED = 3


def faults() -> Iterator[str]:
    """One sentence per fault. Asked as the app role."""
    try:
        for ask in (_masters, _rights, _missing):
            yield from ask()
    except KeyFault as error:
        yield f"{error} `homeward migrate` makes the key store; its server must be reachable."
    except psycopg.Error as error:
        yield f"A question to the key store was refused: {str(error).strip()}"


def used() -> dict[int, int]:
    """How many data keys each master key wraps, of persons and of organisations."""
    rows = link.ask(
        "select master, count(*) from (select master from person_key where wrapped is not null"
        " union all select master from org_secret) k group by 1 order by 1"
    )
    return {number: int(count) for number, count in rows}


def destroyed() -> int:
    ((count,),) = link.ask("select count(*) from person_key where destroyed_at is not null")
    return int(count)


def _masters() -> Iterator[str]:
    """Each master key in use is there, and its secret opens what it wrapped."""
    numbers = {*used(), *(n for (n,) in link.ask("select master from master_proof"))}
    configured = master.secrets()
    wrapping = used()
    for number in sorted(numbers):
        if number not in configured:
            if number in wrapping:
                yield (
                    f"{wrapping[number]} data keys are wrapped by master key {number},"
                    " which HOMEWARD_MASTER_KEY lacks: what they seal can't be read."
                )
            continue
        try:
            store.prove(number)
            _open_one(number)
        except KeyFault:
            yield f"Master key {number} of HOMEWARD_MASTER_KEY has another secret than before."


def _open_one(number: int) -> None:
    rows = link.ask(
        "select person, wrapped, master from person_key"
        " where master = %s and wrapped is not null limit 1",
        [number],
    )
    for row in rows:
        store.StoredKey(*row).cipher()


def _rights() -> Iterator[str]:
    ((may_connect,),) = link.ask(
        "select has_database_privilege('public', current_database(), 'connect')"
    )
    if may_connect:
        yield "Every role of its server may connect to the key store. `homeward migrate` closes it."
    rows = link.ask(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind = 'r' and has_table_privilege('public', oid,"
        " 'select, insert, update, delete, truncate') order by 1"
    )
    if rows:
        yield f"The keys may be read by everybody: {', '.join(row[0] for row in rows)}."
    rows = link.ask(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind = 'r' and has_table_privilege(oid, 'update, delete, truncate') order by 1"
    )
    if rows:
        names = ", ".join(row[0] for row in rows)
        yield f"The application may change or delete keys of the store: {names}."


def _missing() -> Iterator[str]:
    """Persons whose rows are sealed under a key that the store does not hold."""
    lacking = [person for batch in _sealed_persons() for person in _without_key(batch)]
    if lacking:
        some = ", ".join(map(str, lacking[:NAMED]))
        yield (
            f"The key store lacks the keys of {len(lacking)} persons, whose names can't be read"
            f" ({some}{' ...' if len(lacking) > NAMED else ''}). Bring back its latest backup."
        )


def _sealed_persons() -> Iterator[list[object]]:
    with connection.cursor() as cursor:
        cursor.execute("select persons_sealed()")
        while rows := cursor.fetchmany(BATCH):
            yield [row[0] for row in rows]


def _without_key(persons: list[object]) -> list[object]:
    rows = link.ask(
        "select p from unnest(%s::uuid[]) p where not exists"
        " (select 1 from person_key k where k.person = p)",
        [persons],
    )
    return [row[0] for row in rows]
