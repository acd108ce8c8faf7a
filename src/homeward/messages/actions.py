"""Every write on the outbox. A message is queued in the action's own transaction."""

from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction

from homeward.messages.models import Message

ATTEMPTS = 8


def queue(*, to: str, subject: str, body: str, at: datetime) -> None:
    """Queues an e-mail for the worker to send after the commit; without an address, nothing."""
    if to:
        Message.objects.create(to=to, subject=subject, body=body, queued_at=at)


def send_waiting(*, at: datetime) -> int:
    """Sends what is due, one transaction each; a failure is noted and tried again later."""
    sent = 0
    while (message := _next(at)) is not None:
        sent += message
    return sent


def _next(at: datetime) -> int | None:
    """Sends one message under its lock: 1 sent, 0 failed, None where nothing is due."""
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(sent_at__isnull=True, attempts__lt=ATTEMPTS, queued_at__lte=at)
            .order_by("queued_at")
            .first()
        )
        if message is None:
            return None
        try:
            send_mail(message.subject, message.body, None, [message.to])
        except OSError as error:  # smtplib's errors are OSErrors
            message.attempts += 1
            message.last_error = str(error)[:200]
            message.queued_at = at + timedelta(minutes=2**message.attempts)
            message.save(update_fields=["attempts", "last_error", "queued_at"])
            return 0
        message.sent_at = at
        # What was sent is not kept: it may hold a link.
        message.to = message.body = ""
        message.save(update_fields=["sent_at", "to", "body"])
        return 1
