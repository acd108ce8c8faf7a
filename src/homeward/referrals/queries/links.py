"""What a token opens, and the links that a referral has."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from homeward.core.templatetags.writing import short_date
from homeward.core.tokens import hash_of
from homeward.referrals import rules
from homeward.referrals.models import AnswerLink, Referral


@dataclass(frozen=True, kw_only=True)
class HeldLink:
    """What a token opens, and what stands before it."""

    referral: UUID
    link: UUID
    asks_pin: bool
    is_locked: bool


def link_of_token(token: str) -> HeldLink | None:
    """None for a link that ended, was revoked or never was."""
    with connection.cursor() as cursor:
        cursor.execute("select * from referrals_link_of_token(%s)", [hash_of(token)])
        row = cursor.fetchone()
    if row is None:
        return None
    referral, link, asks_pin, is_locked = row
    return HeldLink(referral=referral, link=link, asks_pin=asks_pin, is_locked=is_locked)


@dataclass(frozen=True, kw_only=True)
class ShownLink:
    link: AnswerLink
    kind: str
    text: str
    is_open: bool


def links_of(referral: Referral, *, at: datetime) -> list[ShownLink]:
    """The links made for a referral, the newest first, each with its state in words."""
    rows = AnswerLink.objects.filter(referral=referral).select_related("made_by")
    return [_shown_link(link, at) for link in rows.order_by("-made_at")]


def _shown_link(link: AnswerLink, at: datetime) -> ShownLink:
    if link.locked_at:
        kind, words = "late", _("Locked on %(day)s by three wrong PINs")
        day = link.locked_at
    elif link.revoked_at:
        kind, words, day = "shut", _("Revoked on %(day)s"), link.revoked_at
    elif link.expires_at <= at:
        kind, words, day = "shut", _("Ended on %(day)s"), link.expires_at
    else:
        kind, words, day = "ok", _("Open until %(day)s"), link.expires_at
    return ShownLink(
        link=link, kind=kind, text=words % {"day": short_date(day)}, is_open=kind == "ok"
    )


def takes_answers(referral: Referral) -> bool:
    return referral.status in rules.UNDER_WAY
