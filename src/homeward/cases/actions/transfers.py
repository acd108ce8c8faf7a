"""Another organisation answers for the case from now on: asked, and accepted or declined."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import rules
from homeward.cases.actions.files import ensure_next_step
from homeward.cases.actions.stages import locked
from homeward.cases.choices import (
    DeclineReason,
    GoesWithIt,
    Reason,
    TransferReason,
    TransferStatus,
)
from homeward.cases.models import Case, Transfer
from homeward.cases.queries import ways
from homeward.core.refusals import refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask_transfer(
    case: Case,
    to_org: Organisation,
    *,
    why: TransferReason,
    reason: str = "",
    goes_with_it: Sequence[GoesWithIt] = (),
    wanted_on: date | None = None,
    by: User,
    at: datetime,
) -> Transfer:
    """Asks another organisation to answer for the case. Until it accepts, nothing moves."""
    require(by, "cases.transfer")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_transfer(ways.transferring_facts(case, to_org, by=by, on=at.date()))
    )
    transfer = Transfer.objects.create(
        case=case,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        from_org=by.organisation_of_rows,
        to_org=to_org,
        why=why,
        reason=reason,
        goes_with_it=sorted(goes_with_it),
        wanted_on=wanted_on,
        asked_at=at,
        asked_by=by,
    )
    tasks.begin(
        TaskKind.ANSWER_TRANSFER,
        transfer.pk,
        holder_org=to_org,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=wanted_on,
    )
    return transfer


@transaction.atomic
def accept_transfer(
    transfer: Transfer, *, worker: User | None = None, by: User, at: datetime
) -> Case:
    """The accountability, and what waits on the case, move in this one transaction."""
    require(by, "cases.assign")
    transfer = _locked(transfer)
    refuse_if(
        rules.reasons_not_to_answer_transfer(
            status=TransferStatus(transfer.status),
            is_receiver=transfer.to_org_id == by.organisation_id,
            worker_is_colleague=worker is None
            or (worker.organisation_id == by.organisation_id and worker.is_active),
        )
    )
    # Of the case the receiver may be allowed to read alone: the database moves it, from this
    # one transfer that was asked of it.
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases_accept_transfer(%s, %s, %s)",
            [transfer.pk, worker.pk if worker else None, at],
        )
    case = Case.objects.get(pk=transfer.case_id)
    ensure_next_step(case.pk, by=by, at=at)
    return case


@transaction.atomic
def decline_transfer(transfer: Transfer, reason: DeclineReason, *, by: User, at: datetime) -> None:
    require(by, "cases.assign")
    transfer = _locked(transfer)
    refuse_if(
        rules.reasons_not_to_answer_transfer(
            status=TransferStatus(transfer.status),
            is_receiver=transfer.to_org_id == by.organisation_id,
            worker_is_colleague=True,
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("select cases_decline_transfer(%s, %s, %s)", [transfer.pk, reason.value, at])


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: User, at: datetime) -> None:
    """The asker takes it back before it is answered."""
    require(by, "cases.transfer")
    transfer = _locked(transfer)
    refuse_if(_reasons_not_to_take_back(transfer, by))
    transfer.status, transfer.answered_at, transfer.answered_by = (
        TransferStatus.WITHDRAWN, at, by,
    )  # fmt: skip
    transfer.save(update_fields=["status", "answered_at", "answered_by"])
    tasks.end(TaskKind.ANSWER_TRANSFER, transfer.pk, at=at)


def _reasons_not_to_take_back(transfer: Transfer, by: User) -> list[Reason]:
    checks = [
        (transfer.status == TransferStatus.ASKED, Reason.NOT_OPEN),
        (transfer.from_org_id == by.organisation_id, Reason.NOT_ACCOUNTABLE),
    ]
    return [reason for holds, reason in checks if not holds]


@transaction.atomic
def read_transfer(transfer: Transfer, *, by: User, at: datetime) -> None:
    """The asker has read why it was declined; the case goes on where it is."""
    require(by, "cases.transfer")
    tasks.end(TaskKind.READ_TRANSFER, transfer.pk, at=at)
    ensure_next_step(transfer.case_id, by=by, at=at)


def _locked(transfer: Transfer) -> Transfer:
    """The case first, as everything locks it: two answers at once wait for each other."""
    Case.objects.filter(pk=transfer.case_id).select_for_update(of=("self",)).first()
    return Transfer.objects.get(pk=transfer.pk)
