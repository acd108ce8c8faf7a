"""What every verb uses: the row under a lock, its next state, and the wait that goes with it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.referrals import rules
from homeward.referrals.choices import Reason, Side, Status
from homeward.referrals.models import Referral, StatusChange
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def locked(referral: Referral) -> Referral:
    """Read again under a lock: the page may be old, and two people may click at once.

    A receiver finds no row to lock once it has answered: that is a refusal, not a fault.
    """
    found = (
        Referral.objects.select_for_update(of=("self",))
        # Not the case: a receiver does not see it, and an inner join would drop the referral.
        .select_related("service", "offer", "receiver_org", "owner_org")
        .filter(pk=referral.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.WRONG_STATUS)
    return found


def move(
    referral: Referral,
    to: Status,
    *,
    by: User | None,
    at: datetime,
    also: Sequence[str] = (),
    text: str = "",
    due_on: date | None = None,
) -> None:
    """The only code that writes Referral.status; its history and its wait are written with it."""
    before = Status(referral.status)
    if to not in rules.NEXT.get(before, set()):
        raise Refused(Reason.WRONG_STATUS)
    referral.status = to
    if to in rules.ENDED and before not in rules.ENDED:
        referral.ended_on = referral.ended_on or at.date()
        also = [*also, "ended_on"]
    referral.save(update_fields=["status", *also])
    _note(referral, by=by, at=at, text=text)
    if before in rules.HELD:
        tasks.end(rules.HELD[before].wait, referral.pk, at=at)
    if to in rules.HELD:
        hold(referral, to, at=at, due_on=due_on)
    elif to in rules.LEFT_TO_SENDER:
        leave_to_sender(rules.LEFT_TO_SENDER[to], referral, at=at)


def _note(referral: Referral, *, by: User | None, at: datetime, text: str) -> None:
    # Without RETURNING: a receiver may write a line of the history that it may not all read.
    StatusChange.objects.bulk_create(
        [StatusChange(to=referral.status, at=at, by=by, text=text, **of_the_referral(referral))]
    )


def of_the_referral(referral: Referral) -> dict[str, Any]:
    """What each row that belongs to a referral has of it."""
    return {
        "referral": referral,
        "receiver_org_id": referral.receiver_org_id,
        "person_id": referral.person_id,
        "programme_id": referral.programme_id,
        "owner_org_id": referral.owner_org_id,
    }


def hold(referral: Referral, status: Status, *, at: datetime, due_on: date | None = None) -> None:
    """Opens the wait of a state with whoever holds it; the other side waits."""
    held = rules.HELD[status]
    if held.by == Side.RECEIVER:
        sides: dict[str, Any] = {"holder_org": referral.receiver_org_id}
        sides |= {"waiter_org": referral.owner_org_id, "waiter": referral.drafted_by}
    else:
        waiter = referral.owner_org_id if status == Status.DRAFT else referral.receiver_org_id
        sides = {"holder_org": referral.owner_org_id, "holder": referral.drafted_by}
        sides |= {"waiter_org": waiter}
    tasks.begin(held.wait, referral.pk, at=at, due_on=due_on, **sides, **_about(referral))


def leave_to_sender(kind: TaskKind, referral: Referral, *, at: datetime, note: str = "") -> None:
    tasks.begin(
        kind,
        referral.pk,
        holder_org=referral.owner_org_id,
        holder=referral.drafted_by,
        waiter_org=referral.owner_org_id,
        waiter=referral.drafted_by,
        at=at,
        note=note,
        **_about(referral),
    )


def _about(referral: Referral) -> dict[str, Any]:
    return {
        "programme_id": referral.programme_id,
        "case_id": referral.case_id,
        "person_id": referral.person_id,
        "reference": referral.number,
    }
