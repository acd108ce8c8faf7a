"""What counselling hears from the floors below."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.cases.signals import announced
from homeward.counselling import actions
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind


@receiver(announced, dispatch_uid="counselling.first_meeting")
def ask_for_a_first_meeting(
    sender: Any, *, case: Case, by: User, at: datetime, **rest: Any
) -> None:
    """Where a deadline for it is stated: a programme that states none asks for no such meeting."""
    due = tasks.due_on(
        TaskKind.FIRST_MEETING, programme_id=case.programme_id, start=at.date(),
        holder_org_id=by.organisation_id,
    )  # fmt: skip
    if due:
        actions.wait_for_first_meeting(case, holder=by, at=at)
