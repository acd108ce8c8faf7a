"""Sending: claimed under a lease, handed over with no transaction open, and noted.

Each is a transaction of its own. rules/retries tells what a worker that dies in between leaves.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.messages import queries, rules, signals
from homeward.messages.choices import Channel, State
from homeward.messages.delivery import Came, Sender, ToSend
from homeward.messages.models import Gateway, Message

SEND = "send_messages"
jobs.declare(SEND, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)

SECONDS_A_RUN = 40.0
MINUTE = timedelta(minutes=1)
NO_GATEWAY = "no gateway serves this channel"
LAPSED = "handed over twice, and never noted: it may have been sent"


@dataclass(frozen=True)
class Claim:
    pk: UUID
    gateway: Gateway | None
    message: ToSend
    attempts: int


def send_waiting(
    *, at: datetime, sender: Sender | None = None, seconds: float = SECONDS_A_RUN
) -> int:
    """Sends what is due, one by one; a failure is noted and tried again later. How many went."""
    sender = sender or Sender()
    until, sent = time.monotonic() + seconds, 0
    while time.monotonic() < until and (claim := _next(at)) is not None:
        if isinstance(claim, Claim):
            sent += _settle(claim, sender.send(claim.gateway, claim.message), at=at)
    return sent


def _next(at: datetime) -> Claim | bool | None:
    """Claims one message; True where one was put off or given up instead, None: nothing is due."""
    with jobs.acting_job(SEND):
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(Q(leased_until__isnull=True) | Q(leased_until__lte=at))
            .filter(state=State.WAITING, queued_at__lte=at)
            .order_by("queued_at")
            .first()
        )
        if message is None:
            return None
        return _lapsed(message, at) or _put_off(message, at) or _claimed(message, at)


def _lapsed(message: Message, at: datetime) -> bool:
    if message.leased_until is None:
        return False
    message.lapses += 1
    message.leased_until = None
    message.save(update_fields=["lapses", "leased_until"])
    if rules.after_lapse(message.lapses):
        return False
    _give_up(message, LAPSED, at)
    return True


def _put_off(message: Message, at: datetime) -> bool:
    """Until the night is over where the person is."""
    if not message.quiet_in:
        return False
    opens = rules.next_open(queries.quiet_of(message.organisation_id, message.quiet_in), at)
    if opens <= at:
        return False
    message.queued_at = opens
    message.save(update_fields=["queued_at"])
    return True


def _claimed(message: Message, at: datetime) -> Claim | bool:
    gateway = queries.gateway_for(message.organisation_id, message.channel)
    if gateway is None and message.channel != Channel.EMAIL:
        _give_up(message, NO_GATEWAY, at)
        return True
    if gateway and queries.sent_since(gateway, at - MINUTE) >= gateway.per_minute:
        message.queued_at = at + MINUTE
        message.save(update_fields=["queued_at"])
        return True
    message.leased_until, message.gateway = at + rules.LEASE, gateway
    message.save(update_fields=["leased_until", "gateway"])
    return Claim(
        message.pk,
        gateway,
        ToSend(
            key=str(message.pk),
            channel=message.channel,
            to=str(message.to),
            subject=message.subject,
            body=str(message.body),
            at=at,
        ),
        message.attempts,
    )


def _settle(claim: Claim, came: Came, *, at: datetime) -> int:
    with jobs.acting_job(SEND):
        message = Message.objects.select_for_update().get(pk=claim.pk)
        if message.state != State.WAITING:
            return 0  # its lease lapsed meanwhile, and another worker noted it
        message.attempts, message.leased_until = claim.attempts + 1, None
        if not came.error:
            _note_sent(message, came, at)
            return 1
        message.last_error = came.error[:200]
        if came.is_final or message.attempts >= rules.ATTEMPTS:
            message.save(update_fields=["attempts", "leased_until", "last_error"])
            _give_up(message, came.error, at)
            return 0
        message.queued_at = at + rules.pause_after(message.attempts)
        message.save(update_fields=["attempts", "leased_until", "last_error", "queued_at"])
        return 0


def _note_sent(message: Message, came: Came, at: datetime) -> None:
    """What was sent is not kept: it may hold a link, and says who was written to."""
    message.sent_at = message.settled_at = at
    message.state, message.provider_id = State.SENT, came.provider_id
    message.to = message.body = message.last_error = ""
    message.save()
    _tell(message, at)


def _give_up(message: Message, error: str, at: datetime) -> None:
    message.state, message.last_error, message.settled_at = State.DEAD, error[:200], at
    message.save(update_fields=["state", "last_error", "settled_at"])
    _tell(message, at)


def _tell(message: Message, at: datetime) -> None:
    if message.source:
        signals.settled.send(Message, source=message.source, state=message.state, at=at)
