"""Writes published lists of codes: sectors with the need they answer, and what other codes mean."""

from collections.abc import Iterable, Iterator
from typing import Any

from homeward.core.changes import Change, Did, differing
from homeward.programmes.models import Code, Sector
from homeward.programmes.records import CodeRecord


def put(records: Iterable[CodeRecord]) -> Iterator[Change]:
    """Tells of each line what was done. The caller holds the transaction.

    A need that somebody gave a sector here stays where the list gives none.
    """
    lines = list(records)
    yield from _put(Sector, "vocabulary", [line for line in lines if line.is_sector])
    yield from _put(Code, "codelist", [line for line in lines if not line.is_sector])


def _put(model: type[Any], column: str, lines: list[CodeRecord]) -> list[Change]:
    lists = {line.codelist for line in lines}
    here = {
        (getattr(row, column), row.code): row
        for row in model.objects.filter(**{f"{column}__in": lists})
    }
    new, changed, changes = [], [], []
    for line in lines:
        values = _values(line)
        row = here.get((line.codelist, line.code))
        if row is None:
            new.append(model(**{column: line.codelist}, code=line.code, **values))
            changes.append(_change(model, line, Did.NEW))
            continue
        fields = differing({name: getattr(row, name) for name in values}, values)
        for name in fields:
            setattr(row, name, values[name])
        if fields:
            changed.append(row)
        changes.append(_change(model, line, Did.CHANGED if fields else Did.UNCHANGED, fields))
    model.objects.bulk_create(new)
    fields_of_both = ["name", "names", *(["category"] if model is Sector else [])]
    model.objects.bulk_update(changed, fields_of_both, batch_size=500)
    return changes


def _values(line: CodeRecord) -> dict[str, Any]:
    values: dict[str, Any] = {"name": line.name, "names": line.names}
    return {**values, "category": line.category} if line.category else values


def _change(model: type[Any], line: CodeRecord, did: Did, fields: tuple[str, ...] = ()) -> Change:
    kind = "sector" if model is Sector else "code"
    source_id = f"{line.codelist} {line.code}"
    return Change(kind=kind, source_id=source_id, name=line.name, did=did, fields=fields)
