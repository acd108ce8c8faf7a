"""Telling what happened: claimed, looked at as the endpoint's user, sent, and noted.

Each is a transaction of its own, and none is open while the other server is waited for. A worker
that dies in between loses its lease and nothing else: the delivery is claimed again, so that
everything is told at least once.
"""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from homeward.access import gate, jobs
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.core.outgoing import Barred, Failed, Outgoing
from homeward.messages import actions as messages
from homeward.webhooks import queries, rules
from homeward.webhooks.choices import Failure, SubjectKind
from homeward.webhooks.queries import ToTell

TELL, FORGET = "tell_webhooks", "forget_webhooks"
for name in (TELL, FORGET):
    jobs.declare(name, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)

# One run ends before the next one begins, so that other jobs of the worker have their turn.
SECONDS_A_RUN = 40.0
LEASE = timedelta(minutes=2)
LARGEST_ANSWER = 64 * 1024
# What the API calls the rows of each kind.
PLACES: Mapping[str, str] = {
    SubjectKind.REFERRAL: "referrals",
    SubjectKind.OFFER: "offers",
    SubjectKind.CASE: "cases",
}


@dataclass(frozen=True)
class Came:
    """What came back of an attempt."""

    status: int | None
    failure: Failure | None
    milliseconds: int


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Sends one telling. Its way out is given anew by tests alone."""

    out: Outgoing
    clock: Callable[[], datetime] = timezone.now

    def send(self, told: ToTell) -> Came:
        at, body = self.clock(), body_of(told)
        began = time.monotonic()
        status: int | None = None
        failure: Failure | None
        try:
            status = self.out.request(
                "POST", told.url, headers=self._headers(told, at, body), body=body
            ).status
            failure = rules.failure_of(status)
        except Barred:
            failure = Failure.BARRED
        except Failed:
            failure = Failure.NO_ANSWER
        return Came(status, failure, int((time.monotonic() - began) * 1000))

    def _headers(self, told: ToTell, at: datetime, body: bytes) -> dict[str, str]:
        message_id = f"msg_{told.event_id.hex}"
        return {
            "Content-Type": "application/json",
            "User-Agent": "Homeward-Webhooks/1",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": rules.sign(told.secrets, message_id=message_id, at=at, body=body),
        }


def body_of(told: ToTell) -> bytes:
    """What happened and when, and the id of what it is about: the rest is read through the API."""
    data: dict[str, Any] = {"kind": told.subject_kind, "id": str(told.subject_id)}
    if place := PLACES.get(told.subject_kind):
        data["url"] = f"{settings.BASE_URL.rstrip('/')}/api/v1/{place}/{told.subject_id}"
    said = {"type": told.kind, "timestamp": told.happened_at.isoformat(), "data": data}
    return json.dumps(said, separators=(",", ":")).encode()


def tell_due(*, at: datetime, sender: Sender | None = None, seconds: float = SECONDS_A_RUN) -> int:
    """Tells what is due, one by one; an address that failed is left alone until the next run.
    Returns how many were delivered."""
    sender = sender or Sender(out=Outgoing(most_bytes=LARGEST_ANSWER))
    until, delivered = time.monotonic() + seconds, 0
    barred: list[UUID] = []
    while time.monotonic() < until and (claim := _claim(barred, at=at)):
        if _tell(claim, sender, at=at):
            delivered += 1
        else:
            barred.append(claim.endpoint)
    return delivered


@dataclass(frozen=True)
class Claim:
    delivery: int
    endpoint: UUID
    account: int
    is_active: bool


def _claim(barred: list[UUID], *, at: datetime) -> Claim | None:
    with jobs.acting_job(TELL), connection.cursor() as cursor:
        cursor.execute(
            "select delivery, endpoint, account, is_active"
            " from webhooks_claim(1, %s::uuid[], %s, %s)",
            [barred, at, at + LEASE],
        )
        row = cursor.fetchone()
    return Claim(*row) if row else None


def _tell(claim: Claim, sender: Sender, *, at: datetime) -> bool:
    """False where the address is not to be tried again in this run."""
    if not claim.is_active:
        _settle(claim, None, Came(None, Failure.NO_USER, 0), at=at)
        return False
    told = _looked_at(claim, at=at)
    if told is None:
        with jobs.acting_job(TELL), connection.cursor() as cursor:
            cursor.execute("select webhooks_drop(%s)", [claim.delivery])
        return True
    came = sender.send(told)
    _settle(claim, told, came, at=at)
    return came.failure is None


def _looked_at(claim: Claim, *, at: datetime) -> ToTell | None:
    """As the user as whom it is told: None where they do not see what it is about."""
    user = User.objects.get(pk=claim.account)
    with gate.acting(ActorKind.USER, user.pk, Purpose.CASEWORK):
        told = queries.to_tell(claim.delivery, at=at)
    if told is None:
        return None
    for purpose in queries.ways_of(user, told.subject_kind):
        with gate.acting(ActorKind.USER, user.pk, purpose):
            if queries.is_seen(told.subject_kind, told.subject_id):
                return told
    return None


def _settle(claim: Claim, told: ToTell | None, came: Came, *, at: datetime) -> None:
    attempts = (told.attempts if told else 0) + 1
    again = at + rules.pause_after(attempts, chance=random.random())  # noqa: S311 - no secret
    gives_up = came.failure == Failure.NO_USER or rules.gives_up(
        first_tried_at=told.first_tried_at if told else None, again=again, status=came.status
    )
    with jobs.acting_job(TELL), connection.cursor() as cursor:
        cursor.execute(
            "select email, language, used_for"
            " from webhooks_settle(%s, %s::smallint, %s, %s, %s, %s, %s)",
            [
                claim.delivery,
                came.status,
                came.failure or "",
                came.milliseconds,
                at,
                again if came.failure else None,
                bool(came.failure) and gives_up,
            ],
        )
        for email, language, used_for in cursor.fetchall():
            _tell_owner(email, language, used_for, at=at)


def _tell_owner(email: str, language: str, used_for: str, *, at: datetime) -> None:
    with translation.override(language):
        subject = _("A webhook was paused: it does not answer")
        body = _(
            "“%(what)s” could not be told what happened, and is paused. What happens meanwhile is"
            " kept for 30 days. Sign in, mend it and resume it:\n\n%(link)s"
        ) % {"what": used_for, "link": f"{settings.BASE_URL.rstrip('/')}/webhooks/"}
    messages.queue(to=email, subject=subject, body=body, at=at)


def forget_old(*, at: datetime) -> int:
    """Removes what happened so long ago that nobody asks for it again."""
    with jobs.acting_job(FORGET), connection.cursor() as cursor:
        cursor.execute("select webhooks_forget(%s)", [at - rules.KEPT])
        return int(cursor.fetchone()[0])
