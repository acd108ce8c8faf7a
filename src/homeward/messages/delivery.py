"""Hands a message to a gateway. No transaction is open meanwhile, and nothing is written here.

HTTP goes through core/outgoing.py, which checks each address where it connects; the mail server's
address is checked the same way. Apprise makes its own requests: only schemes of a list go through
it, whose hosts are fixed in its code (decision 59).
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import apprise
from django.conf import settings
from django.core.mail import send_mail

from homeward.core.digits import are_digits
from homeward.core.foreign import json_of
from homeward.core.outgoing import MAIL_OVER_TLS, Barred, Failed, Outgoing, Rejected
from homeward.messages.choices import Channel, Encoding, GatewayKind
from homeward.messages.models import Gateway

logger = logging.getLogger(__name__)

# Schemes of Apprise whose hosts its code fixes, by channel. Those that take a host are left out:
# an address of ours could be reached by them.
APPRISE = {
    "twilio": Channel.SMS, "vonage": Channel.SMS, "nexmo": Channel.SMS, "plivo": Channel.SMS,
    "sinch": Channel.SMS, "clickatell": Channel.SMS, "bulksms": Channel.SMS,
    "atalk": Channel.SMS, "d7sms": Channel.SMS, "msg91": Channel.SMS, "kavenegar": Channel.SMS,
    "voipms": Channel.SMS, "whatsapp": Channel.WHATSAPP, "mailgun": Channel.EMAIL,
    "sendgrid": Channel.EMAIL,
}  # fmt: skip
MAIL_PORTS = frozenset({25, 465, 587, 2525})
LARGEST_ANSWER = 64 * 1024
# What a provider answers when it is to be asked again: too early, too often, its own fault.
AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
# A mail server's temporary refusal begins with 4, a final one with 5 (RFC 5321, 4.2.1).
FINAL_REPLY = 500


@dataclass(frozen=True, kw_only=True)
class ToSend:
    """One message, ready to go: nothing of it is read again while it is under way."""

    key: str
    channel: str
    to: str
    subject: str
    body: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came of it. `error` is empty where it was taken; `is_final`: asking again is useless."""

    error: str = ""
    is_final: bool = False
    provider_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """The ways out. Given anew by tests alone."""

    out: Outgoing = field(default_factory=lambda: Outgoing(most_bytes=LARGEST_ANSWER))

    def send(self, gateway: Gateway | None, message: ToSend) -> Came:
        if gateway is None:
            return _by_own_server(message)
        ways: dict[str, Callable[[Gateway, ToSend], Came]] = {
            GatewayKind.SMTP: self._by_smtp,
            GatewayKind.HTTP: self._by_http,
            GatewayKind.APPRISE: _by_apprise,
            GatewayKind.FILE: _by_file,
        }
        return ways[gateway.kind](gateway, message)

    def _by_http(self, gateway: Gateway, message: ToSend) -> Came:
        said = _filled(json_of(gateway.body), gateway, message)
        headers = dict(json.loads(gateway.secret or "{}"))
        if gateway.encoding == Encoding.JSON:
            headers.setdefault("Content-Type", "application/json")
            content = json.dumps(said, ensure_ascii=False).encode()
        else:
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
            content = urlencode(said, doseq=True).encode()
        if gateway.dedup_header:
            headers[gateway.dedup_header] = message.key
        try:
            answer = self.out.request("POST", gateway.url, headers=headers, body=content)
        except Barred as error:
            return Came(error=f"not sent: {error}", is_final=True)
        except Failed as error:
            return Came(error=f"no answer: {error}")
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            final = answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and answer.status not in AGAIN
            return Came(error=f"answered {answer.status}", is_final=final)
        return Came(provider_id=str(found_at(parsed(answer.body), gateway.id_path))[:100])

    def _by_smtp(self, gateway: Gateway, message: ToSend) -> Came:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = gateway.sender, message.to, message.subject
        mail["Message-ID"] = f"<{message.key}@{gateway.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.body)
        try:
            self.out.mail(
                gateway.host,
                gateway.port or MAIL_OVER_TLS,
                mail,
                account=gateway.account,
                password=str(gateway.secret),
            )
        except Barred as error:
            return Came(error=f"not sent: {error}", is_final=True)
        except Rejected as error:
            return Came(error=str(error), is_final=error.code >= FINAL_REPLY)
        except Failed as error:
            return Came(error=f"no answer: {error}")
        return Came(provider_id=message.key)


def _by_own_server(message: ToSend) -> Came:
    """By the installation's own mail server (settings)."""
    try:
        send_mail(message.subject, message.body, None, [message.to])
    except OSError as error:
        return Came(error=str(error)[:200])
    return Came()


def _by_apprise(gateway: Gateway, message: ToSend) -> Came:
    """Apprise says no more than yes or no: a no is tried again, and no number is known."""
    target = message.to if message.channel == Channel.EMAIL else message.to.lstrip("+")
    client = apprise.Apprise()
    if not client.add(str(gateway.secret).replace("{to}", quote(target, safe="@"))):
        return Came(error="the Apprise address is not understood", is_final=True)
    taken = client.notify(
        body=message.body, title=message.subject if message.channel == Channel.EMAIL else ""
    )
    return Came() if taken else Came(error="the provider did not take it")


def telephones() -> Path:
    """Where the demo's messages are written: one line each."""
    return Path(settings.HOME) / "telephones.jsonl"


def _by_file(gateway: Gateway, message: ToSend) -> Came:
    if not settings.DEMO:
        return Came(error="telephones of the demo exist in the demo alone", is_final=True)
    line = {
        "key": message.key,
        "gateway": str(gateway.pk),
        "channel": message.channel,
        "to": message.to,
        "text": message.body,
        "at": message.at.isoformat(),
    }
    with telephones().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Came(provider_id=message.key)


def _filled(part: Any, gateway: Gateway, message: ToSend) -> Any:
    """The body's template with its values: put into strings of parsed JSON, never into its text,
    so that no message can add a field of its own."""
    if isinstance(part, str):
        values = {
            "{to}": message.to, "{digits}": message.to.lstrip("+"), "{text}": message.body,
            "{from}": gateway.sender, "{id}": message.key,
        }  # fmt: skip
        return _replaced(part, values)
    if isinstance(part, Mapping):
        return {key: _filled(value, gateway, message) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, gateway, message) for value in part]
    return part


def _replaced(text: str, values: Mapping[str, str]) -> str:
    """One pass: what was put in is not looked through again."""
    for name, value in values.items():
        head, found, tail = text.partition(name)
        if found:
            return _replaced(head, values) + value + _replaced(tail, values)
    return text


def parsed(content: bytes) -> Any:
    try:
        return json_of(content)
    except ValueError:
        return None


def found_at(said: Any, path: str) -> Any:
    """What stands at a path such as `messages.0.id`; "" where nothing does."""
    for step in path.split(".") if path else []:
        if isinstance(said, list) and are_digits(step) and int(step) < len(said):
            said = said[int(step)]
        elif isinstance(said, Mapping) and step in said:
            said = said[step]
        else:
            return ""
    return said if path and isinstance(said, str | int) else ""
