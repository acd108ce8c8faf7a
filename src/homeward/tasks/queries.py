"""Reads of waits."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.access.models import User
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule, Task

FRIDAY = 4


def due_on(kind: TaskKind, *, programme_id: int, start: date) -> date | None:
    """The day by which a wait that begins on `start` ends, or None where no rule is agreed.

    The programme's own rule goes before the one for all; among them the latest in force.
    """
    rule = (
        DeadlineRule.objects.filter(
            kind=kind, programme_id__in=[0, programme_id], valid_from__lte=start
        )
        .order_by("-programme_id", "-valid_from")
        .first()
    )
    if rule is None:
        return None
    if rule.day_kind == DayKind.CALENDAR:
        return start + timedelta(days=rule.days)
    return add_working_days(start, rule.days)


def add_working_days(start: date, days: int) -> date:
    """Monday to Friday; holidays of a country come with its calendar."""
    on = start
    while days > 0:
        on += timedelta(days=1)
        days -= on.weekday() <= FRIDAY
    return on


def open_of_case(case_id: UUID) -> list[Task]:
    """What is open on a case, the most urgent first; no date agreed comes last."""
    return sorted(_open().filter(case_id=case_id), key=_urgency)


def _urgency(task: Task) -> tuple[bool, date]:
    return (task.due_on is None, task.due_on or date.max)


def _open() -> QuerySet[Task]:
    return Task.objects.filter(done_at__isnull=True).select_related(
        "holder", "holder_org", "waiter", "waiter_org"
    )


def held_by(user: User) -> QuerySet[Task]:
    """What this user holds: named to them, or to nobody at their organisation."""
    return (
        _open()
        .filter(Q(holder=user) | Q(holder__isnull=True), holder_org=user.organisation_id)
        .order_by("due_on", "opened_at")
    )


def count_held_by(user: User) -> int:
    """As `held_by`, counted to a hundred: the navigation says no more."""
    held = Q(holder=user) | Q(holder__isnull=True)
    waits = Task.objects.filter(held, done_at__isnull=True, holder_org=user.organisation_id)
    return waits.order_by()[:100].count()


def waited_for_by(user: User) -> QuerySet[Task]:
    """What this user waits for while somebody else holds it."""
    return (
        _open()
        .filter(Q(waiter=user) | Q(waiter__isnull=True), waiter_org=user.organisation_id)
        .exclude(holder=user)
        .exclude(Q(holder__isnull=True) & Q(holder_org=user.organisation_id))
        .order_by("due_on", "opened_at")
    )


def open_of_subjects(subject_ids: Iterable[UUID]) -> dict[UUID, Task]:
    return {task.subject_id: task for task in _open().filter(subject_id__in=list(subject_ids))}
