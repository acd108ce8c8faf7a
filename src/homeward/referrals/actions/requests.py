"""What a person asks their case worker to ask for: it becomes a draft, or has a reason."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.offers.models import Offer
from homeward.referrals import rules
from homeward.referrals.choices import Reason, RequestStatus
from homeward.referrals.models import Referral, ServiceRequest
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask_for(
    case: Case, wanted: Service | Offer, *, text: str = "", by: User, at: datetime
) -> ServiceRequest:
    """The person asks, on their own pages. The case worker holds it until it is answered."""
    require(by, "referrals.ask_own")
    service = wanted if isinstance(wanted, Service) else None
    offer = wanted if isinstance(wanted, Offer) else None
    open_one = ServiceRequest.objects.filter(
        case=case, service=service, offer=offer, status=RequestStatus.OPEN
    ).first()
    if open_one:
        # A second click asks for the same thing.
        return open_one
    if not case.is_open:
        raise Refused(Reason.CASE_CLOSED)
    request = ServiceRequest(
        case=case,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org_id=case.accountable_org_id,
        service=service,
        offer=offer,
        text=text,
        asked_at=at,
        asked_by=by,
    )
    request.save(force_insert=True)
    _hold(request, case, at=at)
    return request


def _hold(request: ServiceRequest, case: Case, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.ANSWER_REQUEST,
        request.pk,
        holder_org=case.accountable_org_id,
        holder=case.worker,
        waiter_org=case.accountable_org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )


@transaction.atomic
def take_back(request: ServiceRequest, *, by: User, at: datetime) -> None:
    """The person no longer wishes it."""
    require(by, "referrals.ask_own")
    request = _locked(request)
    request.status, request.answered_at = RequestStatus.TAKEN_BACK, at
    request.save(update_fields=["status", "answered_at"])
    tasks.end(TaskKind.ANSWER_REQUEST, request.pk, at=at)


@transaction.atomic
def turn_down(
    request: ServiceRequest, reason: str, *, reply: str = "", by: User, at: datetime
) -> ServiceRequest:
    """The worker does not ask for it, and says why: the person reads it."""
    require(by, "referrals.draft")
    request = _locked(request)
    refuse_if(rules.reasons_not_to_turn_down(reason))
    request.reason, request.reply = reason, reply
    _answer(request, RequestStatus.DECLINED, by=by, at=at, also=["reason", "reply"])
    cases.ensure_next_step(request.case_id, by=by, at=at)
    return request


@transaction.atomic
def take_up(request: ServiceRequest, referral: Referral, *, by: User, at: datetime) -> None:
    """The worker made a draft of it. Where the draft is discarded the request is open again."""
    require(by, "referrals.draft")
    request = _locked(request)
    request.referral = referral
    _answer(request, RequestStatus.TAKEN, by=by, at=at, also=["referral"])


def open_again(referral: Referral, *, at: datetime) -> None:
    """The draft that was made of a request is discarded: somebody has to answer it after all."""
    request = (
        ServiceRequest.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(referral=referral)
        .first()
    )
    if request and not request.case.closed_at:
        request.status, request.referral = RequestStatus.OPEN, None
        request.answered_at = request.answered_by = None
        request.save(update_fields=["status", "referral", "answered_at", "answered_by"])
        _hold(request, request.case, at=at)


def _answer(
    request: ServiceRequest, to: RequestStatus, *, by: User, at: datetime, also: list[str]
) -> None:
    request.status, request.answered_at, request.answered_by = to, at, by
    request.save(update_fields=["status", "answered_at", "answered_by", *also])
    tasks.end(TaskKind.ANSWER_REQUEST, request.pk, at=at)


def _locked(request: ServiceRequest) -> ServiceRequest:
    """Read again under a lock. Whoever may not change it any more finds no row to lock."""
    found = ServiceRequest.objects.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if found is None or found.status != RequestStatus.OPEN:
        raise Refused(Reason.REQUEST_ANSWERED)
    return found
