"""Waits begin, end and change hands. Called inside the transaction of the action they belong to."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from homeward.access.models import Organisation, User
from homeward.tasks import queries, rules
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def begin(
    kind: TaskKind,
    subject_id: UUID,
    *,
    holder_org: Organisation | int,
    waiter_org: Organisation | int,
    at: datetime,
    programme_id: int,
    holder: User | None = None,
    waiter: User | None = None,
    case_id: UUID | None = None,
    person_id: UUID | None = None,
    reference: str = "",
    note: str = "",
    due_on: date | None = None,
) -> None:
    """Opens a wait. One of a kind per subject: a second click finds it open and changes nothing."""
    due = due_on or queries.due_on(
        kind, programme_id=programme_id, start=at.date(), holder_org_id=_pk(holder_org)
    )
    task = Task(
        kind=kind,
        subject_id=subject_id,
        case_id=case_id,
        person_id=person_id,
        reference=rules.shortened(reference),
        programme_id=programme_id,
        note=note,
        holder_org_id=_pk(holder_org),
        holder=holder,
        waiter_org_id=_pk(waiter_org),
        waiter=waiter,
        due_on=due,
        opened_at=at,
    )
    Task.objects.bulk_create([task], ignore_conflicts=True)


def _pk(org: Organisation | int) -> int:
    return org if isinstance(org, int) else org.pk


def end(kind: TaskKind, subject_id: UUID, *, at: datetime) -> None:
    """Closes the wait of this kind on this subject, if one is open."""
    Task.objects.filter(kind=kind, subject_id=subject_id, done_at__isnull=True).update(done_at=at)


def agree_day(kind: TaskKind, subject_id: UUID, *, due_on: date | None) -> None:
    """Another day was agreed for the open wait of this kind on this subject."""
    Task.objects.filter(kind=kind, subject_id=subject_id, done_at__isnull=True).update(
        due_on=due_on
    )


def name_holder(kind: TaskKind, subject_id: UUID, holder: User | None) -> None:
    """The open wait of this kind on this subject is somebody's of the same organisation."""
    Task.objects.filter(kind=kind, subject_id=subject_id, done_at__isnull=True).update(
        holder=holder
    )


def end_all_of_case(case_id: UUID, *, at: datetime) -> None:
    Task.objects.filter(case_id=case_id, done_at__isnull=True).update(done_at=at)


def hand_to(case_id: UUID, worker: User) -> None:
    """What the worker's organisation holds of a case becomes the worker's own.

    But for interviews: those are never held by the person's own case worker.
    """
    Task.objects.filter(
        case_id=case_id, holder_org=worker.organisation_id, done_at__isnull=True
    ).exclude(kind=TaskKind.FILL_SURVEY).update(holder=worker)
    Task.objects.filter(
        case_id=case_id, waiter_org=worker.organisation_id, done_at__isnull=True
    ).update(waiter=worker)


def leave_to(case_id: UUID, organisation: Organisation, *, keep: Sequence[int]) -> None:
    """What this organisation holds or waits for on a case stays only with these users by name."""
    waits = Task.objects.filter(case_id=case_id, done_at__isnull=True)
    waits.filter(holder_org=organisation).exclude(holder__in=keep).update(holder=None)
    waits.filter(waiter_org=organisation).exclude(waiter__in=keep).update(waiter=None)


def hand_over(user: User, to: User) -> None:
    """A colleague takes everything that one of them holds, and waits for what they waited for."""
    Task.objects.filter(holder=user, done_at__isnull=True).update(holder=to)
    Task.objects.filter(waiter=user, done_at__isnull=True).update(waiter=to)


def hand_out(leaving: User, case_ids: Sequence[UUID], to: User) -> tuple[list[UUID], list[UUID]]:
    """What `leaving` holds and waits for on these cases becomes a colleague's. Ids of both."""
    waits = Task.objects.filter(case_id__in=case_ids, done_at__isnull=True)
    # An interview is never held by the person's own case worker: it is everybody's again.
    interviews = waits.filter(holder=leaving, kind=TaskKind.FILL_SURVEY)
    freed = list(interviews.values_list("pk", flat=True))
    interviews.update(holder=None)
    return freed + _move(waits, "holder", leaving, to), _move(waits, "waiter", leaving, to)


def hand_out_rest(leaving: User, to: User) -> list[UUID]:
    """What else `leaving` holds goes to one colleague, as far as the actor sees it. Its ids."""
    waits = Task.objects.filter(done_at__isnull=True).exclude(kind=TaskKind.FILL_SURVEY)
    return _move(waits, "holder", leaving, to)


def _move(waits: QuerySet[Task], part: str, leaving: User, to: User) -> list[UUID]:
    moving = list(waits.filter(**{part: leaving}).values_list("pk", flat=True))
    Task.objects.filter(pk__in=moving).update(**{part: to})
    return moving


def remind(task: Task, *, at: datetime) -> bool:
    """Notes that the holder was reminded; once a day at most. Says whether it was noted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update tasks_task set reminded_at = %s where id = %s and done_at is null"
            " and (reminded_at is null or reminded_at < %s - interval '1 day')",
            [at, task.pk, at],
        )
        return bool(cursor.rowcount == 1)
