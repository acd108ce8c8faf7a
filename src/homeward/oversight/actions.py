"""Every write on the record of processing and on the register of breaches."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.oversight import queries, rules
from homeward.oversight.choices import Decision, Happening, Reason, Way
from homeward.oversight.models import Affected, Breach, BreachEvent, ProcessingRecord
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

TEXTS = (
    "controller", "joint_controllers", "processors", "purposes", "persons", "categories",
    "recipients", "transfers", "retention", "security",
)  # fmt: skip


@transaction.atomic
def keep_record(
    programme: Programme, texts: dict[str, str], *, reviewed_on: date, by: User, at: datetime
) -> ProcessingRecord:
    """Writes a new version; the ones before stay."""
    require(by, "oversight.keep_record")
    latest = queries.record(programme)
    return ProcessingRecord.objects.create(
        owner_org=by.organisation_of_rows,
        programme=programme,
        version=latest.version + 1 if latest else 1,
        reviewed_on=reviewed_on,
        by=by,
        at=at,
        **{name: texts.get(name, "") for name in TEXTS},
    )


@transaction.atomic
def report(
    *, title: str, what: str, happened_at: datetime, aware_at: datetime,
    data_classes: Iterable[int], about_persons: int | None, by: User, at: datetime,
) -> Breach:  # fmt: skip
    """Enters a breach; from its noticing the officer has 72 hours."""
    require(by, "oversight.report_breach")
    refuse_if([Reason.IN_THE_FUTURE] if max(happened_at, aware_at) > at else [])
    organisation = by.organisation_of_rows
    breach = Breach.objects.create(
        owner_org=organisation, number=_next_number(aware_at.year), title=title, what=what,
        happened_at=happened_at, aware_at=aware_at, data_classes=sorted(data_classes),
        about_persons=about_persons, reported_by=by, reported_at=at,
    )  # fmt: skip
    _note(breach, Happening.REPORTED, title, by=by, at=at)
    _wait(breach, TaskKind.NOTIFY_AUTHORITY, by=by, at=aware_at)
    return breach


def _next_number(year: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select oversight_next_number(%s)", [year])
        return str(cursor.fetchone()[0])


def _note(breach: Breach, what: Happening, note: str, *, by: User, at: datetime) -> None:
    BreachEvent.objects.create(breach=breach, what=what, note=note[:300], by=by, at=at)


def _wait(breach: Breach, kind: TaskKind, *, by: User, at: datetime) -> None:
    organisation = by.organisation_of_rows
    tasks.begin(
        kind, breach.pk, holder_org=organisation, holder=queries.officer_of(organisation),
        waiter_org=organisation, waiter=by, at=at, programme_id=0, reference=breach.number,
    )  # fmt: skip


def _locked(breach: Breach) -> Breach:
    """Read again under a lock: the page may be old, and two may click at once."""
    found = Breach.objects.select_for_update(of=("self",)).get(pk=breach.pk)
    refuse_if([Reason.CLOSED_ALREADY] if found.closed_at else [])
    return found


@transaction.atomic
def assess(
    breach: Breach, given: rules.Assessment, *, assessment: str, measures: str, by: User,
    at: datetime,
) -> None:  # fmt: skip
    """Says what the breach means, and who is told."""
    require(by, "oversight.breach")
    refuse_if(rules.reasons_not_to_assess(given))
    breach = _locked(breach)
    breach.risk, breach.assessment, breach.measures = given.risk, assessment, measures
    breach.authority, breach.why_not_authority = given.authority, given.why_not_authority
    breach.persons, breach.why_not_persons = given.persons, given.why_not_persons
    breach.save()
    _note(breach, Happening.ASSESSED, str(given.risk.label), by=by, at=at)
    if given.authority == Decision.NOT:
        tasks.end(TaskKind.NOTIFY_AUTHORITY, breach.pk, at=at)
    elif breach.authority_told_at is None:
        _wait(breach, TaskKind.NOTIFY_AUTHORITY, by=by, at=breach.aware_at)
    if given.persons == Decision.TELL:
        _wait(breach, TaskKind.TELL_PERSONS, by=by, at=at)
    else:
        tasks.end(TaskKind.TELL_PERSONS, breach.pk, at=at)


@transaction.atomic
def note_authority_told(
    breach: Breach, *, told_at: datetime, reference: str, why_late: str, by: User, at: datetime
) -> None:
    require(by, "oversight.breach")
    breach = _locked(breach)
    refuse_if(
        rules.reasons_not_to_note_authority_told(
            aware_at=breach.aware_at, told_at=told_at, now=at, why_late=why_late,
            is_told=breach.authority_told_at is not None,
        )
    )  # fmt: skip
    breach.authority = Decision.TELL
    breach.authority_told_at, breach.authority_reference = told_at, reference
    breach.why_late = why_late
    breach.save()
    _note(breach, Happening.AUTHORITY_TOLD, reference, by=by, at=at)
    tasks.end(TaskKind.NOTIFY_AUTHORITY, breach.pk, at=at)


@transaction.atomic
def add_affected(
    breach: Breach, persons: Iterable[Person], *, source: str, by: User, at: datetime
) -> int:
    """Adds whom the breach concerns, each once; says how many were new."""
    require(by, "oversight.breach")
    breach = _locked(breach)
    known = {row.person_id for row in queries.affected(breach)}
    new = [person for person in persons if person.pk not in known]
    if not new:
        raise Refused(Reason.NOBODY_FOUND)
    for person in new:
        Affected.objects.create(
            owner_org=by.organisation_of_rows, programme_id=person.programme_id, person=person,
            breach=breach, found_at=at, language=person.language,
        )  # fmt: skip
    _note(breach, Happening.FOUND, f"{len(new)}: {source}", by=by, at=at)
    return len(new)


@transaction.atomic
def note_told(row: Affected, *, way: Way, text: str, by: User, at: datetime) -> None:
    """Keeps what the person was told, how, and when."""
    require(by, "oversight.breach")
    breach = _locked(row.breach)
    row = Affected.objects.select_for_update(of=("self",)).get(pk=row.pk)
    refuse_if([Reason.TOLD_ALREADY] if row.told_at else [])
    row.told_at, row.told_by, row.way, row.text = at, by, way, text
    row.save(update_fields=["told_at", "told_by", "way", "text"])
    _note(breach, Happening.PERSON_TOLD, str(way.label), by=by, at=at)
    if not queries.closing_facts(breach).untold:
        tasks.end(TaskKind.TELL_PERSONS, breach.pk, at=at)


@transaction.atomic
def close(breach: Breach, *, lessons: str, by: User, at: datetime) -> None:
    require(by, "oversight.breach")
    breach = _locked(breach)
    refuse_if(rules.reasons_not_to_close(queries.closing_facts(breach)))
    breach.closed_at, breach.lessons = at, lessons
    breach.save(update_fields=["closed_at", "lessons"])
    _note(breach, Happening.CLOSED, lessons, by=by, at=at)
    tasks.end(TaskKind.TELL_PERSONS, breach.pk, at=at)
