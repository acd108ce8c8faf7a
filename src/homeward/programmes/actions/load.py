"""Writes programmes as their source publishes them; what is the same is left alone.

Of a programme that changed, only what its source changed since the last reading is written, so
that what was put right here stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any

from homeward.actors.actions import Recognition
from homeward.core.changes import Change, Did, differing
from homeward.programmes.actions import children
from homeward.programmes.choices import ProgrammeStatus
from homeward.programmes.models import Programme, Publication
from homeward.programmes.records import ProgrammeRecord, as_json

BATCH = 100
PLAIN = ("language", "objectives", "kind")
NAME, CODE, SOURCE = 500, 120, 60
# A programme, what is said of it, and which of that its source changed.
Work = tuple[Programme, ProgrammeRecord, tuple[str, ...]]


class Loader:
    """Writes the programmes of one import. The caller holds the transaction.

    `kind` names the format; with the publisher it makes a source, inside which ids are unique.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.recognition = Recognition(kind)
        self.known = children.Known(self.recognition)
        # Ids read of each source, and the parents that were named.
        self.seen: dict[str, set[str]] = {}
        self.parents: dict[tuple[str, str], str] = {}

    def source_of(self, record: ProgrammeRecord) -> str:
        source = f"{self.kind}:{record.publisher.identifier}"
        if len(source) <= SOURCE:
            return source
        return f"{source[: SOURCE - 17]}-{sha256(source.encode()).hexdigest()[:16]}"

    def put(self, records: Iterable[ProgrammeRecord]) -> Iterator[Change]:
        """Writes each batch before it tells of it; to be read to its end."""
        rest = iter(records)
        while batch := list(islice(rest, BATCH)):
            yield from self._put(batch)

    def _put(self, batch: Sequence[ProgrammeRecord]) -> list[Change]:
        here = self._here(batch)
        work: list[Work] = []
        changes = []
        for record in batch:
            source = self.source_of(record)
            self.seen.setdefault(source, set()).add(record.source_id)
            programme = here.get((source, record.source_id))
            fields = _fields(programme, record)
            did = Did.CHANGED if fields else Did.UNCHANGED
            if programme is None:
                programme, did = Programme(source=source, source_id=record.source_id), Did.NEW
            if fields:
                work.append((programme, record, fields))
            changes.append(_change(record, did, fields))
            if record.part_of and "part_of" in fields:
                self.parents[source, record.source_id] = record.part_of
        self._write(work)
        return changes

    def _here(self, batch: Sequence[ProgrammeRecord]) -> dict[tuple[str, str], Programme]:
        found = Programme.objects.filter(
            source__in={self.source_of(record) for record in batch},
            source_id__in=[record.source_id for record in batch],
        ).select_related("publication")
        return {(programme.source, programme.source_id): programme for programme in found}

    def _write(self, work: list[Work]) -> None:
        made = [programme for programme, _record, _fields in work if programme.pk is None]
        codes = _free_codes(made)
        for programme, record, fields in work:
            if programme.pk is None:
                programme.code = codes[programme.source, programme.source_id]
            _fill(programme, record, fields)
        Programme.objects.bulk_create(made)
        new = {programme.pk for programme in made}
        for programme, _record, _fields in work:
            if programme.pk not in new:
                programme.save()
        Publication.objects.bulk_create(
            [_publication(programme, record) for programme, record, _fields in work],
            update_conflicts=True,
            unique_fields=["programme"],
            update_fields=["record", "activity"],
        )
        children.replace(work, new, self.known)

    def finish(self) -> None:
        """Puts each programme under the one it is part of, once all of them are here."""
        if self.seen:
            _link(self.parents, self.seen)

    def gone(self) -> int:
        """How many of these sources' programmes were not read this time; they stay as they are."""
        here = Programme.objects.filter(source__in=self.seen).values_list("source", "source_id")
        return sum(source_id not in self.seen[source] for source, source_id in here)


