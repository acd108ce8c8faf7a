"""How an agreement is read for a write, and the one place where its status is written."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.agreements import rules
from homeward.agreements.choices import Reason, Status
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def locked(agreement: Agreement) -> Agreement:
    """Who may read an agreement may not always write it: a row that can't be locked is a 403."""
    found = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if found is None:
        raise PermissionDenied("row policy")
    return found


def to_change(agreement: Agreement, by: User) -> Agreement:
    require(by, "agreements.draft")
    agreement = locked(agreement)
    is_lead = agreement.lead_org_id == by.organisation_id
    refuse_if(rules.reasons_not_to_change(status=Status(agreement.status), is_lead=is_lead))
    return agreement


def to_move(agreement: Agreement, to: Status, by: User) -> Agreement:
    require(by, "agreements.draft")
    agreement = locked(agreement)
    is_lead = agreement.lead_org_id == by.organisation_id
    refuse_if(rules.reasons_not_to_move(status=Status(agreement.status), to=to, is_lead=is_lead))
    if Status(agreement.status) == Status.SIGNING and to == Status.IN_FORCE:
        raise Refused(Reason.WRONG_STATUS)
    return agreement


def move(agreement: Agreement, to: Status) -> Agreement:
    """The only code that writes Agreement.status."""
    if to not in rules.NEXT[Status(agreement.status)]:
        raise Refused(Reason.WRONG_STATUS)
    agreement.status = to
    agreement.save(update_fields=["status"])
    # A restored backup may hold it in force still.
    restrictions.note(Agreement, [agreement.uid], status=to.value)
    return agreement


def close_again() -> int:
    """In a restored backup, as the database's owner: those suspended or ended since. How many.

    One that was resumed since, or came into force, is so again by its parties.
    """
    return sum(
        Agreement.objects.filter(uid=key, status__in=rules.leading_to(said["status"])).update(
            status=said["status"]
        )
        for key, said in restrictions.last(Agreement).items()
        if said["status"] in rules.SHUT
    )


def wait_for_review(agreement: Agreement, *, by: User, at: datetime) -> None:
    """Held by whoever drafted it; a second wait of the same agreement is never opened."""
    if agreement.review_on is None:
        return
    tasks.begin(
        TaskKind.REVIEW_AGREEMENT,
        agreement.uid,
        holder_org=agreement.lead_org_id,
        waiter_org=by.organisation_of_rows,
        at=at,
        programme_id=0,
        reference=agreement.number,
        due_on=agreement.review_on,
    )
