"""Reads of the change history: what was changed, by whom, from what to what.

The rows are the gate's: only a row's owner sees what it was. Values that are kept as ciphertext
are opened with the field of the tracked model, whose row they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import RULES
from homeward.audit.tracking import HISTORY, Change

State = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field's value before and after, as a page shows it; "" where there was or is none."""

    field: Any
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """One change or removal of one row. `by` None: a link, the person, or the database's owner."""

    model: type[models.Model]
    row: UUID
    at: datetime
    by: User | None
    by_kind: str
    removed: bool
    fields: tuple[FieldChange, ...]


def history_of(row: models.Model) -> list[RowChange]:
    """Every change of one row, the latest first."""
    kept = _kept(type(row)).filter(**{"pgh_obj_id": row.pk})
    if rule := RULES.get(type(row)):
        # The index is by person.
        kept = kept.filter(**{rule.person_field: getattr(row, rule.person_field)})
    return _changes({type(row): list(kept)})


def changes_about(persons: Iterable[UUID], *, case: UUID) -> list[RowChange]:
    """Every change of the rows about these persons, of this case where rows name one."""
    about = list(persons)
    found = {}
    for model in HISTORY:
        if rule := RULES.get(model):
            kept = _kept(model).filter(**{f"{rule.person_field}__in": about})
            if any(field.attname == "case_id" for field in model._meta.fields):
                kept = kept.filter(**{"case_id": case})
            found[model] = list(kept)
    return _changes(found)


def _kept(model: type[models.Model]) -> QuerySet[Change]:
    return HISTORY[model]._default_manager.order_by("pgh_id")


def _changes(kept: Mapping[type[models.Model], list[Change]]) -> list[RowChange]:
    actors = User.objects.select_related("organisation").in_bulk(
        {change.pgh_by for changes in kept.values() for change in changes} - {None}
    )
    found = [
        change
        for model, changes in kept.items()
        if changes
        for change in _of_model(model, changes, actors)
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)


def _of_model(
    model: type[models.Model], changes: list[Change], actors: Mapping[int, User]
) -> list[RowChange]:
    by_row: dict[Any, list[Change]] = defaultdict(list)
    for change in changes:
        by_row[change.pgh_obj_id].append(change)  # type: ignore[attr-defined]
    now = model._default_manager.in_bulk(list(by_row))
    found = []
    for pk, steps in by_row.items():
        states: list[State | None] = [_opened(model, step) for step in steps]
        states.append(_held(model, now[pk]) if pk in now else None)
        for step, before, after in zip(steps, states, states[1:], strict=False):
            removed = step.pgh_label == "delete"
            found.append(
                RowChange(
                    model=model,
                    row=pk,
                    at=step.pgh_created_at,
                    by=actors.get(step.pgh_by) if step.pgh_by else None,
                    by_kind=step.pgh_by_kind,
                    removed=removed,
                    fields=_differing(model, before or {}, {} if removed else after),
                )
            )
    # A row saved with the same words is encrypted anew, and nothing of it was changed.
    return [change for change in found if change.removed or change.fields]


def _fields(model: type[models.Model]) -> list[Any]:
    history = {field.name for field in HISTORY[model]._meta.fields}
    return [f for f in model._meta.fields if f.name in history and not f.primary_key]


def _opened(model: type[models.Model], change: Change) -> State:
    """The row as it was, its ciphertext opened as the tracked row's own, to which it is bound."""
    row = model(pk=change.pgh_obj_id)  # type: ignore[attr-defined]
    if rule := RULES.get(model):
        setattr(row, rule.person_field, getattr(change, rule.person_field))
    return {
        field.name: _plain(field, row, getattr(change, field.attname))
        if isinstance(field, EncryptedTextField)
        else getattr(change, field.attname)
        for field in _fields(model)
    }


def _plain(field: EncryptedTextField, row: models.Model, ciphertext: Any) -> Any:
    return field.open(row, bytes(ciphertext)) if ciphertext else field.nothing


def _held(model: type[models.Model], row: models.Model) -> State:
    return {field.name: getattr(row, field.attname) for field in _fields(model)}


def _differing(
    model: type[models.Model], before: State, after: State | None
) -> tuple[FieldChange, ...]:
    if after is None:
        # Still there, and not this actor's to see any more: only that it was changed.
        return ()
    fields = [f for f in _fields(model) if before.get(f.name) != after.get(f.name)]
    return tuple(
        FieldChange(
            field=field,
            before=_words(field, before.get(field.name)),
            after=_words(field, after.get(field.name)),
        )
        for field in fields
    )


def _words(field: Any, value: Any) -> Any:
    if value is None or value in ("", []):
        return ""
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, models.ForeignKey) and issubclass(
        field.related_model, User | Organisation
    ):
        return field.related_model._default_manager.filter(pk=value).first() or ""
    return value
