"""Trials of the ways out: the installation's mail server, an organisation's SMS gateway."""

import smtplib
import ssl
import uuid
from email.message import EmailMessage
from typing import Any

PATIENCE = 15
TRIAL = "This is a trial of Homeward. Nothing is to be done."
# What goes over the line and is shown; the sign-in is not.
HIDDEN = ("auth", "AUTH")


class Telling(smtplib.SMTP):
    """Keeps the conversation, without what signs us in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.talk: list[str] = []
        super().__init__(*args, **kwargs)

    def getreply(self) -> tuple[int, bytes]:
        code, words = super().getreply()
        self.talk.append(f"{code} {words.decode(errors='replace')}".replace("\n", " "))
        return code, words


def send_trial(to: str) -> tuple[list[str], str]:
    """The server's words, and why it did not take the message; empty where it did."""
    from django.conf import settings  # noqa: PLC0415

    message = EmailMessage()
    message["From"], message["To"] = settings.DEFAULT_FROM_EMAIL, to
    message["Subject"] = "A trial of Homeward"
    message.set_content(TRIAL)
    server = None
    try:
        server = Telling(timeout=PATIENCE)
        server.connect(settings.EMAIL_HOST, settings.EMAIL_PORT)
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        return server.talk if server else [], _words(error)
    finally:
        if server:
            server.close()
    return server.talk, ""


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {said!r}" for code, said in error.recipients.values())
    return str(error) or type(error).__name__


def send_sms(to: str, organisation: str) -> tuple[str, str]:
    """The gateway's name, empty where there is none; and what it answered where it refused."""
    from django.utils import timezone  # noqa: PLC0415

    from homeward.access.models import Organisation  # noqa: PLC0415
    from homeward.messages import queries  # noqa: PLC0415
    from homeward.messages.choices import Channel  # noqa: PLC0415
    from homeward.messages.delivery import Sender, ToSend  # noqa: PLC0415

    found = Organisation.objects.filter(name=organisation).first()
    gateway = queries.gateway_for(found.pk if found else None, Channel.SMS)
    if gateway is None:
        return "", ""
    came = Sender().send(
        gateway,
        ToSend(
            key=str(uuid.uuid4()), channel=Channel.SMS, to=to, subject="", body=TRIAL,
            at=timezone.now(),
        ),
    )  # fmt: skip
    return gateway.name, came.error
