"""From the first day to what came of it, and whether the person says the same."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import refuse_if
from homeward.referrals import rules
from homeward.referrals.actions.moving import leave_to_sender, locked, move
from homeward.referrals.choices import Outcome, PersonSays, SaidWay, Status
from homeward.referrals.models import Referral
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

PERSON_SAYS_NO = "person_says_no"


@transaction.atomic
def start(
    referral: Referral, *, on: date, ends_on: date | None = None, by: User | None, at: datetime
) -> Referral:
    """The receiver says that the service began, and until when it is expected to last."""
    if by:
        require(by, "referrals.answer")
    referral = locked(referral)
    refuse_if(rules.reasons_not_to_start(on, ends_on=ends_on, today=at.date()))
    referral.started_on, referral.expected_end_on = on, ends_on
    move(
        referral, Status.STARTED, by=by, at=at, also=["started_on", "expected_end_on"],
        due_on=ends_on,
    )  # fmt: skip
    return referral


@transaction.atomic
def report(
    referral: Referral, outcome: str, *, on: date, text: str = "", by: User | None, at: datetime
) -> Referral:
    """The receiver says what the service came to; a referral can't end without an outcome."""
    if by:
        require(by, "referrals.answer")
    referral = locked(referral)
    refuse_if(rules.reasons_not_to_report(outcome, on=on, today=at.date()))
    referral.outcome, referral.outcome_on, referral.outcome_text = outcome, on, text
    referral.ended_on = on
    to = rules.status_of(Outcome(outcome))
    move(referral, to, by=by, at=at, also=["outcome", "outcome_on", "outcome_text"])
    return referral


@transaction.atomic
def confirm(
    referral: Referral, says: str, *, text: str = "", way: SaidWay, by: User, at: datetime
) -> Referral:
    """The person says whether it was as reported, on their own pages or asked by the worker.

    A yes confirms it. A no leaves what the receiver reported as it is, and is the sender's to read.
    """
    require(by, "referrals.say_own" if way == SaidWay.PORTAL else "referrals.confirm")
    referral = locked(referral)
    refuse_if(rules.reasons_not_to_confirm(Status(referral.status), says))
    referral.person_says, referral.person_text = says, text
    referral.person_said_way, referral.person_said_at = way, at
    referral.person_said_to = None if way == SaidWay.PORTAL else by
    said = [
        "person_says", "person_text", "person_said_way", "person_said_at", "person_said_to",
    ]  # fmt: skip
    if says == PersonSays.YES:
        move(referral, Status.CONFIRMED, by=by, at=at, also=said)
    else:
        referral.save(update_fields=said)
        leave_to_sender(TaskKind.READ_OUTCOME, referral, at=at, note=PERSON_SAYS_NO)
    return referral


@transaction.atomic
def read_outcome(referral: Referral, *, by: User, at: datetime) -> None:
    """The sender has read the outcome, or the withdrawal; if nothing is open the case may close."""
    require(by, "referrals.draft")
    referral = locked(referral)
    for kind in (TaskKind.READ_OUTCOME, TaskKind.READ_WITHDRAWAL):
        tasks.end(kind, referral.pk, at=at)
    cases.ensure_next_step(referral.case_id, by=by, at=at)
