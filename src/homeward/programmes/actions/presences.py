"""Presences and what a sheet knows of programmes: written so that the same sheet changes nothing.

The caller holds the transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from homeward.core.changes import Change, Did, differing
from homeward.programmes.choices import ProgrammeKind
from homeward.programmes.models import (
    Coverage,
    Participation,
    Presence,
    Programme,
    ProgrammeSector,
)
from homeward.programmes.records import PresenceRecord, SheetProgrammeRecord

AT_ONCE = 1_000
COLUMNS = {
    "actor": "actor_id",
    "country": "country_id",
    "sector": "sector_id",
    "area": "area_id",
    "activity": "activity",
    "said_place": "said_place",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "status": "status",
}


def put_presences(
    source: str, records: Sequence[PresenceRecord], *, programmes: dict[str, int]
) -> Iterator[Change]:
    """Writes rows of a sheet and tells of each what was done; `programmes` by their keys."""
    for at in range(0, len(records), AT_ONCE):
        yield from _put(source, records[at : at + AT_ONCE], programmes)


def _put(
    source: str, records: Sequence[PresenceRecord], programmes: dict[str, int]
) -> Iterator[Change]:
    keys = [record.source_key for record in records]
    known = {
        presence.source_key: presence
        for presence in Presence.objects.filter(source=source, source_key__in=keys)
    }
    new, changed = [], []
    for record in records:
        presence = known.get(record.source_key)
        values = _values(record, programmes)
        fields = () if presence is None else _differing(presence, values)
        if presence is None:
            new.append(Presence(source=source, source_key=record.source_key, **values))
        elif fields:
            for name in fields:
                setattr(presence, name, values[name])
            changed.append(presence)
        yield _change("presence", record.source_key, presence is None, fields)
    Presence.objects.bulk_create(new, batch_size=AT_ONCE)
    if changed:
        Presence.objects.bulk_update(changed, [*COLUMNS.values(), "programme_id"])


def _values(record: PresenceRecord, programmes: dict[str, int]) -> dict[str, object]:
    values: dict[str, object] = {c: getattr(record, name) for name, c in COLUMNS.items()}
    return values | {"programme_id": programmes.get(record.programme_key)}


def _differing(presence: Presence, values: dict[str, object]) -> tuple[str, ...]:
    return tuple(name for name, value in values.items() if getattr(presence, name) != value)


def _change(kind: str, key: str, is_new: bool, fields: tuple[str, ...], name: str = "") -> Change:
    did = Did.NEW if is_new else Did.CHANGED if fields else Did.UNCHANGED
    return Change(kind=kind, source_id=key, name=name, did=did, fields=fields)


def put_programmes(
    source: str, records: Sequence[SheetProgrammeRecord]
) -> Iterator[tuple[Change, int]]:
    """Writes what a sheet knows of programmes; each with its key here."""
    known = {p.source_id: p for p in Programme.objects.filter(source=source)}
    told = [(record, _as_kept(record), known.get(record.source_id)) for record in records]
    new = [_filled(Programme(), source, record, now) for record, now, held in told if held is None]
    changes = {
        record.source_id: differing(held.source_record, now)
        for record, now, held in told
        if held is not None
    }
    changed = [
        _filled(held, source, record, now)
        for record, now, held in told
        if held is not None and changes[record.source_id]
    ]
    Programme.objects.bulk_create(new, batch_size=AT_ONCE)
    if changed:
        Programme.objects.bulk_update(changed, FILLED)
    by_id = {p.source_id: p for p in [*known.values(), *new]}
    written = {p.source_id for p in [*new, *changed]}
    _put_parts(
        [(by_id[r.source_id], r) for r in records if r.source_id in written],
        again={p.pk for p in changed},
    )
    for record, _now, held in told:
        fields = changes.get(record.source_id, ())
        change = _change("programme", record.source_id, held is None, fields, record.name)
        yield change, by_id[record.source_id].pk


def _as_kept(record: SheetProgrammeRecord) -> dict[str, object]:
    kept = asdict(record)
    for name in ("starts_on", "ends_on"):
        kept[name] = kept[name].isoformat() if kept[name] else None
    return kept | {"parts": [list(part) for part in record.parts], "areas": list(record.areas)}


FILLED = ["source_record", "name", "status", "starts_on", "ends_on"]


def _filled(
    programme: Programme, source: str, record: SheetProgrammeRecord, kept: dict[str, object]
) -> Programme:
    programme.source, programme.source_id, programme.source_record = source, record.source_id, kept
    programme.code = f"{source}:{record.source_id}"
    programme.name = record.name
    programme.kind = ProgrammeKind.HUMANITARIAN
    programme.status = record.status
    programme.starts_on, programme.ends_on = record.starts_on, record.ends_on
    # Nobody has said that it takes returnees.
    programme.is_open = False
    return programme


def _put_parts(
    written: Sequence[tuple[Programme, SheetProgrammeRecord]], *, again: set[int]
) -> None:
    """Areas, actors and sector; of programmes that were there (`again`) they are written anew."""
    for model in (Coverage, Participation, ProgrammeSector):
        model.objects.filter(programme__in=again).delete()
    Coverage.objects.bulk_create(
        Coverage(programme=programme, country_id=record.country, area_id=area)
        for programme, record in written
        for area in record.areas or (None,)
    )
    Participation.objects.bulk_create(
        Participation(programme=programme, role=role, actor_id=actor)
        for programme, record in written
        for role, actor in record.parts
    )
    ProgrammeSector.objects.bulk_create(
        ProgrammeSector(programme=programme, sector_id=record.sector)
        for programme, record in written
        if record.sector
    )
