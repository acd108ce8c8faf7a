"""The key store's own backups: a dump, and what came since, in a folder and for recipients apart.

A key that is lost makes a person unreadable for good, so what comes is kept as soon as the log of
the data is. What came since the last dump is written whole each time: the newest one is enough.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import IO, Any

import psycopg
from psycopg import sql

from homeward.config.backups import places, programs, repository, sealing
from homeward.config.backups.places import Places, Trouble
from homeward.config.backups.repository import Piece

FULL, SINCE = "full", "since"
# A dump is made anew when so much came, or it is so old.
MOST_ROWS = 20_000
OLDEST = timedelta(days=1)
# A row carries the time at which its statement began, and may be committed later.
OVERLAP = timedelta(minutes=1)
# Table, its key, and what says that a row came or changed.
TABLES: dict[str, tuple[tuple[str, ...], str]] = {
    "person_key": (("person",), "greatest(made_at, coalesce(destroyed_at, made_at))"),
    "org_secret": (("org", "purpose"), "made_at"),
    "master_proof": (("master",), "first_used_at"),
    "closing": (("number",), "noted_at"),
    "restriction": (("number",), "noted_at"),
}
# Tables that count their rows themselves.
NUMBERED = [name for name, (key, _changed) in TABLES.items() if key == ("number",)]
# Another one after each rotation, which changes rows without a trace in them.
MASTERS = "select string_agg(distinct master::text, ',' order by master::text) from org_secret"


class Keeper:
    """Keeps the key store's backups up to date, tick by tick."""

    def __init__(self, where: Places) -> None:
        self.folder = repository.keys_folder(where.for_keys())
        self.to = where.keys_recipients
        self.way = places.keys_way()
        sealing.recipients(self.to)
        self.full_at: datetime | None = None
        self.masters: str | None = None
        self.last: tuple[int, ...] = ()
        self.since: Piece | None = None

    def tick(self, *, now: datetime | None = None) -> Piece | None:
        """What was kept, where anything had come."""
        now = now or datetime.now(UTC)
        try:
            with psycopg.connect(**self.way, connect_timeout=5) as connection:  # type: ignore[arg-type]
                masters = str(_one(connection, MASTERS))
                if self.full_at is None or now - self.full_at > OLDEST or masters != self.masters:
                    return self._full(masters, now)
                rows = list(_rows(connection, self.full_at - OVERLAP))
        except psycopg.Error as error:
            raise Trouble(f"The key store can't be backed up: {error}") from error
        if len(rows) > MOST_ROWS:
            return self._full(masters, now)
        seen = (len(rows), sum(hash(row) for row in rows))
        if seen == self.last:
            return None
        self.last = seen
        name = f"{stamp(now)}.{SINCE}"
        piece = repository.keep(
            self.folder, name, lambda sink: sink.writelines(row + b"\n" for row in rows), self.to
        )
        if self.since:
            # It says less than this one.
            self.since.path.unlink(missing_ok=True)
        self.since = piece
        return piece

    def _full(self, masters: str, now: datetime) -> Piece:
        piece = dump(self.folder, self.to, self.way, now=now)
        # What came before this dump stays beside the dump that it belongs to.
        self.full_at, self.masters, self.last, self.since = now, masters, (), None
        return piece


def dump(folder: Any, to: Sequence[str], way: Mapping[str, str], *, now: datetime) -> Piece:
    """A whole dump of the key store."""
    command = [programs.program("pg_dump"), "-Fc", "-Z0", way["dbname"]]
    write = sealing.output_of(command, programs.environment(way))
    return repository.keep(folder, f"{stamp(now)}.{FULL}", write, to)


def stamp(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S%f}"


def stamp_of(piece: Piece) -> str:
    return piece.name.rpartition(".")[0]


def _one(connection: psycopg.Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _rows(connection: psycopg.Connection[Any], since: datetime) -> Iterator[bytes]:
    for table, (_key, changed) in TABLES.items():
        query = sql.SQL("select to_jsonb(t)::text from {} t where {} >= %s order by 1").format(
            sql.Identifier(table), sql.SQL(changed)
        )
        for (row,) in connection.execute(query, [since]):
            yield json.dumps([table, json.loads(row)], sort_keys=True).encode()


def newest(folder: Any) -> tuple[Piece, list[Piece]]:
    """The last dump, and what came after it, in the order in which it was kept."""
    found = repository.pieces(repository.keys_folder(folder))
    dumps = [piece for piece in found if piece.name.endswith(f".{FULL}")]
    if not dumps:
        raise Trouble(f"No backup of the key store lies in {folder}.")
    # Whoever made the dump: what was kept after it holds all that came since an earlier one.
    later = [
        piece
        for piece in found
        if piece.name.endswith(f".{SINCE}") and stamp_of(piece) > stamp_of(dumps[-1])
    ]
    return dumps[-1], later


def bring_back(folder: Any, with_identities: Sequence[Any], way: Mapping[str, str]) -> None:
    """The newest backup of the keys into a database that is made anew."""
    last, later = newest(folder)
    for piece in (last, *later):
        if not sealing.sum_of(piece.path).sha256.startswith(piece.sum):
            raise Trouble(f"{piece.name} was altered: it has another sum than when it was made.")
    make_anew(way)
    with sealing.opened(last.path, with_identities) as plain:
        fill(way, plain)
    for piece in later:
        with sealing.opened(piece.path, with_identities) as plain:
            _add(way, plain)


def make_anew(way: Mapping[str, str]) -> None:
    name = sql.Identifier(way["dbname"])
    other = {**way, "dbname": "postgres"}
    with psycopg.connect(**other, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        connection.execute(sql.SQL("create database {} template template0").format(name))


def fill(way: Mapping[str, str], dump: IO[bytes]) -> None:
    sealing.into(
        [programs.program("pg_restore"), "-d", way["dbname"], "--exit-on-error"],
        programs.environment(way),
        dump,
    )


def _add(way: Mapping[str, str], lines: IO[bytes]) -> None:
    """Rows that came or changed since the dump. A destroyed key stays destroyed."""
    with psycopg.connect(**way) as connection:  # type: ignore[arg-type]
        for line in lines:
            table, row = json.loads(line)
            key, _changed = TABLES[table]
            connection.execute(_put(table, key, list(row)), [json.dumps(row)])
        for name in NUMBERED:
            connection.execute(
                sql.SQL(
                    "select setval(pg_get_serial_sequence({}, 'number'),"
                    " (select coalesce(max(number), 0) + 1 from {}), false)"
                ).format(name, sql.Identifier(name))
            )


def _put(table: str, key: tuple[str, ...], columns: Sequence[str]) -> sql.Composed:
    name, names = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    sets = sql.SQL(", ").join(
        sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column))
        for column in columns
        if column not in key
    )
    kept = sql.SQL("where t.destroyed_at is null" if table == "person_key" else "")
    return sql.SQL(
        "insert into {name} as t ({names}) overriding system value"
        " select {names} from jsonb_populate_record(null::{name}, %s::jsonb)"
        " on conflict ({key}) do update set {sets} {kept}"
    ).format(
        name=name,
        names=names,
        key=sql.SQL(", ").join(map(sql.Identifier, key)),
        sets=sets,
        kept=kept,
    )
