"""What happened to a referral, step by step, with the words said at each: for both its sides."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.core.templatetags.writing import short_date
from homeward.core.timeline import Entry
from homeward.referrals import queries
from homeward.referrals.choices import Status
from homeward.referrals.models import AnswerLink, Referral, StatusChange

ICONS = {
    Status.SENT: "send",
    Status.INFO_ASKED: "help",
    Status.WAITING_LIST: "hourglass",
    Status.STARTED: "player-play",
}


def of(referral: Referral) -> list[Entry]:
    """The latest first. Openings of links stand here for the sender, who made them."""
    told = [_change(change, who, referral) for change, who in queries.changes(referral)]
    return sorted(
        [*told, *_openings(referral), *_attending(referral)], key=lambda e: e.at, reverse=True
    )


def _change(change: StatusChange, who: str, referral: Referral) -> Entry:
    to = Status(change.to)
    is_last = to == referral.status
    words = queries.status_text(referral) if is_last else str(to.label)
    said = str(change.text) or _words(referral, to)
    tone = queries.TONES.get(to, "")
    return Entry(
        at=change.at,
        text=words,
        detail=" · ".join(filter(None, [said, who])),
        icon=ICONS.get(to, "circle-x" if tone == "no" else "circle-check"),
        tone=tone,
    )


def _words(referral: Referral, to: Status) -> str:
    """What was said with a step, as far as it may still be read."""
    if to == Status.ACCEPTED:
        receives = _("Received by %(who)s") % {"who": referral.received_by}
        return " · ".join(
            filter(None, [receives if referral.received_by else "", str(referral.answer_text)])
        )
    if to in {Status.DECLINED, Status.WAITING_LIST}:
        return str(referral.answer_text)
    return str(referral.outcome_text) if to in {Status.COMPLETED, Status.NOT_COMPLETED} else ""


def _openings(referral: Referral) -> list[Entry]:
    links = AnswerLink.objects.filter(referral=referral, first_opened_at__isnull=False)
    found = []
    for link in links:
        assert link.first_opened_at is not None  # noqa: S101 - narrows the type
        last = link.last_opened_at
        again = _("last on %(day)s") % {"day": short_date(last)} if link.times_opened > 1 else ""
        found.append(
            Entry(at=link.first_opened_at, text=_("The link was opened"), detail=again, icon="eye")
        )
    return found


def _attending(referral: Referral) -> list[Entry]:
    if not referral.attending_on:
        return []
    noon = datetime.combine(referral.attending_on, time(12), timezone.get_current_timezone())
    return [Entry(at=noon, text=_("Still attending, says the receiver"), icon="user-check")]
