"""A copy of all that is held, for the person alone: the link that opens it is its key.

It is composed by a unit of work that reads as the person, after the officer's own has committed.
So the officer hands over a link without being shown what they are not cleared for.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.tokens import hash_of
from homeward.rights import copies
from homeward.rights.actions import asking
from homeward.rights.choices import RequestKind, RequestStatus
from homeward.rights.models import PersonCopy, RightsRequest
from homeward.rights.sealing import open_with, seal_with

COPY_DAYS = 30


@transaction.atomic
def answer_with_copy(
    request: RightsRequest, *, language: str, by: User, at: datetime
) -> tuple[PersonCopy, str]:
    """Ends the request with a copy; returns the token of its link, known only this once."""
    require(by, "rights.answer")
    request = asking.ready_to_answer(request, RequestKind.COPY)
    token = secrets.token_urlsafe(24)
    copy = PersonCopy.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=request.programme_id,
        person_id=request.person_id,
        request=request,
        token_hash=hash_of(token),
        made_at=at,
        made_by=by,
        expires_at=at + timedelta(days=COPY_DAYS),
    )
    asking.close(request, RequestStatus.ANSWERED, "", by=by, at=at)
    # A failure here is the page's failure: the link is not shown, and the row stays empty.
    transaction.on_commit(lambda: fill(copy.pk, request.person_id, token, language))
    return copy, token


def fill(copy_id: UUID, person_id: UUID, token: str, language: str) -> None:
    """Composes the copy as the person and keeps it sealed under its link."""
    with gate.acting(ActorKind.SUBJECT, copy_id, Purpose.OVERSIGHT):
        content = seal_with(token, copies.compose(person_id, language=language))
        PersonCopy.objects.filter(pk=copy_id).update(content=content)


def open_copy(token: str) -> bytes | None:
    """The archive of a link, or None where there is none, or no longer."""
    with connection.cursor() as cursor:
        cursor.execute("select rights_open_copy(%s)", [hash_of(token)])
        sealed = cursor.fetchone()[0]
    return open_with(token, bytes(sealed)) if sealed else None
