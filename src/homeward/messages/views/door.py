"""Where a provider calls: a message came in, or it says what became of one.

The address is secret, and where the provider signs, its signature is checked too. What is repeated
is answered as the first time and changes nothing; what is not understood is not taken. Nothing that
is answered tells whether a number is known here.
"""

import base64
import hashlib
import hmac
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from homeward.access.pages import public_page
from homeward.core.foreign import json_of
from homeward.core.limits import token_page
from homeward.core.tokens import hash_of
from homeward.messages import actions, queries, rules
from homeward.messages.choices import Check
from homeward.messages.delivery import found_at
from homeward.messages.models import Gateway

MOST_BYTES = 64 * 1024
MOST_TEXT = 2000
MOST_NUMBER = 100
NOT_FOUND, TOO_LARGE, WRONG, REFUSED = 404, 413, 400, 403


@csrf_exempt
@public_page
@token_page
def door(request: HttpRequest, token: str) -> HttpResponse:
    gateway = queries.door_of(hash_of(token))
    if gateway is None or request.method != "POST":
        return HttpResponse(status=NOT_FOUND)
    try:
        content = request.body
    except (RequestDataTooBig, UnreadablePostError):
        return HttpResponse(status=TOO_LARGE)
    if len(content) > MOST_BYTES:
        return HttpResponse(status=TOO_LARGE)
    if not _is_theirs(request, gateway, content):
        return HttpResponse(status=REFUSED)
    said = _said(request, content)
    if said is None:
        return HttpResponse(status=WRONG)
    return HttpResponse(status=200 if _taken(gateway, said, content) else WRONG)


def _said(request: HttpRequest, content: bytes) -> Any:
    if request.content_type == "application/x-www-form-urlencoded":
        return request.POST.dict()
    try:
        return json_of(content)
    except ValueError:
        return None


def _taken(gateway: Gateway, said: Any, content: bytes) -> bool:
    at = timezone.now()
    number = str(found_at(said, gateway.in_id))[:MOST_NUMBER]
    state = str(found_at(said, gateway.in_status)) if gateway.in_status else ""
    text = str(found_at(said, gateway.in_text))
    if state and not text:
        actions.take_state(gateway, provider_id=number, said=state, at=at)
        return True
    sender = rules.folded(gateway.channel, _international(str(found_at(said, gateway.in_from))))
    if not sender or not text:
        return False
    # Without a number of the provider's the same words of the same sender are the same message.
    known = number or hashlib.sha256(content).hexdigest()
    actions.take_in(
        gateway, sender=sender, text=text.replace("\x00", "")[:MOST_TEXT], provider_id=known, at=at
    )
    return True


def _international(sender: str) -> str:
    """Many providers give the number without its plus."""
    bare = sender.removeprefix("whatsapp:").strip()
    return f"+{bare}" if bare.isdigit() and not bare.startswith("0") else sender


def _is_theirs(request: HttpRequest, gateway: Gateway, content: bytes) -> bool:
    if gateway.in_check == Check.ADDRESS:
        return True
    secret = str(gateway.in_secret).encode()
    header = gateway.in_header or "X-Twilio-Signature"
    shown = request.headers.get(header, "").strip()
    if not secret or not shown:
        return False
    if gateway.in_check == Check.TOKEN:
        return _same(shown.removeprefix("Bearer ").encode(), secret)
    if gateway.in_check == Check.TWILIO:
        # https://www.twilio.com/docs/usage/security: the address, then each field with its value.
        fields = "".join(name + value for name, value in sorted(request.POST.dict().items()))
        signed = hmac.new(secret, (request.build_absolute_uri() + fields).encode(), hashlib.sha1)
        return _same(shown.encode(), base64.b64encode(signed.digest()))
    signature = hmac.new(secret, content, hashlib.sha256).digest()
    told = shown.removeprefix("sha256=").encode()
    return _same(told, signature.hex().encode()) or _same(told, base64.b64encode(signature))


def _same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)
