"""Reads IATI files into programmes: strictly, or leniently with every mending told.

One pass and one transaction: a hundred megabytes never stand in memory at once, and a fault at
the end takes back what was written at the beginning.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from homeward.core.changes import Did
from homeward.exchange.iati import checks, mending, opening, schema, versions
from homeward.exchange.iati.parsing import NotXml, Schema
from homeward.exchange.importer import Progress, Report
from homeward.exchange.readers import iati as reader
from homeward.exchange.readers.iati_values import Trouble
from homeward.exchange.readings import Fault, Reading
from homeward.programmes.actions import codes
from homeward.programmes.actions.load import Loader
from homeward.programmes.records import CodeRecord, ProgrammeRecord


@dataclass(frozen=True)
class Source:
    """A file by its name, open for reading bytes, and how many those are."""

    name: str
    file: BinaryIO
    size: int


@dataclass
class Options:
    is_lenient: bool = False
    # The official schema, for who wants files held to it as well.
    xsd: Schema | None = None


@dataclass
class Intake:
    """Reads activities one by one, and gathers what is against them."""

    options: Options
    reading: Reading = field(default_factory=Reading)
    # Activities that lenient reading left out.
    refused: int = 0
    is_whole: bool = True
    seen: set[tuple[str, str]] = field(default_factory=set)

    def records(
        self, sources: Sequence[Source], progress: Progress | None
    ) -> Iterator[ProgrammeRecord]:
        """Once a fault was met, nothing more is given, and all is still looked at."""
        total = sum(source.size for source in sources)
        before = 0
        for source in sources:
            for record in self._file(source):
                if progress:
                    progress(before + source.file.tell(), total)
                if record and not self.reading.faults:
                    yield record
            before += source.size

    def _file(self, source: Source) -> Iterator[ProgrammeRecord | None]:
        head = opening.head(source.file, source.name, self.reading)
        if head is None or not self._accepts(head, source.name):
            return
        found = 0
        try:
            for opened in opening.activities(source.file, self._stray(source.name)):
                found += 1
                yield self._activity(opened, head.version, source.name)
        except NotXml as error:
            self._broken(error, source.name)
        if not found:
            self.reading.fault(source.name, _("The file holds no activity."))

    def _accepts(self, head: opening.Head, name: str) -> bool:
        version = head.version or _("none")
        if self.options.is_lenient:
            if head.version != versions.CURRENT:
                text = _("Version: %(found)s. Read as 2.03, where an element means the same.")
                self.reading.note(name, text % {"found": version}, row=head.line, field="version")
            return True
        for problem in checks.problems_of_head(head.attributes, head.line):
            self.reading.fault(name, problem.text, row=problem.line, field=problem.path)
        if head.version != versions.CURRENT:
            text = _("Version: %(found)s. Only 2.03 is read strictly; lenient reading takes it.")
            self.reading.fault(name, text % {"found": version}, row=head.line, field="version")
            return False
        return True

    def _stray(self, name: str) -> opening.Stray:
        def hear(line: int | None, element: str, text: str) -> None:
            said = _("What stands between the activities is none: “%(what)s”.")
            told = said % {"what": text or element}
            if self.options.is_lenient:
                self.reading.note(name, f"{told} {_('Left out.')}", row=line, field=element)
            else:
                self.reading.fault(name, told, row=line, field=element)

        return hear

    def _broken(self, error: NotXml, name: str) -> None:
        """Leniently, what was whole before the break stays."""
        self.is_whole = False
        if self.options.is_lenient:
            text = _("%(why)s What came before was read.") % {"why": opening.why(error)}
            self.reading.note(name, text, row=error.lineno or None)
        else:
            opening.fault_of(error, name, self.reading)

    def _activity(self, opened: opening.Opened, version: str, name: str) -> ProgrammeRecord | None:
        read = self._leniently if self.options.is_lenient else self._strictly
        troubles = read(opened, version, name)
        record = None
        if not troubles:
            record = reader.record(opened.node, opened.namespaces, troubles.append)
            key = (record.publisher.identifier, record.source_id)
            if key in self.seen:
                text = _("The identifier %(id)s is there twice.") % {"id": record.source_id}
                line = opened.node.line
                troubles.append(Trouble(True, line, "iati-identifier", text))
        self._tell(troubles, reader.identifier(opened.node), name)
        if record is None or any(trouble.is_fault for trouble in troubles):
            return None
        self.seen.add(key)
        return record

    def _strictly(self, opened: opening.Opened, version: str, name: str) -> list[Trouble]:
        found = checks.problems(opened.node)
        troubles = [Trouble(True, p.line, p.path, p.text) for p in found]
        if self.options.xsd is not None and not found:
            wrong = schema.problems(self.options.xsd, opened.element)
            troubles = [Trouble(True, line, path, text) for line, path, text in wrong]
        return troubles

    def _leniently(self, opened: opening.Opened, version: str, name: str) -> list[Trouble]:
        def upgraded(path: str, text: str) -> None:
            self.reading.note(name, text, field=path)

        def mended(problem: checks.Problem, done: str) -> None:
            self.reading.note(name, f"{problem.text} {done}", row=problem.line, field=problem.path)

        versions.upgrade(opened.node, version, upgraded)
        left = mending.mend(opened.node, mended)
        return [Trouble(True, p.line, p.path, p.text) for p in left]

    def _tell(self, troubles: list[Trouble], identifier: str, name: str) -> None:
        skips = self.options.is_lenient and any(trouble.is_fault for trouble in troubles)
        self.refused += skips
        for trouble in troubles:
            where = {"row": trouble.line, "field": trouble.path}
            if trouble.is_fault and not self.options.is_lenient:
                self.reading.faults.append(Fault(file=name, reason=trouble.text, **where))  # type: ignore[arg-type]
            elif trouble.is_fault:
                text = _("The activity %(id)s is left out: %(why)s")
                told = text % {"id": identifier or "?", "why": trouble.text}
                self.reading.note(name, told, **where)  # type: ignore[arg-type]
            else:
                self.reading.note(name, trouble.text, **where)  # type: ignore[arg-type]


def run(
    sources: Sequence[Source],
    options: Options,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Writes all that the files say, or nothing where reading them has met a fault."""
    report = Report(source=reader.SOURCE, is_dry_run=dry_run, gone_are="programmes")
    intake = Intake(options)
    try:
        with transaction.atomic():
            _write(intake, sources, report, progress)
            if dry_run or intake.reading.faults:
                transaction.set_rollback(True)
    except (DataError, IntegrityError) as error:
        # What no check of ours foresaw: the database took none of it.
        reason = _("The database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
        intake.reading.fault(reader.SOURCE, reason)
    report.faults, report.notes = intake.reading.faults, intake.reading.notes
    if report.is_refused:
        report.counts, report.changed, report.gone = {}, [], 0
    return report


def _write(
    intake: Intake, sources: Sequence[Source], report: Report, progress: Progress | None
) -> None:
    loader = Loader(reader.SOURCE)
    counts = report.counts.setdefault("programme", Counter())
    for change in loader.put(intake.records(sources, progress)):
        counts[change.did] += 1
        if change.did == Did.CHANGED:
            report.changed.append(change)
    loader.finish()
    counts["refused"] = intake.refused
    report.counts["actor"] = Counter({Did.NEW.value: loader.recognition.made})
    report.counts["sector"] = Counter({Did.NEW.value: loader.known.made})
    # A file that broke off says nothing about what would have followed.
    report.gone = loader.gone() if intake.is_whole else 0


def run_codelists(
    records: Sequence[CodeRecord], reading: Reading, *, dry_run: bool = False
) -> Report:
    """Writes lists that were read without a fault; with one, nothing."""
    report = Report(source="codelists", is_dry_run=dry_run, notes=reading.notes)
    report.faults = reading.faults
    if report.is_refused:
        return report
    with transaction.atomic():
        for change in codes.put(records):
            report.counts.setdefault(change.kind, Counter())[change.did] += 1
            if change.did == Did.CHANGED:
                report.changed.append(change)
        transaction.set_rollback(dry_run)
    return report
