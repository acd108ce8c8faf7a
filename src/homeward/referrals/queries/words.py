"""How a referral, its history and its bundle are said on a page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.templatetags.writing import short_date
from homeward.core.timeline import Entry
from homeward.referrals import choices, rules
from homeward.referrals.choices import Status
from homeward.referrals.models import (
    Bundle,
    Referral,
    StatusChange,
)
from homeward.services import queries as services


def title(referral: Referral) -> str:
    """What a referral is to, in the reader's language."""
    return services.title(referral.service) if referral.service else referral.shown_name


TONES = {
    Status.ACCEPTED: "ok",
    Status.STARTED: "ok",
    Status.COMPLETED: "ok",
    Status.CONFIRMED: "ok",
    Status.DECLINED: "no",
    Status.NOT_COMPLETED: "no",
    Status.EXPIRED: "no",
}


STATUS_KINDS = {
    Status.DRAFT: "draft",
    Status.SENT: "wait",
    Status.INFO_ASKED: "soon",
    Status.WAITING_LIST: "wait",
    Status.ACCEPTED: "now",
    Status.STARTED: "now",
    Status.DECLINED: "no",
    Status.COMPLETED: "ok",
    Status.NOT_COMPLETED: "no",
    Status.CONFIRMED: "ok",
    Status.WITHDRAWN: "shut",
    Status.EXPIRED: "no",
}


def status_kind(referral: Referral) -> str:
    """The kind of mark that `{% status %}` shows."""
    return STATUS_KINDS[Status(referral.status)]


def status_text(referral: Referral) -> str:
    """The status with its reason or outcome in the words: "Declined: no places"."""
    label = str(Status(referral.status).label)
    detail = {
        Status.DECLINED: (choices.DeclineReason, referral.decline_reason),
        Status.COMPLETED: (choices.Outcome, referral.outcome),
        Status.NOT_COMPLETED: (choices.Outcome, referral.outcome),
        Status.CONFIRMED: (choices.Outcome, referral.outcome),
        Status.WITHDRAWN: (choices.WithdrawReason, referral.withdraw_reason),
        Status.EXPIRED: (choices.ExpireReason, referral.expire_reason),
    }.get(Status(referral.status))
    if detail and detail[1]:
        return f"{label}: {detail[0](detail[1]).label}"
    if referral.status == Status.ACCEPTED and referral.first_day:
        return _("Accepted, from %(day)s") % {"day": short_date(referral.first_day)}
    if referral.status == Status.WAITING_LIST and referral.look_again_on:
        day = short_date(referral.look_again_on)
        return _("On the waiting list, looked at again by %(day)s") % {"day": day}
    if referral.status == Status.STARTED and referral.started_on:
        return _("Started on %(day)s") % {"day": short_date(referral.started_on)}
    return label


def history(sent: Iterable[Referral]) -> list[Entry]:
    """The referrals' part of "What happened", of those that the page has read already."""
    referrals = {referral.pk: referral for referral in sent}
    if not referrals:
        return []
    changes = StatusChange.objects.filter(referral_id__in=referrals).select_related(
        "by__organisation"
    )
    return [_entry(change, referrals[change.referral_id]) for change in changes]


def who(change: StatusChange, referral: Referral) -> str:
    """Whose act a change was; what nobody did followed from the person's consent, or a date."""
    if change.by and change.by.person_id:
        return _("the person, on their own pages")
    if change.by:
        return enumerated([change.by, change.by.organisation])
    if change.to == Status.WITHDRAWN:
        return _("by itself, with the consent")
    if change.to == Status.EXPIRED:
        return _("by itself, after reminders")
    return _("%(org)s, by link") % {"org": referral.receiver_org}


def changes(referral: Referral) -> list[tuple[StatusChange, str]]:
    """The latest first, each with whose act it was."""
    found = referral.history.select_related("by__organisation").order_by("-at")
    return [(change, who(change, referral)) for change in found]


def _entry(change: StatusChange, referral: Referral) -> Entry:
    status = Status(change.to)
    # What was declined or completed tells its reason; earlier steps only what happened then.
    label = status_text(referral) if change.to == referral.status else str(status.label)
    return Entry(
        at=change.at,
        text=_("Referral to %(service)s: %(status)s")
        % {"service": referral.shown_name, "status": label},
        detail=who(change, referral),
        icon="send"
        if status == Status.SENT
        else "circle-x"
        if TONES.get(status) == "no"
        else "circle-check",
        tone=TONES.get(status, ""),
    )


@dataclass(frozen=True)
class Together:
    """A bundle as one line: what it is for, and how many of its referrals stand where."""

    bundle: Bundle
    count: int
    words: str
    kind: str


def bundles_of(case: Case, sent: Sequence[Referral]) -> list[Together]:
    """The case's bundles, from the referrals that its page has read already."""
    parts: dict[UUID, list[Referral]] = {}
    for referral in sent:
        if referral.bundle_id:
            parts.setdefault(referral.bundle_id, []).append(referral)
    found = Bundle.objects.filter(pk__in=parts) if parts else []
    return [_together(bundle, parts[bundle.pk]) for bundle in found]


def _together(bundle: Bundle, referrals: Sequence[Referral]) -> Together:
    counts = Counter(Status(referral.status) for referral in referrals)
    words = _(", ").join(f"{counts[status]} {status.label}" for status in Status if counts[status])
    kinds = {STATUS_KINDS[status] for status in counts}
    open_first = ["draft", "soon", "wait", "now", "no", "shut", "ok"]
    return Together(bundle, len(referrals), words, min(kinds, key=open_first.index))


def needing_the_sender(referrals: Sequence[Referral]) -> int:
    """How many were in vain and have no referral after them."""
    followed = {referral.previous_id for referral in referrals}
    return sum(r.status in rules.IN_VAIN and r.pk not in followed for r in referrals)
