"""Endpoints on referrals that both sides read, and those by which the sender acts."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from homeward.access.choices import Purpose
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, Subject, changing, endpoint
from homeward.exchange.api.paging import Paged, page_of
from homeward.exchange.choices import Reason, Scope
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.plans.models import PlanLine
from homeward.referrals import actions as referrals
from homeward.referrals import queries
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral
from homeward.referrals.queries import Offered
from homeward.services.models import Service

router = Router()
SENDER = ("referrals.read", Purpose.CASEWORK)
RECEIVER = ("referrals.receive", Purpose.REFERRAL)
BESIDE = ("service", "offer", "receiver_org", "owner_org")


@router.get(
    "/referrals", response=schemas.ReferralList, summary="Referrals, in the order of their change"
)
@endpoint(SENDER, RECEIVER, scope=Scope.REFERRALS_READ)
def referral_list(
    request: Call, asked: Paged, status: Status | None = None, case: UUID | None = None
) -> schemas.ReferralList:
    """A sender's token reads those of its organisation's cases, a receiver's those sent to it."""
    user = request.auth.user
    sends = can(user, SENDER[0])
    found = queries.sent() if sends else queries.received(user.organisation_id or 0)
    if status:
        found = found.filter(status=status.value)
    if case:
        found = found.filter(case_id=case)
    page = page_of(found.select_related(*BESIDE), asked)
    items = [schemas.ReferralItem(**_referral(referral)) for referral in page.rows]
    return schemas.ReferralList(items=items, **page.told)


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
        "look_again_on": referral.look_again_on,
        "first_day": referral.first_day,
        "started_on": referral.started_on,
        "expected_end_on": referral.expected_end_on,
        "ended_on": referral.ended_on,
        "changed_at": referral.changed_at,
    }


@router.get("/referrals/{uuid:pk}", response=schemas.ReferralDetail, summary="One referral")
@endpoint(SENDER, RECEIVER, scope=Scope.REFERRALS_READ, tagged=True)
def referral_detail(request: Call, pk: UUID) -> schemas.ReferralDetail:
    """With the facts chosen for it: the receiver sees these and nothing else of the file."""
    return detail(pk)


def one(pk: UUID) -> Referral:
    found: Referral = get_object_or_404(Referral.objects.select_related(*BESIDE), pk=pk)
    return found


def detail(pk: UUID) -> schemas.ReferralDetail:
    referral = one(pk)
    facts = [
        schemas.GivenFact(label=str(fact.label), value=str(fact.value), origin=str(fact.source))
        for fact in queries.shown_facts(referral)
    ]
    return schemas.ReferralDetail(
        **_referral(referral),
        message=queries.message_of(referral),
        facts=facts,
        decline_reason=referral.decline_reason,
        outcome=referral.outcome,
        withdraw_reason=referral.withdraw_reason,
        expire_reason=referral.expire_reason,
        person_says=referral.person_says,
        offer=referral.offer_id,
    )


# A withdrawal of consent takes the person first, then the referral; so do we.
REFERRAL = Subject(
    one=one, told=detail, before=lambda referral: persons.hold_person(referral.person_id)
)


@router.get(
    "/referrals/{uuid:pk}/history",
    response=schemas.ChangeList,
    summary="What became of a referral, the latest first",
)
@endpoint(SENDER, RECEIVER, scope=Scope.REFERRALS_READ)
def history(request: Call, pk: UUID) -> schemas.ChangeList:
    changes = queries.changes(one(pk))
    items = [
        schemas.ChangeItem(to=change.to, at=change.at, who=who, text=change.text)
        for change, who in changes
    ]
    return schemas.ChangeList(items=items)


@router.post("/referrals", response={201: schemas.ReferralDetail}, summary="Draft a referral")
@changing(("referrals.draft", Purpose.CASEWORK), scope=Scope.REFERRALS_WRITE, subject=REFERRAL)
def draft(request: Call, said: schemas.DraftIn) -> UUID:
    """With the facts chosen for it. Nothing leaves the house yet: it is sent by its own call."""
    case = get_object_or_404(Case, pk=said.case)
    person = get_object_or_404(Person, pk=said.person, household=case.household_id)
    to = _target(said)
    line = get_object_or_404(PlanLine, pk=said.line, plan__case=case) if said.line else None
    made = referrals.draft(
        case,
        to,
        person=person,
        facts=_chosen(case, person, said.facts),
        message=said.message,
        line=line,
        answer_due_on=said.answer_due_on,
        by=request.auth.user,
        at=timezone.now(),
    )
    return made.pk


def _target(said: schemas.DraftIn) -> Service | Offer:
    if (said.service is None) == (said.offer is None):
        raise Refused(Reason.ONE_TARGET)
    if said.service:
        return get_object_or_404(Service.objects.select_related("organisation"), pk=said.service)
    return get_object_or_404(Offer.objects.select_related("organisation"), pk=said.offer)


def _chosen(case: Case, person: Person, keys: list[str]) -> list[Offered]:
    """The facts that the keys name, as they stand now."""
    offered = {
        fact.key: fact for fact in queries.facts_to_choose(case, person, on=timezone.localdate())
    }
    if not set(keys) <= offered.keys():
        raise Refused(Reason.FACT_NOT_OFFERED)
    return [fact for key, fact in offered.items() if key in keys]


@router.post("/referrals/{uuid:pk}/send", response=schemas.ReferralDetail, summary="Send a draft")
@changing(("referrals.send", Purpose.CASEWORK), scope=Scope.REFERRALS_WRITE, subject=REFERRAL)
def send(request: Call, pk: UUID) -> UUID:
    """Refused with every reason while consent, agreement, plan or places stand against it."""
    referrals.send(one(pk), by=request.auth.user, at=timezone.now())
    return pk


@router.post(
    "/referrals/{uuid:pk}/withdraw",
    response=schemas.ReferralDetail,
    summary="Take back what was sent",
)
@changing(("referrals.withdraw", Purpose.CASEWORK), scope=Scope.REFERRALS_WRITE, subject=REFERRAL)
def withdraw(request: Call, pk: UUID, said: schemas.WithdrawIn) -> UUID:
    """The receiver loses sight of the facts at once; number, status and dates remain."""
    referrals.withdraw(one(pk), said.reason, by=request.auth.user, at=timezone.now())
    return pk


@router.post(
    "/referrals/{uuid:pk}/tell",
    response=schemas.ReferralDetail,
    summary="Answer the receiver's question",
)
@changing(("referrals.send", Purpose.CASEWORK), scope=Scope.REFERRALS_WRITE, subject=REFERRAL)
def tell(request: Call, pk: UUID, said: schemas.TellIn) -> UUID:
    """Consent and agreement are asked again: they must cover what is told now as well."""
    referral = one(pk)
    facts: list[Offered] = []
    if said.facts:
        case = get_object_or_404(Case, pk=referral.case_id)
        person = get_object_or_404(Person, pk=referral.person_id)
        facts = _chosen(case, person, said.facts)
    referrals.tell(referral, said.reply, facts=facts, by=request.auth.user, at=timezone.now())
    return pk
