"""Endpoints by which the receiver of a referral acts."""

from uuid import UUID

from django.utils import timezone
from ninja import Router

from homeward.access.choices import Purpose
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, changing
from homeward.exchange.api.referring import REFERRAL, one
from homeward.exchange.choices import Scope
from homeward.referrals import actions as referrals
from homeward.referrals.rules import Answer

router = Router()
ANSWERS = ("referrals.answer", Purpose.REFERRAL)


@router.post(
    "/referrals/{uuid:pk}/answer", response=schemas.ReferralDetail, summary="Accept or decline"
)
@changing(ANSWERS, scope=Scope.REFERRALS_ANSWER, subject=REFERRAL)
def answer(request: Call, pk: UUID, said: schemas.AnswerIn) -> UUID:
    given = Answer(
        accepts=said.accepts,
        first_day=said.first_day,
        received_by=said.received_by,
        decline_reason=said.decline_reason or "",
        text=said.text,
    )
    referrals.answer(one(pk), given, by=request.auth.user, at=timezone.now())
    return pk


@router.post(
    "/referrals/{uuid:pk}/report",
    response=schemas.ReferralDetail,
    summary="Say what the service came to",
)
@changing(ANSWERS, scope=Scope.REFERRALS_ANSWER, subject=REFERRAL)
def report(request: Call, pk: UUID, said: schemas.ReportIn) -> UUID:
    """It ends the referral; the sender is told."""
    referrals.report(
        one(pk),
        said.outcome,
        on=said.on,
        text=said.text,
        by=request.auth.user,
        at=timezone.now(),
    )
    return pk
