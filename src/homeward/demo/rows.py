"""Writes generated rows by COPY, folded for the gate as its triggers would fold them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone
from psycopg import sql

from homeward.access import unit
from homeward.access.choices import ActorKind, Purpose
from homeward.access.fields import EncryptedTextField
from homeward.access.keys import ring
from homeward.access.models import Guarded, Organisation
from homeward.persons.choices import BasisStatus
from homeward.persons.models import Block, Consent, LegalBasis, Person

OPEN_ENDED = date(9999, 12, 31)
# gate_recipient() of access/sql/gate.sql.
PURPOSES = 16


class Rows:
    """Rows on their way to the database, and who receives which class about whom."""

    def __init__(self) -> None:
        self._held: dict[type[models.Model], list[models.Model]] = {}
        self._shared: dict[tuple[UUID, int], dict[int, date]] = defaultdict(dict)
        self._blocks: dict[UUID, list[Block]] = defaultdict(list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self._held.setdefault(type(row), []).append(row)
            if isinstance(row, Consent) and not (row.withdrawn_at or row.known_until):
                self._open(row, row.covers)
            elif isinstance(row, LegalBasis) and row.status == BasisStatus.APPROVED:
                for covers in row.classes:
                    self._open(row, covers)
            elif isinstance(row, Block) and row.lifted_at is None:
                self._blocks[row.person_id].append(row)

    def _open(self, row: Consent | LegalBasis, covers: int) -> None:
        """What ended by its own date opens nothing; of two ends the later counts."""
        until = row.until or OPEN_ENDED
        if until >= timezone.localdate():
            recipient = row.recipient_org_id * PURPOSES + row.purpose
            held = self._shared[row.person_id, covers]
            held[recipient] = max(until, held.get(recipient, until))

    def write(self) -> int:
        """Writes all that is held, and forgets it. Returns how many rows that were."""
        written = 0
        with unit.beginning(ActorKind.JOB, "demo", Purpose.CASEWORK):
            ring.make_ready({person.pk for person in self._held.get(Person, [])})
            for model, rows in self._held.items():
                if issubclass(model, Guarded):
                    self._fold(rows)
                _copy(model, rows)
                written += len(rows)
        self._held.clear()
        self._shared.clear()
        self._blocks.clear()
        return written

    def _fold(self, rows: Iterable[Any]) -> None:
        """gate_fold() of access/sql/gate.sql; a test compares the two."""
        for row in rows:
            received = self._shared.get((_about(row), row.data_class), {})
            if shut := self._blocks.get(_about(row)):
                received = _less(received, shut)
            row.shared_with = sorted(received)
            row.shared_until = min(received.values(), default=OPEN_ENDED)


def _less(received: dict[int, date], blocks: Iterable[Block]) -> dict[int, date]:
    """Without the organisations that the person blocks, and those of blocked countries."""
    orgs = {block.organisation_id for block in blocks}
    countries = {block.country_id for block in blocks if block.country_id}
    orgs |= set(Organisation.objects.filter(country_id__in=countries).values_list("pk", flat=True))
    return {one: until for one, until in received.items() if one // PURPOSES not in orgs}


def _about(row: Any) -> UUID:
    if isinstance(row, Person):
        return row.pk
    found: UUID = row.head_id if hasattr(row, "head_id") else row.person_id
    return found


def _copy(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and not _is_left_to_the_database(field, rows)
    ]
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields]),
    )
    readers = [_reader(field) for field in fields]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([read(row) for read in readers])


def _is_left_to_the_database(field: Any, rows: list[models.Model]) -> bool:
    return field.has_db_default() and all(
        isinstance(getattr(row, field.attname), DatabaseDefault) for row in rows
    )


def _reader(field: Any) -> Callable[[Any], Any]:
    name = field.attname
    if isinstance(field, EncryptedTextField):
        return lambda row: field.get_db_prep_save(field.pre_save(row, True), connection)
    if isinstance(field, models.JSONField):
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    return lambda row: getattr(row, name)


@contextmanager
def folded_already(*, checked: bool) -> Iterator[None]:
    """Rests the triggers whose rows are generated with the others: the gate's folding ones, the one
    by which a case notes who answers for it, and the books'.

    What is reserved and paid is booked at the end, on its own days (demo/money.py).

    Not `checked`: foreign keys rest as well (a superuser's setting), for very large corridors.
    """
    with connection.cursor() as cursor:
        if not checked:
            cursor.execute("set local session_replication_role = replica")
        for statement in _each_trigger("disable"):
            cursor.execute(statement)
        yield
        # Nothing may wait for its foreign keys while a table is altered.
        cursor.execute("set constraints all immediate")
        for statement in _each_trigger("enable"):
            cursor.execute(statement)
        # A seal comes before its team: what is asked at the commit is asked there again.
        cursor.execute("set constraints all deferred")
        if not checked:
            cursor.execute("set local session_replication_role = origin")


def _each_trigger(verb: str) -> list[sql.Composed]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where t.tgname in ('fold', 'refold', 'note_accountability', 'booked') order by 1, 2"
        )
        found = cursor.fetchall()
    return [
        sql.SQL("alter table {} " + verb + " trigger {}").format(
            sql.Identifier(table), sql.Identifier(trigger)
        )
        for table, trigger in found
    ]
