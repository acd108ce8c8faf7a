"""Compares what a file says with the database and writes it, all or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _

from homeward.access.models import Organisation
from homeward.actors.models import Actor
from homeward.core.changes import Change, Did
from homeward.exchange.readings import Fault, Note, Reading
from homeward.services import actions, queries
from homeward.services.models import Location, Service, Taxonomy, TaxonomyTerm
from homeward.services.records import DirectoryRecord

Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What an import did or would do; `counts` by kind of record, then by what was done."""

    source: str
    is_dry_run: bool
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    changed: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    # Here from an earlier reading of this source, no longer in it. Left as they are.
    gone: int = 0
    gone_are: str = "services"

    @property
    def is_refused(self) -> bool:
        return bool(self.faults)

    def count(self, kind: str, did: str) -> int:
        return self.counts.get(kind, Counter())[did]

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "dry_run": self.is_dry_run,
            "refused": self.is_refused,
            "counts": {kind: dict(counter) for kind, counter in self.counts.items()},
            "changed": [asdict(change) for change in self.changed],
            "faults": [asdict(fault) for fault in self.faults],
            "notes": [asdict(note) for note in self.notes],
            "gone": self.gone,
        }


def run(
    directory: DirectoryRecord,
    reading: Reading,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Writes a directory that was read without a fault; with one, nothing at all."""
    report = Report(source=directory.source, is_dry_run=dry_run, notes=reading.notes)
    report.faults = [*reading.faults, *_too_long(directory)]
    if report.is_refused:
        return report
    try:
        _write(directory, report, progress)
    except (DataError, IntegrityError) as error:
        # What no check of ours foresaw: the database took none of it.
        reason = _("The database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
        return Report(
            source=directory.source,
            is_dry_run=dry_run,
            faults=[Fault(file=directory.source, reason=reason)],
            notes=reading.notes,
        )
    return report


def _write(directory: DirectoryRecord, report: Report, progress: Progress | None) -> None:
    total = _size(directory)
    with transaction.atomic():
        for done, change in enumerate(actions.load(directory), start=1):
            report.counts.setdefault(change.kind, Counter())[change.did] += 1
            if change.did == Did.CHANGED:
                report.changed.append(change)
            if progress:
                progress(done, total)
        report.gone = len(
            queries.known_ids(directory.source) - {s.source_id for s in directory.services}
        )
        if report.is_dry_run:
            transaction.set_rollback(True)


def _size(directory: DirectoryRecord) -> int:
    terms = sum(len(taxonomy.terms) for taxonomy in directory.taxonomies)
    parts = (directory.organisations, directory.locations, directory.taxonomies, directory.services)
    return terms + sum(len(part) for part in parts)


# Which model's columns bound a record's texts.
COLUMNS: dict[str, tuple[type[models.Model], ...]] = {
    "OrganisationRecord": (Organisation, Actor),
    "LocationRecord": (Location,),
    "TaxonomyRecord": (Taxonomy,),
    "TermRecord": (TaxonomyTerm,),
    "ServiceRecord": (Service,),
    "WordsRecord": (Service,),
    "PhoneRecord": (Service.phones.rel.related_model,),
    "ContactRecord": (Service.contacts.rel.related_model,),
    "CostRecord": (Service.cost_options.rel.related_model,),
    "DocumentRecord": (Service.required_documents.rel.related_model,),
    "LabelRecord": (Service.service_terms.rel.related_model,),
}


def _too_long(directory: DirectoryRecord) -> Iterator[Fault]:
    """The database would refuse these; here they are told with the record they stand in."""
    tops = (directory.organisations, directory.locations, directory.taxonomies, directory.services)
    for records in tops:
        for record in records:
            for name, length, most in _over_length(record):
                known = {"id": record.source_id, "length": length, "most": most}
                reason = _("The text of %(id)s has %(length)d characters; %(most)d fit.") % known
                yield Fault(file=directory.source, reason=reason, field=name)


def _over_length(record: Any) -> Iterator[tuple[str, int, int]]:
    bounds = _bounds(type(record).__name__)
    for part in fields(record):
        value = getattr(record, part.name)
        if isinstance(value, str):
            most = bounds.get(part.name)
            if most is not None and len(value) > most:
                yield part.name, len(value), most
        elif isinstance(value, tuple | dict):
            inside = value.values() if isinstance(value, dict) else value
            for item in inside:
                if is_dataclass(item):
                    yield from _over_length(item)
        elif is_dataclass(value):
            yield from _over_length(value)


def _bounds(record: str) -> dict[str, int]:
    return {
        column.name: column.max_length
        for model in COLUMNS.get(record, ())
        for column in model._meta.concrete_fields
        if getattr(column, "max_length", None) is not None and column.max_length
    }
