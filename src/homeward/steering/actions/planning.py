"""Who is responsible for a step, until when. How far it is, is read and never written."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.steering.choices import Reason, StepState
from homeward.steering.framework import STEPS
from homeward.steering.models import WorkplanItem
from homeward.steering.queries import workplan as queries
from homeward.steering.queries.workplan import Scope
from homeward.steering.rules import refusals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def name_responsible(
    scope: Scope,
    step: int,
    organisation: Organisation,
    *,
    due_on: date,
    note: str = "",
    by: User,
    at: datetime,
) -> WorkplanItem:
    """Stated anew each time: what was stated before stays, and its wait ends."""
    require(by, "steering.plan")
    refuse_if(
        refusals.reasons_not_to_plan(
            is_theirs=queries.may_plan(scope, by), due_on=due_on, today=timezone.localdate(at)
        )
    )
    before = WorkplanItem.objects.filter(
        programme=scope.programme, country=scope.country, host_country=scope.host, step=step,
        closed_at__isnull=True,
    )  # fmt: skip
    for item in before.select_for_update(of=("self",)):
        _end(item, at)
    item = WorkplanItem.objects.create(
        programme=scope.programme, country=scope.country, host_country=scope.host, step=step,
        responsible_org=organisation, due_on=due_on, note=note.strip(),
        stated_org=by.organisation_of_rows, stated_by=by, stated_at=at,
    )  # fmt: skip
    tasks.begin(
        TaskKind.DO_WORKPLAN_STEP, item.pk, holder_org=organisation,
        waiter_org=by.organisation_of_rows, waiter=by, at=at,
        programme_id=scope.programme.pk if scope.programme else 0,
        reference=str(STEPS[step]), due_on=due_on,
    )  # fmt: skip
    return item


@transaction.atomic
def close(item: WorkplanItem, *, by: User, at: datetime) -> None:
    """Ends the wait, once what the system holds says that the step is done."""
    require(by, "steering.plan")
    item = WorkplanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    scope = Scope(item.programme, item.country, item.host_country)
    if by.organisation_id != item.responsible_org_id and not queries.may_plan(scope, by):
        raise PermissionDenied("steering.plan")
    lines = queries.workplan(scope, on=timezone.localdate(at)).lines
    if lines[item.step - 1].stands.state != StepState.DONE:
        raise Refused(Reason.NOT_DONE)
    if item.closed_at is None:
        _end(item, at)


def _end(item: WorkplanItem, at: datetime) -> None:
    item.closed_at = at
    item.save(update_fields=["closed_at"])
    tasks.end(TaskKind.DO_WORKPLAN_STEP, item.pk, at=at)
