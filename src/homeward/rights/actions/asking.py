"""A request comes in, who asks is established, and it is answered or refused."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.rights import rules
from homeward.rights.choices import (
    AskedBy,
    IdentityCheck,
    Reason,
    RefusalGround,
    RequestKind,
    RequestStatus,
)
from homeward.rights.models import RightsRequest
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def record(
    person: Person,
    kind: RequestKind,
    *,
    asked_by: AskedBy,
    received_on: date,
    said: str = "",
    identity: str = "",
    by: User,
    at: datetime,
) -> RightsRequest:
    """A worker or officer notes what the person asked for; its term runs from that day."""
    require(by, "rights.record_request")
    request = RightsRequest.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=person.programme_id,
        person=person,
        kind=kind,
        asked_by=asked_by,
        said=said,
        received_on=received_on,
        identity=identity,
        recorded_by=by,
    )
    _wait(request, by.organisation_of_rows, at=at)
    return request


@transaction.atomic
def ask(person: Person, kind: RequestKind, said: str, *, by: User, at: datetime) -> None:
    """The person asks on their own pages: the sign-in has established who they are."""
    require(by, "rights.own")
    request = RightsRequest(
        id=uuid4(),
        owner_org_id=person.owner_org_id,
        programme_id=person.programme_id,
        person=person,
        kind=kind,
        asked_by=AskedBy.PORTAL,
        said=said,
        received_on=at.date(),
        identity=IdentityCheck.SIGN_IN,
        recorded_by=by,
    )
    request.save(force_insert=True)
    _wait(request, person.owner_org, at=at)


def _wait(request: RightsRequest, holder: Organisation, *, at: datetime) -> None:
    tasks.begin(
        TaskKind.ANSWER_RIGHTS_REQUEST,
        request.pk,
        holder_org=holder,
        waiter_org=holder,
        at=at,
        programme_id=request.programme_id,
        person_id=request.person_id,
    )


@transaction.atomic
def say_identity(request: RightsRequest, identity: IdentityCheck, *, by: User) -> RightsRequest:
    require(by, "rights.answer")
    request = locked(request)
    if request.status != RequestStatus.OPEN:
        raise Refused(Reason.NOT_OPEN)
    request.identity = identity
    request.save(update_fields=["identity"])
    return request


@transaction.atomic
def refuse(
    request: RightsRequest, ground: RefusalGround, answer: str, *, by: User, at: datetime
) -> None:
    """With the ground and the words that the person is told; they may complain about it."""
    require(by, "rights.answer")
    request = locked(request)
    refuse_if(
        reason
        for holds, reason in (
            (request.status == RequestStatus.OPEN, Reason.NOT_OPEN),
            (bool(answer.strip()), Reason.NO_REASON),
        )
        if not holds
    )
    request.refusal = ground
    close(request, RequestStatus.REFUSED, answer, by=by, at=at)


def close(
    request: RightsRequest, status: RequestStatus, answer: str, *, by: User, at: datetime
) -> None:
    """The only code that ends a request."""
    request.status, request.answer = status, answer
    request.answered_at, request.answered_by = at, by
    request.save(update_fields=["status", "refusal", "answer", "answered_at", "answered_by"])
    tasks.end(TaskKind.ANSWER_RIGHTS_REQUEST, request.pk, at=at)


def locked(request: RightsRequest) -> RightsRequest:
    """Read again under a lock: the page may be old, and two officers may click at once."""
    return RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


def ready_to_answer(request: RightsRequest, wanted: RequestKind) -> RightsRequest:
    """The request under its lock, if it may be answered so."""
    request = locked(request)
    refuse_if(
        rules.reasons_not_to_answer(
            status=RequestStatus(request.status),
            kind=RequestKind(request.kind),
            wanted=wanted,
            identity_checked=bool(request.identity),
        )
    )
    return request
