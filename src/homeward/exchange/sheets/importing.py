"""Takes a sheet in: reads, matches, compares, writes, and tells what was done with every row."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from homeward.actors import actions as actors
from homeward.actors.naming import name_key
from homeward.core.changes import Change, Did
from homeward.exchange.importer import Report
from homeward.exchange.readings import Fault, Reading
from homeward.exchange.sheets import matching, prepared, queries, said
from homeward.exchange.sheets.columns import plain
from homeward.exchange.sheets.matching import KnownNames
from homeward.exchange.sheets.models import Layout
from homeward.exchange.sheets.placing import Placed
from homeward.exchange.sheets.prepared import NEW, Known, Matched, Prepared, Who
from homeward.exchange.sheets.said import Mapping3W
from homeward.files.sheets import Table
from homeward.programmes import queries as programmes_queries
from homeward.programmes.actions import presences
from homeward.programmes.choices import ParticipationRole, ProgrammeStatus
from homeward.programmes.records import PresenceRecord, SheetProgrammeRecord

Progress = Callable[[int, int], None]
# The words of sheets for how far an activity is, folded.
STATUSES = {
    "on going": ProgrammeStatus.RUNNING,
    "ongoing": ProgrammeStatus.RUNNING,
    "en cours": ProgrammeStatus.RUNNING,
    "completed": ProgrammeStatus.CLOSED,
    "termine": ProgrammeStatus.CLOSED,
    "planned": ProgrammeStatus.PIPELINE,
    "planifie": ProgrammeStatus.PIPELINE,
    "suspended": ProgrammeStatus.SUSPENDED,
    "suspendu": ProgrammeStatus.SUSPENDED,
}


@dataclass
class SheetReport(Report):
    """As every import's, with how rows came to their places."""

    rows: int = 0
    empty_rows: int = 0
    refused: int = 0
    left_out: int = 0
    ways: Counter[str] = field(default_factory=Counter)
    unplaced: int = 0
    contradictions: int = 0
    new_actors: int = 0
    # Why single rows are not taken; the others are.
    refused_rows: list[Fault] = field(default_factory=list)

    def add(self, change: Change) -> None:
        self.counts.setdefault(change.kind, Counter())[change.did] += 1
        if change.did == Did.CHANGED:
            self.changed.append(change)

    @property
    def on_an_area(self) -> int:
        return sum(n for way, n in self.ways.items() if way != "country")

    def as_json(self) -> dict[str, Any]:
        own = ("rows", "empty_rows", "refused", "left_out", "unplaced", "contradictions")
        return (
            super().as_json()
            | {name: getattr(self, name) for name in (*own, "new_actors")}
            | {
                "ways": dict(self.ways),
                "refused_rows": [asdict(fault) for fault in self.refused_rows],
                "on_an_area": self.on_an_area,
            }
        )


@dataclass
class Plan:
    """A sheet that was read and matched, and what it is compared with."""

    source: str
    known: Known
    prepared: Prepared
    report: SheetReport
    reading: Reading


def plan(
    table: Table,
    mapping: Mapping3W,
    *,
    source: str,
    file: str,
    layout: Layout | None = None,
    is_dry_run: bool = False,
) -> Plan:
    """Reads and matches; writes nothing. A row that can't be read is refused, the rest is taken."""
    reading = Reading()
    rows = said.rows(table, mapping, reading, file=file)
    known = queries.known({row.country for row in rows.said}, layout)
    found = prepared.prepare(rows.said, known, reading, file=file)
    report = SheetReport(
        source=source,
        is_dry_run=is_dry_run,
        gone_are="rows",
        refused_rows=reading.faults,
        notes=reading.notes,
        rows=len(table.rows),
        empty_rows=table.empty_rows,
        refused=len(rows.refused),
        left_out=found.left_out,
        ways=found.ways,
        unplaced=len(found.unplaced),
        contradictions=found.contradictions,
    )
    return Plan(source, known, found, report, reading)


