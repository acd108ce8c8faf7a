"""What is wrong with the backups, in words, for `homeward check --deploy`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from homeward.config.backups import keeping, places, repository, sealing, streaming
from homeward.config.backups.places import Places, Trouble

# So many of its own periods the stream may be silent before it counts as behind.
PATIENCE = 6
MOST_WAITING = 256 << 20


def faults(*, now: datetime | None = None) -> Iterator[str]:
    """One sentence per fault; none when all is well."""
    now = now or datetime.now(UTC)
    try:
        where = places.configured()
    except ValueError as error:
        yield f"A number in the settings of the backups can't be read: {error}"
        return
    yield from _settings(where)
    if where.folder:
        try:
            yield from _late(where, now)
            yield from repository.gaps(where.folder)
        except (OSError, Trouble) as error:
            yield f"The folder of the backups can't be read: {error}"
    if where.is_on:
        yield from _server()


def _settings(where: Places) -> Iterator[str]:
    if not where.folder:
        yield "Nothing is backed up: HOMEWARD_BACKUP_FOLDER names no folder."
    if not where.keys_folder:
        yield "The keys are not backed up: HOMEWARD_KEYS_BACKUP_FOLDER names no folder."
    for name, folder in (("", where.folder), ("KEYS_", where.keys_folder)):
        if folder and not folder.is_dir():
            yield f"The folder {folder} is missing; HOMEWARD_{name}BACKUP_FOLDER names it."
    if where.folder and where.keys_folder:
        data, keys = where.folder.resolve(), where.keys_folder.resolve()
        if data == keys or data in keys.parents or keys in data.parents:
            yield (
                "The backups of keys and data lie in one folder:"
                " who has it has what was erased, until the last of them goes."
            )
    for name, texts in (("", where.recipients), ("KEYS_", where.keys_recipients)):
        try:
            sealing.recipients(texts)
        except Trouble:
            yield (
                f"HOMEWARD_{name}BACKUP_RECIPIENTS names nobody who could open the backups."
                " `homeward backup key` makes a pair."
            )
    if set(where.recipients) & set(where.keys_recipients):
        yield "The same recipient opens the backups of keys and of data; give each its own."
    if where.keys_days >= where.days:
        yield (
            f"Keys are kept in backups for {where.keys_days} days, which is not shorter than the"
            f" data's {where.days}: an erased person stays readable as long as the data does."
        )
    elif places.shares_server():
        yield (
            f"Keys and data share a server, so its backups hold keys and are kept for"
            f" {where.keys_days} days, not {where.days}. HOMEWARD_KEYS_URL gives keys their own."
        )


def _late(where: Places, now: datetime) -> Iterator[str]:
    folder = where.for_data()
    bases = repository.bases(folder)
    if not bases:
        yield f"No base backup lies in {folder}. `homeward backup` makes one."
        return
    age = now - bases[-1].ended
    if age > timedelta(hours=where.hours):
        yield (
            f"The newest base backup is {age.total_seconds() / 3600:.0f} hours old;"
            f" HOMEWARD_BACKUP_HOURS allows {where.hours}."
        )
    if keeping.bases_held_too_long(bases, now=now, days=where.data_days):
        yield f"The only base backup is older than the {where.data_days} days it may be kept."
    reached = repository.wal_folder(folder) / "reached"
    if not reached.exists():
        yield "The log is not backed up: what came after the base backup would be lost."
    elif now.timestamp() - reached.stat().st_mtime > _silence(where):
        yield (
            f"The stream of the log is behind: it last wrote"
            f" {(now.timestamp() - reached.stat().st_mtime) / 60:.0f} minutes ago."
        )
    if where.keys_folder:
        dumps = repository.pieces(repository.keys_folder(where.keys_folder))
        if not dumps:
            yield f"No backup of the keys lies in {where.keys_folder}."


def _silence(where: Places) -> float:
    return max(where.seconds * PATIENCE, 60)


def _server() -> Iterator[str]:
    """Asked as the owner, since the backups are made as the owner."""
    try:
        with psycopg.connect(**places.data_way(), connect_timeout=5) as connection:  # type: ignore[arg-type]
            ((may,),) = connection.execute(
                "select rolsuper or rolreplication from pg_roles where rolname = current_user"
            ).fetchall()
            slots = connection.execute(
                "select active, coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)"
                " from pg_replication_slots where slot_name = %s",
                [streaming.SLOT],
            ).fetchall()
    except psycopg.Error as error:
        yield f"The server can't be asked about its backups: {str(error).strip()}"
        return
    if not may:
        yield "The database's owner may not take backups; give its role the right REPLICATION."
    if not slots:
        yield "Nothing follows the server's log. `homeward backup stream` does."
    for active, waiting in slots:
        if not active:
            yield "Nothing follows the server's log at the moment; the server keeps it meanwhile."
        if waiting > MOST_WAITING:
            yield f"The server keeps {int(waiting) >> 20} MB of its log for the backups to follow."
