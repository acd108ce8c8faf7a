"""Gateways of an organisation: kept, paused, tried, and their way in opened."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.foreign import json_of
from homeward.core.outgoing import is_outside
from homeward.core.refusals import Refused, refuse_if
from homeward.core.tokens import hash_of
from homeward.messages import rules
from homeward.messages.actions.queueing import queue
from homeward.messages.choices import Channel, Check, Encoding, GatewayKind, Reason
from homeward.messages.delivery import APPRISE, MAIL_PORTS
from homeward.messages.models import Gateway

TOKEN_BYTES = 24


@dataclass(frozen=True, kw_only=True)
class GatewayGiven:
    """What is said of a gateway. An empty `secret` leaves the one there is."""

    name: str
    channel: str
    kind: str
    sender: str = ""
    host: str = ""
    port: int | None = None
    account: str = ""
    url: str = ""
    secret: str = ""
    encoding: str = Encoding.JSON
    body: str = ""
    id_path: str = ""
    dedup_header: str = ""
    per_minute: int = 30
    cost: Decimal | None = None
    currency: str = ""
    in_check: str = Check.ADDRESS
    in_header: str = ""
    in_secret: str = ""
    in_from: str = ""
    in_text: str = ""
    in_id: str = ""
    in_status: str = ""


SECRETS = ("secret", "in_secret")


@transaction.atomic
def keep(given: GatewayGiven, *, gateway: Gateway | None = None, by: User, at: datetime) -> Gateway:
    """Makes a gateway, or changes one. Secrets are shown to nobody again."""
    require(by, "messages.keep_gateways")
    if gateway is None:
        gateway = Gateway(organisation=by.organisation_of_rows, made_at=at, made_by=by)
        is_new = True
    else:
        gateway = Gateway.objects.select_for_update(of=("self",)).get(pk=gateway.pk)
        is_new = False
    for name, value in vars(given).items():
        if name not in SECRETS or value:
            setattr(gateway, name, value)
    refuse_if(_reasons(gateway))
    gateway.save(force_insert=is_new)
    return gateway


def _reasons(gateway: Gateway) -> list[Reason]:
    ask = {
        GatewayKind.SMTP: _of_smtp,
        GatewayKind.HTTP: _of_http,
        GatewayKind.APPRISE: _of_apprise,
        GatewayKind.FILE: _of_file,
    }
    checks = [
        *ask[GatewayKind(gateway.kind)](gateway),
        (
            gateway.in_check == Check.ADDRESS
            or bool(gateway.in_secret and (gateway.in_header or gateway.in_check == Check.TWILIO)),
            Reason.NO_SECRET,
        ),
    ]
    return [reason for holds, reason in checks if not holds]


def _of_smtp(gateway: Gateway) -> list[tuple[bool, Reason]]:
    named = bool(gateway.host) and gateway.port in MAIL_PORTS
    return [
        (gateway.channel == Channel.EMAIL, Reason.WRONG_KIND),
        (named and rules.is_address(Channel.EMAIL, gateway.sender), Reason.NO_HOST),
    ]


def _of_http(gateway: Gateway) -> list[tuple[bool, Reason]]:
    return [
        (is_outside(gateway.url), Reason.NOT_HTTPS),
        (_is_body(gateway.body), Reason.BODY),
        (_are_headers(str(gateway.secret or "{}")), Reason.HEADERS),
    ]


def _is_body(text: str) -> bool:
    said = _parsed(text)
    return isinstance(said, dict) and "{text}" in text and ("{to}" in text or "{digits}" in text)


def _are_headers(text: str) -> bool:
    said = _parsed(text)
    if not isinstance(said, dict):
        return False
    pairs = [part for pair in said.items() for part in pair]
    return all(isinstance(part, str) and part.isprintable() and part.isascii() for part in pairs)


def _parsed(text: str) -> Any:
    try:
        return json_of(text)
    except ValueError:
        return None


def _of_apprise(gateway: Gateway) -> list[tuple[bool, Reason]]:
    address = str(gateway.secret)
    scheme, divided, rest = address.partition("://")
    return [
        (bool(divided) and scheme.lower() in APPRISE, Reason.APPRISE_SCHEME),
        (rest.count("{to}") == 1 and "?" not in address, Reason.APPRISE_TARGET),
        (APPRISE.get(scheme.lower(), gateway.channel) == gateway.channel, Reason.WRONG_KIND),
    ]


def _of_file(gateway: Gateway) -> list[tuple[bool, Reason]]:
    return [(settings.DEMO, Reason.DEMO_ALONE)]


@transaction.atomic
def pause(gateway: Gateway, *, is_active: bool, by: User, at: datetime) -> None:
    """Paused, nothing goes out by it: another of its channel takes over, or messages wait."""
    require(by, "messages.keep_gateways")
    gateway = Gateway.objects.select_for_update(of=("self",)).get(pk=gateway.pk)
    gateway.is_active = is_active
    gateway.save(update_fields=["is_active"])


@transaction.atomic
def open_door(gateway: Gateway, *, by: User, at: datetime) -> str:
    """A new secret address for what comes in; the one before ends. Shown this once."""
    require(by, "messages.keep_gateways")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    gateway = Gateway.objects.select_for_update(of=("self",)).get(pk=gateway.pk)
    gateway.in_hash = hash_of(token)
    gateway.save(update_fields=["in_hash"])
    return token


@transaction.atomic
def try_out(gateway: Gateway, to: str, text: str, *, by: User, at: datetime) -> None:
    """Queues a trial to an address that the tester names: their own."""
    require(by, "messages.keep_gateways")
    address = rules.folded(gateway.channel, to)
    if not address:
        raise Refused(Reason.NO_ADDRESS)
    if not gateway.is_active:
        raise Refused(Reason.PAUSED)
    queue(
        to=address, subject=text, body=text, at=at, channel=gateway.channel,
        organisation_id=gateway.organisation_id,
    )  # fmt: skip
    gateway.tested_at = at
    gateway.save(update_fields=["tested_at"])
