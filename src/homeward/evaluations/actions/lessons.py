"""Lessons: written, taken up by a decision, and what came of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.evaluations.choices import Reason
from homeward.evaluations.models import Lesson, TakeUp
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

NO_PROGRAMME = 0


@transaction.atomic
def write_lesson(held: Lesson | None, *, by: User, at: datetime, **values: Any) -> Lesson:
    """A lesson of the user's organisation, new or written anew."""
    require(by, "evaluations.write_lessons")
    if held is None:
        held = Lesson(owner_org=by.organisation_of_rows, written_by=by, written_at=at)
    elif held.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    for name, value in values.items():
        setattr(held, name, value)
    held.save()
    return held


@transaction.atomic
def take_up(lesson: Lesson, *, by: User, at: datetime, **values: Any) -> TakeUp:
    """The user's organisation takes a lesson up: by which decision, and until when it acts."""
    require(by, "evaluations.take_up")
    taken = TakeUp.objects.create(
        lesson=lesson, organisation=by.organisation_of_rows, taken_by=by, taken_at=at, **values
    )
    tasks.begin(
        TaskKind.FOLLOW_LESSON, taken.pk, holder_org=taken.organisation_id, holder=by,
        waiter_org=lesson.owner_org_id, at=at,
        programme_id=taken.programme_id or NO_PROGRAMME, reference=lesson.title,
        due_on=taken.until_on,
    )  # fmt: skip
    return taken


@transaction.atomic
def come_of_it(taken: TakeUp, text: str, *, by: User, at: datetime) -> None:
    """What came of a lesson that was taken up; its wait ends."""
    require(by, "evaluations.take_up")
    held = TakeUp.objects.select_for_update(of=("self",)).get(pk=taken.pk)
    if held.organisation_id != by.organisation_id:
        raise Refused(Reason.NOT_PARTY)
    if held.done_at:
        raise Refused(Reason.DONE_ALREADY)
    if not text.strip():
        raise Refused(Reason.NO_TEXT)
    held.came_of_it, held.done_at, held.done_by = text.strip(), at, by
    held.save(update_fields=["came_of_it", "done_at", "done_by"])
    tasks.end(TaskKind.FOLLOW_LESSON, held.pk, at=at)
