"""A message is queued in the action's own transaction; what was given up is sent again or goes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.messages import rules
from homeward.messages.choices import Channel, Reason, State
from homeward.messages.models import Message

ERASE = "erase_messages"
jobs.declare(ERASE, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


def queue(
    *,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    channel: str = Channel.EMAIL,
    organisation_id: int | None = None,
    source: UUID | None = None,
    quiet_in: str = "",
) -> UUID | None:
    """Queues a message for the worker to send after the commit; without an address, nothing.

    `channel`: "email", "sms" or "whatsapp". `organisation_id`: by whose gateway it goes; an e-mail
    without one, or of an organisation without a gateway for e-mail, goes by the installation's own
    mail server. `source`: what it is for; `signals.settled` tells what became of it. `quiet_in`:
    the country (ISO 3166-1) whose night is kept; "" where it is urgent. Gives the message's id.
    """
    if not to:
        return None
    is_mail = channel == Channel.EMAIL
    message = Message(
        to=to,
        # A line of its own could begin another header.
        subject=" ".join(subject.split())[:200],
        body=body,
        queued_at=at,
        channel=channel,
        organisation_id=organisation_id,
        source=source,
        quiet_in=quiet_in,
        parts=1 if is_mail else rules.parts_of(body).count,
    )
    message.save(force_insert=True)
    return message.pk


@transaction.atomic
def send_again(message: Message, *, by: User, at: datetime) -> None:
    """What was given up is tried anew, from the beginning."""
    message = _given_up(message, by)
    message.state, message.queued_at, message.settled_at = State.WAITING, at, None
    message.attempts = message.lapses = 0
    message.save(update_fields=["state", "queued_at", "settled_at", "attempts", "lapses"])


@transaction.atomic
def discard(message: Message, *, by: User, at: datetime) -> None:
    """It is not sent any more; address and text go."""
    message = _given_up(message, by)
    message.state, message.settled_at, message.to, message.body = State.DISCARDED, at, "", ""
    message.save(update_fields=["state", "settled_at", "to", "body"])


def _given_up(message: Message, by: User) -> Message:
    require(by, "messages.send_again")
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.state != State.DEAD:
        raise Refused(Reason.NOT_GIVEN_UP)
    return message


def call_back(sources: list[UUID], *, by: User, at: datetime) -> int:
    """What was queued for these and waits still, at night say, is not sent any more."""
    return Message.objects.filter(
        source__in=sources, state=State.WAITING, organisation=by.organisation_of_rows
    ).update(state=State.DISCARDED, settled_at=at, to="", body="")


def erase_old(*, at: datetime) -> int:
    """Address and text of what was given up long ago. How many that were."""
    with jobs.acting_job(ERASE):
        return Message.objects.filter(
            state=State.DEAD, settled_at__lt=at - rules.ERASED_AFTER
        ).update(state=State.DISCARDED, to="", body="")
