"""The person's link to one wave: made, opened, revoked. Its token is shown once, to its maker."""

import secrets
from datetime import datetime, time

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from homeward.access import actions as access
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.core.tokens import hash_of
from homeward.interviews import queries, rules
from homeward.interviews.actions.drafts import common, new
from homeward.interviews.models import InterviewDraft, InterviewLink
from homeward.surveys.models import Wave


@transaction.atomic
def invite(wave: Wave, *, language: str, by: User, at: datetime) -> str:
    """A link by which the person fills this wave in, until its last day. Those before end."""
    require(by, "interviews.invite")
    wave = queries.waves().select_for_update(of=("self",)).get(pk=wave.pk)
    refuse_if(rules.reasons_not_to_invite(queries.inviting_facts(wave, today=localdate(at))))
    _end_links(wave, at=at)
    InterviewDraft.objects.filter(wave=wave, sent_at=None).delete()
    new(wave, by=by, at=at, by_person=True, language=language)
    token = secrets.token_urlsafe(24)
    InterviewLink.objects.create(
        **common(wave),
        token_hash=hash_of(token),
        language=language,
        expires_at=make_aware(datetime.combine(wave.latest_on, time.max)),
        made_at=at,
        made_by=by,
    )
    return token


@transaction.atomic
def revoke(link: InterviewLink, *, by: User, at: datetime) -> None:
    """Whoever opens it sees nothing any more; what was typed and not sent goes. A second click
    changes nothing."""
    require(by, "interviews.invite")
    wave = queries.waves().select_for_update(of=("self",)).get(pk=link.wave_id)
    _end_links(wave, at=at)
    InterviewDraft.objects.filter(wave=wave, by_person=True, sent_at=None).delete()


def _end_links(wave: Wave, *, at: datetime) -> None:
    access.revoke(InterviewLink.objects.filter(wave=wave, sent_at=None), at=at)


def note_opening(token: str, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select interviews_link_opened(%s, %s)", [hash_of(token), at])


def link_url(token: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse('interviews:link', args=[token])}"
