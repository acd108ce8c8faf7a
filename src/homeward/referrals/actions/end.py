"""Taken back by its sender, or left as it is by the sender after it came to nothing."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.core.refusals import Refused
from homeward.referrals import rules
from homeward.referrals.actions.links import revoke_links
from homeward.referrals.actions.moving import locked, move
from homeward.referrals.choices import CHOSEN_BY_SENDER, Reason, Status
from homeward.referrals.models import Referral
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def withdraw(referral: Referral, reason: str, *, by: User, at: datetime) -> Referral:
    """Takes back what was sent: the receiver loses sight of the facts at once."""
    require(by, "referrals.withdraw")
    referral = locked(referral)
    if reason not in CHOSEN_BY_SENDER:
        raise Refused(Reason.NO_REASON)
    referral.withdraw_reason = reason
    move(referral, Status.WITHDRAWN, by=by, at=at, also=["withdraw_reason"])
    revoke_links(referral, at=at)
    cases.ensure_next_step(referral.case_id, by=by, at=at)
    return referral


@transaction.atomic
def leave(referral: Referral, *, by: User, at: datetime) -> None:
    """Nobody else is asked after it came to nothing; if nothing is open the case may close."""
    require(by, "referrals.draft")
    referral = locked(referral)
    if referral.status not in rules.IN_VAIN:
        raise Refused(Reason.WRONG_STATUS)
    tasks.end(TaskKind.REFER_AGAIN, referral.pk, at=at)
    cases.ensure_next_step(referral.case_id, by=by, at=at)
