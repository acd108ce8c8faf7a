"""Endpoints on referrals: a sender reads its own, a receiver those sent to it, and answers."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.params.functions import Header, Query

from homeward.access.choices import Purpose
from homeward.access.permissions import can
from homeward.exchange import actions
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, endpoint
from homeward.exchange.api.reading import LAST_PAGE, paged
from homeward.exchange.choices import Scope
from homeward.referrals import actions as referrals
from homeward.referrals import queries
from homeward.referrals.models import Referral
from homeward.referrals.rules import Answer

router = Router()
SENDER = ("referrals.read", Purpose.CASEWORK)
RECEIVER = ("referrals.receive", Purpose.REFERRAL)


@router.get("/referrals", response=schemas.ReferralList, summary="Referrals sent or received")
@endpoint(SENDER, RECEIVER, scope=Scope.REFERRALS_READ)
def referral_list(request: Call, page: int = Query(1, ge=1, le=LAST_PAGE)) -> schemas.ReferralList:
    user = request.auth.user
    sends = can(user, SENDER[0])
    found = queries.sent() if sends else queries.received(user.organisation_id or 0)
    shown, has_next = paged(
        found.select_related("service", "offer", "receiver_org", "owner_org"), page
    )
    items = [schemas.ReferralItem(**_referral(referral)) for referral in shown]
    return schemas.ReferralList(items=items, page=page, has_next=has_next)


def _referral(referral: Referral) -> dict[str, Any]:
    return {
        "id": referral.pk,
        "number": referral.number,
        "status": referral.status,
        "service": queries.title(referral),
        "sender": str(referral.owner_org),
        "receiver": str(referral.receiver_org),
        "sent_at": referral.sent_at,
        "answer_due_on": referral.answer_due_on,
        "ended_on": referral.ended_on,
    }


@router.get("/referrals/{uuid:pk}", response=schemas.ReferralDetail, summary="One referral")
@endpoint(SENDER, RECEIVER, scope=Scope.REFERRALS_READ)
def referral_detail(request: Call, pk: UUID) -> schemas.ReferralDetail:
    return _detail(_one(pk))


def _one(pk: UUID) -> Referral:
    found: Referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org", "owner_org"), pk=pk
    )
    return found


def _detail(referral: Referral) -> schemas.ReferralDetail:
    facts = [
        schemas.GivenFact(label=str(fact.label), value=str(fact.value), origin=str(fact.source))
        for fact in queries.shown_facts(referral)
    ]
    return schemas.ReferralDetail(
        **_referral(referral),
        message=queries.message_of(referral),
        facts=facts,
        first_day=referral.first_day,
        decline_reason=referral.decline_reason,
        outcome=referral.outcome,
    )


@router.post(
    "/referrals/{uuid:pk}/answer", response=schemas.ReferralDetail, summary="Accept or decline"
)
@endpoint(("referrals.answer", Purpose.REFERRAL), scope=Scope.REFERRALS_ANSWER)
def answer(
    request: Call,
    pk: UUID,
    said: schemas.AnswerIn,
    idempotency_key: str = Header("", alias="Idempotency-Key"),
) -> schemas.ReferralDetail:
    """The same key with the same words, sent again, answers the same and changes nothing."""
    user, now = request.auth.user, timezone.now()
    referral = _one(pk)
    words = f"{pk}|{said.model_dump_json()}"
    is_new = actions.is_new_request(request.auth.token_id, idempotency_key, words, by=user, at=now)
    if is_new:
        referrals.answer(referral, Answer(**said.model_dump()), by=user, at=now)
    return _detail(_one(pk))