def run(plan: Plan, *, progress: Progress | None = None) -> SheetReport:
    """Writes all of a plan or nothing; with `is_dry_run` nothing, and tells the same."""
    report = plan.report
    try:
        with transaction.atomic():
            for done, total in written(plan):
                if progress:
                    progress(done, total)
            if report.is_dry_run:
                transaction.set_rollback(True)
    except (DataError, IntegrityError) as error:
        reason = _("The database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
        report.faults = [Fault(file=plan.source, reason=reason)]
    return report


def written(plan: Plan, *, at_once: int = presences.AT_ONCE) -> Iterator[tuple[int, int]]:
    """Writes stretch by stretch and tells how far it is: rows written, rows there are.

    Each stretch stands by itself: begun again after a break, what is written is unchanged.
    """
    rows, source = plan.prepared.rows, plan.source
    actor = _Actors(plan)
    keys = programmes_queries.presence_keys(source)
    groups: dict[str, list[Matched]] = defaultdict(list)
    for row in rows:
        groups[prepared.programme_key(row)].append(row)
    programmes = {}
    for change, pk in presences.put_programmes(source, list(_programmes(groups, actor))):
        plan.report.add(change)
        programmes[change.source_id] = pk
    seen: Counter[str] = Counter()
    records = [_presence(row, seen, actor) for row in rows]
    for at in range(0, len(records), at_once):
        part = records[at : at + at_once]
        for change in presences.put_presences(source, part, programmes=programmes):
            plan.report.add(change)
        yield at + len(part), len(records)
    plan.report.gone = len(keys - {record.source_key for record in records})


class _Actors:
    """The actor of each organisation of a sheet, made where nobody knew it: all at once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.names = KnownNames(dict(plan.known.names.keys))
        # What is not made yet stands as a number below zero.
        self.unknown: list[actors.Unknown] = []
        self.writings: list[tuple[int, str, str]] = []
        self.found: dict[tuple[str, str], int] = {}
        for row in plan.prepared.rows:
            for who in filter(None, (row.doer, row.partner, row.donor)):
                at = (row.said.country, who.key)
                if at not in self.found:
                    self.found[at] = self._answer(who, row.said.country)
        self.made = actors.put_unknown(plan.source, self.unknown)
        actors.add_writings((self._key(pk), text, scope) for pk, text, scope in self.writings)
        plan.report.new_actors = len(self.unknown)

    def __call__(self, who: Who, country: str) -> int:
        return self._key(self.found[country, who.key])

    def _key(self, number: int) -> int:
        return number if number >= 0 else self.made[-number - 1]

    def _answer(self, who: Who, country: str) -> int:
        decided = self.plan.known.organisations.get(who.key)
        if isinstance(decided, int):
            self.writings.append((decided, str(who.named), who.scope))
            return decided
        # One that an earlier row made is known to this one, as it is to the next edition.
        known = None if decided == NEW else self.names.find(who.named, country)
        if known is None:
            return self._make(who)
        if self.names.keys.setdefault((who.scope, name_key(str(who.named))), known) == known:
            self.writings.append((known, str(who.named), who.scope))
        return known

    def _make(self, who: Who) -> int:
        named = who.named
        self.unknown.append(
            actors.Unknown(
                source_id=who.key,
                name=str(named),
                acronym=named.short,
                kind=matching.kind_of(named.kind),
                country=who.scope,
            )
        )
        number = -len(self.unknown)
        self.writings.append((number, str(named), who.scope))
        for text in filter(None, (named.name, named.short)):
            self.names.keys.setdefault((who.scope, name_key(text)), number)
        return number


def _programmes(groups: dict[str, list[Matched]], actor: _Actors) -> Iterator[SheetProgrammeRecord]:
    for key, rows in groups.items():
        first = rows[0]
        country = first.said.country
        partner = first.partner or first.doer
        parts = {(ParticipationRole.EXTENDING.value, actor(partner, country))}
        parts |= {(ParticipationRole.IMPLEMENTING.value, actor(r.doer, country)) for r in rows}
        if first.donor:
            parts.add((ParticipationRole.FUNDING.value, actor(first.donor, country)))
        areas = {r.place.area for r in rows if isinstance(r.place, Placed) and r.place.area}
        starts_on, ends_on = prepared.span(rows)
        yield SheetProgrammeRecord(
            source_id=key,
            name=_name(first, partner),
            country=country,
            sector=first.sector,
            parts=tuple(sorted(parts)),
            areas=tuple(sorted(areas)),
            starts_on=starts_on,
            ends_on=ends_on,
            status=_status(rows),
        )


def _name(row: Matched, partner: Who) -> str:
    what = row.said.sector or row.said.sector_code or row.said.activity
    donor = f" ({row.donor.named})" if row.donor else ""
    return f"{partner.named}: {what}{donor}"[:500]


def _status(rows: Sequence[Matched]) -> str:
    """Running where a row runs; else the status that all rows share; else nobody has said."""
    found = {STATUSES.get(plain(row.said.status), "") for row in rows}
    if ProgrammeStatus.RUNNING in found:
        return ProgrammeStatus.RUNNING
    return found.pop() if len(found) == 1 else ""


def _presence(row: Matched, seen: Counter[str], actor: _Actors) -> PresenceRecord:
    told = row.said
    return PresenceRecord(
        source_key=prepared.row_key(row, seen),
        programme_key=prepared.programme_key(row),
        actor=actor(row.doer, told.country),
        country=told.country,
        sector=row.sector,
        area=row.place.area if isinstance(row.place, Placed) else None,
        activity=told.activity,
        said_place=told.place,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        status=told.status,
    )
