"""A form that is sent twice acts once: pressed twice, or sent again since its answer was lost.

Each form holds a mark of its page (`{% csrf_token %}` writes it). What was sent is remembered by
mark, sender, address and content, in the transaction of the act itself: it is there exactly where
the act is. A second one waits for the first, and is led to where that one led. With other content
it is another act. Only an act that ends by leading on is remembered; a refusal can be sent again.
"""

import hashlib
import hmac
import os
import secrets
from datetime import datetime, timedelta
from http import HTTPStatus

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from homeward.core.models import Sent

FIELD = "page_mark"
LONGEST = 64
NONCE = 12
# Nobody sends a page's form again later than the session lasts.
KEPT = timedelta(days=1)

BEGIN = """
insert into core_sent (key, led_to, sent_at) values (%s, ''::bytea, clock_timestamp())
on conflict do nothing
"""


def mark_of(request: HttpRequest) -> str:
    """The mark of the page that is being rendered: one for all its forms."""
    mark: str = getattr(request, "once_mark", "") or secrets.token_urlsafe(12)
    request.once_mark = mark  # type: ignore[attr-defined]
    return mark


class Sending:
    """One act by a form, inside its transaction."""

    def __init__(self, request: HttpRequest, sender: str) -> None:
        self.secret = _secret(request, sender)

    @classmethod
    def of(cls, request: HttpRequest, sender: str) -> "Sending | None":
        """None where no form with a mark was sent."""
        if request.method != "POST" or not (mark := request.POST.get(FIELD)) or len(mark) > LONGEST:
            return None
        return cls(request, sender)

    def begin(self) -> HttpResponse | None:
        """Where the same act led, if it was done; waits for one that is under way."""
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, [self._key()])
            if cursor.rowcount:
                return None
            led_to = Sent.objects.get(key=self._key()).led_to
        return HttpResponseRedirect(self._opened(bytes(led_to)))

    def end(self, response: HttpResponse) -> None:
        """Remembers where it led. An answer with cookies is not one that can be given again."""
        kept = Sent.objects.filter(key=self._key())
        if response.status_code == HTTPStatus.FOUND and not response.cookies:
            kept.update(led_to=self._sealed(response.headers["Location"]))
        else:
            kept.delete()

    def _key(self) -> str:
        return hashlib.sha256(b"key|" + self.secret).hexdigest()

    def _cipher(self) -> AESGCM:
        # An address may hold a link's token, which is kept nowhere.
        return AESGCM(hashlib.sha256(b"led to|" + self.secret).digest())

    def _sealed(self, address: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher().encrypt(nonce, address.encode(), None)

    def _opened(self, sealed: bytes) -> str:
        try:
            return self._cipher().decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()
        except InvalidTag:
            return "/"


def _secret(request: HttpRequest, sender: str) -> bytes:
    """Of the form as a whole: whoever lacks a part of it, the mark above all, can't make it."""
    said = hmac.new(settings.SECRET_KEY.encode(), digestmod=hashlib.sha256)
    for part in (sender, request.path):
        said.update(_framed(part.encode()))
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            for word in (name, str(len(values)), *values):
                said.update(_framed(word.encode("utf-8", "surrogatepass")))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            said.update(_framed(name.encode()) + _framed((file.name or "").encode()))
            for chunk in file.chunks():
                said.update(_framed(chunk))
            file.seek(0)
    return said.digest()


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + part


def forget_old(*, at: datetime) -> None:
    Sent.objects.filter(sent_at__lt=at - KEPT).delete()
