"""The receiver's link: made, opened, tried by a PIN, renewed, revoked.

An e-mail that names nobody tells of it. Its token and its PIN are shown once, to whoever made it,
and kept as hashes.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access import actions as access
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.messages import actions as messages
from homeward.referrals import pins, rules
from homeward.referrals.actions.moving import locked
from homeward.referrals.choices import Reason
from homeward.referrals.models import AnswerLink, Referral
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

LINK_DAYS = 30


@dataclass(frozen=True)
class Tried:
    """What came of one try of a PIN."""

    said: str
    left: int

    @property
    def is_right(self) -> bool:
        return self.said == "right"

    @property
    def is_locked(self) -> bool:
        return self.said in {"locked", "ended"}


def try_pin(token: str, pin: str, *, at: datetime) -> Tried:
    """Before there is an actor: the database counts, and locks the link at the third wrong one."""
    given: list[Any] = [hash_of(token), pins.hash_of_pin(pin, token), at]
    with connection.cursor() as cursor:
        cursor.execute("select said, tries_left from referrals_try_pin(%s, %s, %s)", given)
        said, left = cursor.fetchone()
    return Tried(said, left)


def note_opening(token: str, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select referrals_link_opened(%s, %s)", [hash_of(token), at])


def make_link(referral: Referral, *, pin: str = "", by: User, at: datetime) -> str:
    """Makes a link and tells the receiver; called inside the transaction of what sends."""
    token = secrets.token_urlsafe(24)
    AnswerLink.objects.create(
        referral=referral,
        person_id=referral.person_id,
        programme_id=referral.programme_id,
        owner_org_id=referral.owner_org_id,
        token_hash=hash_of(token),
        pin_hash=pins.hash_of_pin(pin, token) if pin else "",
        expires_at=at + timedelta(days=LINK_DAYS),
        made_at=at,
        made_by=by,
    )
    for ended in AnswerLink.objects.filter(referral=referral, locked_at__isnull=False):
        tasks.end(TaskKind.RENEW_LINK, ended.pk, at=at)
    _tell_receiver(referral, token, asks_pin=bool(pin), at=at)
    return token


@transaction.atomic
def renew_link(referral: Referral, *, pin: str = "", by: User, at: datetime) -> str:
    """Ends the links there are and makes another, with a PIN where one is given."""
    require(by, "referrals.send")
    referral = locked(referral)
    if referral.status not in rules.UNDER_WAY:
        raise Refused(Reason.WRONG_STATUS)
    revoke_links(referral, at=at)
    return make_link(referral, pin=pin, by=by, at=at)


@transaction.atomic
def revoke_link(link: AnswerLink, *, by: User, at: datetime) -> None:
    """Ends one link; the referral stays as it is. A second click changes nothing."""
    require(by, "referrals.send")
    access.revoke(AnswerLink.objects.filter(pk=link.pk), at=at)
    tasks.end(TaskKind.RENEW_LINK, link.pk, at=at)


def revoke_links(referral: Referral, *, at: datetime) -> None:
    access.revoke(AnswerLink.objects.filter(referral=referral), at=at)


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('referrals:link', args=[token])}"


def _tell_receiver(referral: Referral, token: str, *, asks_pin: bool, at: datetime) -> None:
    """The e-mail says nothing of the person: a number, who sends, and the link."""
    target = referral.service or referral.offer
    languages = (target.languages if target else []) or ["en"]
    known = [code for code in languages if code in dict(settings.LANGUAGES)]
    with translation.override(known[0] if known else "en"):
        subject = _("A referral is waiting for your answer: %(number)s") % {
            "number": referral.number
        }
        body = _(
            "%(sender)s asks you for a place. Open this link to see the request and answer it. "
            "You need no account. The link is for you alone and ends on %(day)s.\n\n%(link)s"
        ) % {
            "sender": referral.owner_org,
            "day": (at + timedelta(days=LINK_DAYS)).date().isoformat(),
            "link": link_url(token),
        }
        if asks_pin:
            body += "\n\n" + _(
                "It asks for a PIN of six digits, which %(sender)s tells you by phone or SMS."
            ) % {"sender": referral.owner_org}
    own = referral.service.email if referral.service else ""
    messages.queue(to=own or referral.receiver_org.email, subject=subject, body=body, at=at)
