"""Values that were sealed before persons had keys: found, and written anew under them.

They are bound to table and column alone, so that only their going closes the swap of two of them.
Runs as the owner of the data, past the row policies.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL
from psycopg import sql

from homeward.access import unit
from homeward.access.choices import ActorKind, Purpose
from homeward.access.fields import OLD_LAYOUT, EncryptedTextField
from homeward.access.keys import ring

BATCH = 500
IS_OLD = sql.SQL("substring({} from 1 for 1) = {}")


def waiting() -> int:
    """How many rows hold such a value."""
    return sum(_waiting(model) for model in _sealed())


def seal(advance: Callable[[int], object] | None = None) -> int:
    """Writes them anew, batch by batch, while the application runs. Returns how many rows."""
    done = 0
    for model in _sealed():
        while written := _seal_some(model):
            done += written
            if advance:
                advance(written)
    return done


def _sealed() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if _fields(model))


def _fields(model: type[models.Model]) -> list[EncryptedTextField]:
    return [f for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]


def _where(model: type[models.Model]) -> sql.Composed:
    return sql.SQL(" or ").join(
        IS_OLD.format(sql.Identifier(str(field.column)), sql.Literal(bytes([OLD_LAYOUT])))
        for field in _fields(model)
    )


def _waiting(model: type[models.Model]) -> int:
    query = sql.SQL("select count(*) from {} where {}").format(
        sql.Identifier(model._meta.db_table), _where(model)
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _seal_some(model: type[models.Model]) -> int:
    with unit.beginning(ActorKind.JOB, "seal", Purpose.CASEWORK), transaction.atomic():
        rows: list[Any] = list(
            model._base_manager.alias(
                is_old=RawSQL(_where(model).as_string(None), [], models.BooleanField())  # noqa: S611
            )
            .filter(is_old=True)
            .select_for_update(of=("self",), skip_locked=True)[:BATCH]
        )
        if held := unit.current():
            ring.make_ready(set(held.persons))
        for row in rows:
            row.save(update_fields=[field.name for field in _fields(model)])
        return len(rows)
