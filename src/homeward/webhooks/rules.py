"""Pure: what is signed and how, when it is tried again, and why a webhook is not kept."""

import base64
import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from homeward.webhooks.choices import TO_CHOOSE, Failure, Reason

MOST = 10
PREFIX = "whsec_"
# While a secret is changed, both sign.
OVERLAP = timedelta(hours=24)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=12)
GIVEN_UP_AFTER = timedelta(days=3)
KEPT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class KeepingFacts:
    url_is_public: bool
    events: Collection[str]
    user_is_of_the_organisation: bool
    others: int


def reasons_not_to_keep(facts: KeepingFacts) -> list[Reason]:
    known = {value for value, _label in TO_CHOOSE}
    checks = [
        (facts.url_is_public, Reason.NOT_HTTPS),
        (bool(facts.events) and set(facts.events) <= known, Reason.NO_EVENT),
        (facts.user_is_of_the_organisation, Reason.ANOTHER_ORGANISATION),
        (facts.others < MOST, Reason.TOO_MANY),
    ]
    return [reason for holds, reason in checks if not holds]


def sign(secrets: Collection[str], *, message_id: str, at: datetime, body: bytes) -> str:
    """The header webhook-signature of Standard Webhooks 1.0: `v1,` and HMAC-SHA256 in base64 over
    id, time in seconds and body, joined by dots; one for each secret, divided by spaces."""
    said = f"{message_id}.{int(at.timestamp())}.".encode() + body
    return " ".join(
        "v1," + base64.b64encode(hmac.new(_key(each), said, hashlib.sha256).digest()).decode()
        for each in secrets
    )


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX))


def pause_after(attempts: int, *, chance: float) -> timedelta:
    """How long to wait after the nth attempt that failed: twice as long each time, and somewhere
    between half and all of it (`chance` from 0 to 1), so that not everything comes back at once."""
    whole = min(FIRST_PAUSE * int(2 ** min(attempts - 1, 20)), LONGEST_PAUSE)
    return whole * (0.5 + chance / 2)


def gives_up(*, first_tried_at: datetime | None, again: datetime, status: int | None) -> bool:
    """After days, or at once where the address says that it is gone for good (410)."""
    if status == HTTPStatus.GONE:
        return True
    return first_tried_at is not None and again > first_tried_at + GIVEN_UP_AFTER


def failure_of(status: int) -> Failure | None:
    """A redirect is no success: it is never followed."""
    good = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
    return None if good else Failure.STATUS
