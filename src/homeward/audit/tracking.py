"""Change history: `@tracked` keeps each row of a model as it was before a change or removal.

The database does it (django-pghistory's triggers), whoever writes. What was is kept, what is
stands in the row itself: a new row costs nothing, and nothing is held twice. Identifiers and free
text are kept as the ciphertext they are, and opened with the tracked field (queries.history_of).
"""

from collections.abc import Callable
from typing import Any, Self, TypeVar

import pghistory.models
import pgtrigger
from django.db import models
from django.db.models import Func

from homeward.access import roles, unit
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Guarded
from homeward.access.person_level import RULES

# What the gate folds into a row is no change of it, and passwords are nobody's to read.
NEVER = {"shared_with", "shared_until", "scope", "sealed", "password", "last_login"}


class Change(pghistory.models.Event):
    """A row as it was before somebody changed or removed it. Written by triggers alone.

    Who did it is filled in by the database from the sealed context; nobody: the owner did.
    """

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_by_kind = models.CharField(
        max_length=10, db_default=Func(function="gate_kind", output_field=models.CharField())
    )
    pgh_by = models.BigIntegerField(
        null=True, db_default=Func(function="gate_user", output_field=models.BigIntegerField())
    )
    pgh_by_org = models.IntegerField(
        null=True, db_default=Func(function="gate_org", output_field=models.IntegerField())
    )

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        """Reading what was is reading too: noted for the read log, as Guarded does."""
        row = super().from_db(db, field_names, values, **more)
        if cls in RULES:
            held = row.__dict__
            unit.note(
                cls._meta.db_table,
                held.get("id"),
                held.get("data_class"),
                held.get(RULES[cls].person_field),
                held.get("owner_org_id"),
            )
        return row


# Model -> the model of its history.
HISTORY: dict[type[models.Model], type[Change]] = {}

M = TypeVar("M", bound=models.Model)


def tracked(
    *, fields: list[str] | None = None, leave_out: tuple[str, ...] = (), app_label: str = ""
) -> Callable[[type[M]], type[M]]:
    """Put above @person_level, whose rules hold for the history as well."""

    def declare(model: type[M]) -> type[M]:
        kept = [
            field
            for field in (model._meta.concrete_model or model)._meta.local_fields
            if field.name not in {*NEVER, *leave_out} and (not fields or field.name in fields)
        ]
        name = f"{model.__name__}Change"
        pghistory.track(
            pghistory.UpdateEvent(row=pghistory.Old, condition=_differs(kept)),
            pghistory.DeleteEvent(row=pghistory.Old),
            fields=[field.name for field in kept],
            model_name=name,
            app_label=app_label or None,
            base_model=Change,
            obj_field=pghistory.ObjForeignKey(
                related_name="+", db_index=False, db_constraint=False, on_delete=models.DO_NOTHING
            ),
            context_field=None,  # type: ignore[arg-type] # as its manual says
            attrs={field.name: plain for field in kept if (plain := _plain(field))},
            meta=_meta(model),
        )(model)
        _register(model, model.pgh_event_model)  # type: ignore[attr-defined]
        return model

    return declare


def _differs(kept: list[Any]) -> pgtrigger.Condition:
    """In plain SQL: an encrypted field refuses every lookup, also pgtrigger's own."""
    old = ", ".join(f'OLD."{field.column}"' for field in kept)
    new = ", ".join(f'NEW."{field.column}"' for field in kept)
    return pgtrigger.Condition(f"(({old}) IS DISTINCT FROM ({new}))")


def _plain(field: Any) -> Any:
    """The column as the history holds it, where pghistory's own copy won't do."""
    if isinstance(field, EncryptedTextField):
        return models.BinaryField(default=b"", db_column=field.column)
    if isinstance(field, models.ForeignKey):
        return models.ForeignKey(
            field.remote_field.model,
            null=field.null,
            on_delete=models.DO_NOTHING,
            db_constraint=False,
            db_index=False,
            related_name="+",
        )
    return None


def _meta(model: type[models.Model]) -> dict[str, Any]:
    """Read by the person; no index of what is only written."""
    rule = RULES.get(model)
    if rule is None:
        return {}
    about = next(f.name for f in model._meta.fields if f.attname == rule.person_field)
    name = f"{model.__name__.lower()}_changes"
    return {"indexes": [models.Index(fields=[about], name=name)]}


def _register(model: type[models.Model], history: type[Change]) -> None:
    HISTORY[model] = history
    roles.READ_ONLY.append(history._meta.db_table)
    if issubclass(model, Guarded):
        RULES[history] = RULES[model]
