"""Signed by two people of each side, or declined."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.core.refusals import Refused, refuse_if
from homeward.handovers import queries, rules
from homeward.handovers.actions.drafting import close, locked
from homeward.handovers.choices import Reason, Status
from homeward.handovers.models import Handover, Signature
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def sign(held: Handover, *, by: User, at: datetime) -> Handover:
    """One's own signature. With the last of all the act is signed, and its stages wait."""
    held = locked(held, by, "handovers.sign")
    today = timezone.localdate(at)
    refuse_if(rules.reasons_not_to_sign(queries.signing_facts(held, by, today)))
    mine = queries.parts_signed(held)[by.organisation_of_rows.pk]
    Signature.objects.create(
        handover=held,
        organisation=by.organisation_of_rows,
        part=rules.next_part(mine),
        user=by,
        at=at,
    )
    parts = queries.parts_signed(held)
    if rules.is_complete([parts[by.organisation_of_rows.pk]]):
        subject = queries.to_sign(held, by.organisation_of_rows.pk)
        tasks.end(TaskKind.SIGN_CASELOAD, subject, at=at)
    if rules.is_complete(list(parts.values())):
        held.status, held.signed_at = Status.SIGNED, at
        held.save(update_fields=["status", "signed_at"])
        _wait_to_begin(held, at=at)
    return held


def _wait_to_begin(held: Handover, *, at: datetime) -> None:
    for stage in held.stages.all():
        tasks.begin(
            TaskKind.RUN_CASELOAD,
            stage.pk,
            holder_org=held.from_org_id,
            waiter_org=stage.receiver_id,
            at=at,
            programme_id=held.programme_id,
            reference=held.title,
            due_on=stage.from_on,
        )


@transaction.atomic
def decline(held: Handover, *, by: User, at: datetime) -> None:
    """A receiver says no before all have signed."""
    held = locked(held, by, "handovers.sign")
    if by.organisation_id == held.from_org_id or by.organisation_id not in queries.parts_signed(
        held
    ):
        raise Refused(Reason.NOT_PARTY)
    if held.status != Status.OFFERED:
        raise Refused(Reason.WRONG_STATUS)
    close(held, Status.DECLINED, at=at)