def _fields(programme: Programme | None, record: ProgrammeRecord) -> tuple[str, ...]:
    plain = _plain(record)
    if programme is None:
        return (*plain, "published")
    kept = programme.publication
    fields = differing(kept.record, plain)
    return fields if kept.activity == record.published else (*fields, "published")


def _plain(record: ProgrammeRecord) -> dict[str, Any]:
    plain = as_json(replace(record, published={}))
    del plain["published"]
    for sector in plain["sectors"]:
        # By a table of ours: when that grows, the source has changed nothing.
        del sector["category"]
    return plain


def _publication(programme: Programme, record: ProgrammeRecord) -> Publication:
    return Publication(programme=programme, record=_plain(record), activity=record.published)


def _fill(programme: Programme, record: ProgrammeRecord, fields: tuple[str, ...]) -> None:
    for name in fields:
        if name in PLAIN:
            setattr(programme, name, getattr(record, name))
    if {"names", "language"} & set(fields):
        programme.name, programme.names = record.name[:NAME], dict(record.names)
    if {"descriptions", "language"} & set(fields):
        programme.descriptions = dict(record.descriptions)
        programme.description = record.descriptions.get(record.language, "")
    if "status" in fields:
        programme.status = record.status
        programme.is_open = record.status == ProgrammeStatus.RUNNING
    # Together, or one of them might meet an end that was put right here.
    if {"starts_on", "ends_on"} & set(fields):
        programme.starts_on, programme.ends_on = record.starts_on, record.ends_on
    publisher = record.publisher
    programme.source_record = {"publisher": publisher.name, "identifier": publisher.identifier}


def _free_codes(made: list[Programme]) -> dict[tuple[str, str], str]:
    """The source's own id where nobody has it yet, else one that names its source too."""
    wanted = {p.source_id[:CODE] for p in made}
    taken = set(Programme.objects.filter(code__in=wanted).values_list("code", flat=True))
    codes = {}
    for programme in made:
        code = programme.source_id
        if len(code) > CODE or code in taken:
            whole = sha256(f"{programme.source} {code}".encode()).hexdigest()[:16]
            code = f"{code[: CODE - 17]}-{whole}"
        taken.add(code)
        codes[programme.source, programme.source_id] = code
    return codes


def _change(record: ProgrammeRecord, did: Did, fields: tuple[str, ...]) -> Change:
    told = fields if did == Did.CHANGED else ()
    return Change(
        kind="programme", source_id=record.source_id, name=record.name, did=did, fields=told
    )


def _link(parents: dict[tuple[str, str], str], seen: dict[str, set[str]]) -> None:
    """A parent that is nowhere yet is looked for again when it comes."""
    wanted = {**_waiting(seen), **parents}
    ids = dict(
        Programme.objects.filter(source_id__in=set(wanted.values())).values_list("source_id", "pk")
    )
    above: dict[int, int | None] = dict(
        Programme.objects.exclude(part_of=None).values_list("pk", "part_of_id")
    )
    found = Programme.objects.filter(source_id__in={child for _source, child in wanted})
    changed = []
    for programme in found:
        parent = ids.get(wanted.get((programme.source, programme.source_id), ""))
        if parent and parent != programme.part_of_id and not _is_under(parent, programme.pk, above):
            programme.part_of_id = above[programme.pk] = parent
            changed.append(programme)
    Programme.objects.bulk_update(changed, ["part_of"])


def _waiting(seen: dict[str, set[str]]) -> dict[tuple[str, str], str]:
    arrived = {source_id for ids in seen.values() for source_id in ids}
    rows = Programme.objects.filter(
        part_of=None, publication__record__part_of__in=arrived
    ).values_list("source", "source_id", "publication__record__part_of")
    return {(source, source_id): parent for source, source_id, parent in rows}


def _is_under(parent: int, programme: int, above: dict[int, int | None]) -> bool:
    """Whether the parent is the programme itself or stands below it: a ring has no top."""
    step: int | None = parent
    while step is not None:
        if step == programme:
            return True
        step = above.get(step)
    return False
