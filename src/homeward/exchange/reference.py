"""Writes reference data that was read without a fault, all or nothing, and tells what was done."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from homeward.core import editions
from homeward.core.bulk import Outcome
from homeward.exchange.importer import Report
from homeward.exchange.readings import Fault, Reading


def run(
    kind: str,
    reading: Reading,
    write: Callable[[], Iterable[Outcome]],
    *,
    file: str,
    at: datetime,
    dry_run: bool = False,
) -> Report:
    """`write` puts the rows of each kind; with a fault in the file it is not called at all."""
    report = Report(source=kind, is_dry_run=dry_run, notes=reading.notes, faults=reading.faults)
    if report.is_refused:
        return report
    try:
        with transaction.atomic():
            for outcome in write():
                report.counts[outcome.kind] = outcome.counts
                report.changed += outcome.changed
                report.gone_names += [f"{outcome.kind} {name}" for name in outcome.gone]
            report.gone = len(report.gone_names)
            rows = sum(counts.total() for counts in report.counts.values())
            editions.note(kind, file=file, rows=rows, at=at)
            if dry_run:
                transaction.set_rollback(True)
    except (DataError, IntegrityError) as error:
        reason = _("The database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
        return Report(
            source=kind,
            is_dry_run=dry_run,
            faults=[Fault(file=file, reason=reason)],
            notes=reading.notes,
        )
    return report
