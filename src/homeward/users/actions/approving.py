"""What takes two people: one asks, another approves or refuses."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.tasks import actions as tasks
from homeward.tasks import queries as waits
from homeward.tasks import rules as working
from homeward.tasks.choices import TaskKind
from homeward.users import queries
from homeward.users.actions import restricting
from homeward.users.actions.calls import call
from homeward.users.choices import NOBODY_YET, ApprovalKind, Reason
from homeward.users.models import Approval

WORKING_DAYS = 3


@transaction.atomic
def ask(
    user: User, kind: ApprovalKind, *, reason: str, by: User, at: datetime,
    roles: Iterable[str] = (),
) -> uuid.UUID:  # fmt: skip
    """Asks a second person, who holds it from now on."""
    require(by, "users.manage")
    request = uuid.uuid4()
    try:
        with transaction.atomic():
            call("users_ask", request, user.pk, kind.value, list(roles), reason)
    except IntegrityError as error:
        raise Refused(Reason.ASKED_ALREADY) from error
    wait(user, request, by, at=at)
    return request


def wait(user: User, request: uuid.UUID, by: User, *, at: datetime) -> None:
    """The second person's wait.

    Where nobody may decide, nobody is named: whoever runs the installation decides by the command
    line, or a second person of the organisation as soon as there is one. Never who asked.
    """
    deciders = queries.deciders(user, by)
    holder = deciders[0] if deciders else None
    tasks.begin(
        TaskKind.APPROVE_USER,
        request,
        holder_org=holder.organisation_of_rows if holder else by.organisation_of_rows,
        holder=holder,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=0,
        reference=user.name,
        note="" if holder else NOBODY_YET,
        due_on=waits.due_on(TaskKind.APPROVE_USER, programme_id=0, start=at.date())
        or working.add_working_days(at.date(), WORKING_DAYS),
    )


@transaction.atomic
def decide(approval: Approval, *, approve: bool, by: User, at: datetime) -> None:
    """The second person's word. Two who click at once decide once."""
    require(by, "users.approve")
    if not queries.may_decide(approval.pk):
        raise Refused(Reason.NOT_YOURS_TO_DECIDE)
    if not call("users_decide", approval.pk, approve):
        raise Refused(Reason.DECIDED_ALREADY)
    if approve:
        restricting.note(approval.user_id)
    tasks.end(TaskKind.APPROVE_USER, approval.pk, at=at)
