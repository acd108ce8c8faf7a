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
    "/referrals/{uuid:pk}/ask", response=schemas.ReferralDetail, summary="Ask the sender something"
)
@changing(ANSWERS, scope=Scope.REFERRALS_ANSWER, subject=REFERRAL)
def ask(request: Call, pk: UUID, said: schemas.AskIn) -> UUID:
    """The sender holds the referral until it answers; you may still answer meanwhile."""
    referrals.ask(one(pk), said.question, by=request.auth.user, at=timezone.now())
    return pk


@router.post(
    "/referrals/{uuid:pk}/waiting-list",
    response=schemas.ReferralDetail,
    summary="Put it on the waiting list",
)
@changing(ANSWERS, scope=Scope.REFERRALS_ANSWER, subject=REFERRAL)
def waiting_list(request: Call, pk: UUID, said: schemas.WaitIn) -> UUID:
    """With the day by which you look at it again; then again, or an answer."""
    referrals.put_on_waiting_list(
        one(pk), said.look_again_on, text=said.text, by=request.auth.user, at=timezone.now()
    )
    return pk


@router.post(
    "/referrals/{uuid:pk}/start", response=schemas.ReferralDetail, summary="Say that it began"
)
@changing(ANSWERS, scope=Scope.REFERRALS_ANSWER, subject=REFERRAL)
def start(request: Call, pk: UUID, said: schemas.StartIn) -> UUID:
    referrals.start(
        one(pk), on=said.on, ends_on=said.ends_on, by=request.auth.user, at=timezone.now()
    )
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
