"""The receiver's link: made, renewed, ended, and told of by an e-mail that names nobody."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.messages import actions as messages
from homeward.referrals import rules
from homeward.referrals.actions.moving import locked
from homeward.referrals.choices import Reason
from homeward.referrals.models import AnswerLink, Referral

LINK_DAYS = 30


@transaction.atomic
def renew_link(referral: Referral, *, by: User, at: datetime) -> str:
    """Ends the links there are and makes another."""
    require(by, "referrals.send")
    referral = locked(referral)
    if referral.status not in rules.UNDER_WAY:
        raise Refused(Reason.WRONG_STATUS)
    revoke_links(referral, at=at)
    return make_link(referral, by=by, at=at)


def make_link(referral: Referral, *, by: User, at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    AnswerLink.objects.create(
        referral=referral,
        person_id=referral.person_id,
        programme_id=referral.programme_id,
        owner_org_id=referral.owner_org_id,
        token_hash=hash_of(token),
        expires_at=at + timedelta(days=LINK_DAYS),
        made_at=at,
        made_by=by,
    )
    _tell_receiver(referral, token, at=at)
    return token


def revoke_links(referral: Referral, *, at: datetime) -> None:
    AnswerLink.objects.filter(referral=referral, revoked_at__isnull=True).update(revoked_at=at)


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('referrals:link', args=[token])}"


def _tell_receiver(referral: Referral, token: str, *, at: datetime) -> None:
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
    own = referral.service.email if referral.service else ""
    messages.queue(to=own or referral.receiver_org.email, subject=subject, body=body, at=at)
