"""One run: every sheet in its order, each row by itself, and all faults at once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import translation

from homeward.core.changes import Did
from homeward.core.refusals import Refused
from homeward.setups.actions import ground, papers, people, work
from homeward.setups.actions.desk import STATED_BY, Desk, not_allowed
from homeward.setups.rules import SHEETS, Fault, Row, Several, Sheet, Wrong, read

Put = Callable[[Desk, Row], Did]
PUT: dict[str, Put] = {**ground.PUT, **people.PUT, **work.PUT, **papers.PUT}
FIRST_LINE = 200
FAULTS = (Wrong, Refused, PermissionDenied, ValidationError, DatabaseError)


@dataclass
class Report:
    """What was done, or would be; with a fault nothing was."""

    did: dict[str, Counter[Did]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)


def configure(
    files: dict[str, bytes], *, at: datetime, dry_run: bool = False, mail: bool = False
) -> Report:
    """Writes all sheets of a folder, given as name and content of its files.

    What each row says is written by its room's own actions, so that their rules hold here too. It
    works as the owner of the database, as the first administrator's invitation does.
    """
    report = Report()
    rows = _read(files, report)
    desk = Desk(at=at, files=files, mail=mail)
    desk.faulty |= {fault.file for fault in report.faults}
    for sheet, of_sheet in rows:
        together = desk.grouped.setdefault(sheet.name, {})
        for row in of_sheet if sheet.grouped else ():
            together.setdefault(row.key, []).append(row)
    with transaction.atomic(), translation.override("en"):
        for sheet, of_sheet in rows:
            counts = report.did.setdefault(sheet.name, Counter())
            for row in of_sheet:
                _put(desk, row, counts, report)
        if report.faults or dry_run:
            transaction.set_rollback(True)
    if not report.faults:
        report.links, report.proposed = desk.links, desk.proposed
    return report


def _read(files: dict[str, bytes], report: Report) -> list[tuple[Sheet, list[Row]]]:
    rows = []
    for sheet in SHEETS.values():
        content = files.get(sheet.file)
        if content is None:
            continue
        try:
            said = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            report.faults.append(
                Fault(file=sheet.file, line=0, column="", words="is not UTF-8; save it as such")
            )
            continue
        of_sheet, faults = read(sheet, said)
        report.faults += faults
        rows.append((sheet, of_sheet))
    unknown = [n for n in files if n.endswith(".csv") and n.removesuffix(".csv") not in SHEETS]
    for name in sorted(unknown):
        words = f"is no file of ours; these are: {', '.join(SHEETS)}"
        report.faults.append(Fault(file=name, line=0, column="", words=words))
    return rows


def _put(desk: Desk, row: Row, counts: Counter[Did], report: Report) -> None:
    try:
        with transaction.atomic():
            counts[PUT[row.sheet.name](desk, row)] += 1
    except Several as error:
        report.faults += map(row.fault, error.faults)
        desk.faulty.add(row.sheet.file)
    except FAULTS as error:
        report.faults.append(row.fault(_told(error, row)))
        desk.faulty.add(row.sheet.file)


def _told(error: Exception, row: Row) -> Wrong:
    """What a rule said of the row, and at which column."""
    match error:
        case Wrong():
            return error
        case Refused():
            words = " ".join(str(reason.label) for reason in error.reasons)
            return Wrong(row.sheet.keys[0], words)
        case PermissionDenied():
            return Wrong(STATED_BY, not_allowed(error, row[STATED_BY]))
        case ValidationError():
            return Wrong("", "; ".join(error.messages))
    words = str(error).strip().split("\n")[0][:FIRST_LINE]
    return Wrong("", f"the database refuses it: {words}")
