"""Every write on releases, and on what is taken in from other installations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.indicators.choices import PeriodKind
from homeward.statistics import queries, rules
from homeward.statistics.choices import Reason, Status
from homeward.statistics.models import Release, TakenRelease
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# One publication at a time in the installation: each is checked against all before it.
LOCK = "select pg_advisory_xact_lock(hashtext('statistics_release'))"


@transaction.atomic
def draft(
    *,
    title: str,
    note: str,
    codes: Sequence[str],
    cuts: Sequence[str],
    period: PeriodKind,
    corrects: Release | None = None,
    by: User,
    at: datetime,
) -> Release:
    """Begins a release; nothing of it is seen outside the organisation."""
    require(by, "statistics.prepare")
    refuse_if([] if codes else [Reason.NOTHING_CHOSEN])
    if corrects and (corrects.status not in queries.OUT or corrects.owner_org_id != _org(by).pk):
        raise Refused(Reason.WRONG_STATUS)
    return Release.objects.create(
        owner_org=_org(by),
        title=title,
        note=note,
        codes=list(codes),
        cuts=list(cuts),
        period=period,
        corrects=corrects,
        prepared_by=by,
        prepared_at=at,
    )


def _org(by: User) -> Organisation:
    return by.organisation_of_rows


def _locked(release: Release, *statuses: Status) -> Release:
    """Read again under a lock: the page may be old, and two may click at once."""
    found = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if found.status not in statuses:
        raise Refused(Reason.WRONG_STATUS)
    return found


@transaction.atomic
def propose(release: Release, *, by: User, at: datetime) -> None:
    """Freezes what the preview shows, and asks a second person."""
    require(by, "statistics.prepare")
    release = _locked(release, Status.DRAFT)
    found = queries.checked(release)
    refuse_if(found.reasons)
    release.content, release.digest = found.content, rules.digest(found.content)
    release.status, release.prepared_by, release.prepared_at = Status.PROPOSED, by, at
    release.save(update_fields=["content", "digest", "status", "prepared_by", "prepared_at"])
    tasks.begin(
        TaskKind.APPROVE_RELEASE,
        release.pk,
        holder_org=_org(by),
        waiter_org=_org(by),
        waiter=by,
        at=at,
        programme_id=0,
        reference=release.title[:60],
    )


@transaction.atomic
def publish(release: Release, *, by: User, at: datetime) -> Release:
    """A second person's yes. Checked once more: another release may have come out since."""
    require(by, "statistics.publish")
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    release = _locked(release, Status.PROPOSED)
    found = queries.checked(release)
    changed = rules.digest(found.content) != release.digest
    refuse_if([
        *([Reason.SAME_PERSON] if release.prepared_by_id == by.pk else []),
        *found.reasons,
        *([Reason.CHANGED] if changed and not found.reasons else []),
    ])  # fmt: skip
    release.status, release.published_by, release.published_at = Status.PUBLISHED, by, at
    release.number = queries.next_number(release.owner_org)
    release.save(update_fields=["status", "published_by", "published_at", "number"])
    tasks.end(TaskKind.APPROVE_RELEASE, release.pk, at=at)
    return release


@transaction.atomic
def send_back(release: Release, *, by: User, at: datetime) -> None:
    """To be prepared again: the second person says no, or the figures changed."""
    require(by, "statistics.publish")
    release = _locked(release, Status.PROPOSED)
    release.status, release.content, release.digest = Status.DRAFT, {}, ""
    release.save(update_fields=["status", "content", "digest"])
    tasks.end(TaskKind.APPROVE_RELEASE, release.pk, at=at)


@transaction.atomic
def discard(release: Release, *, by: User, at: datetime) -> None:
    require(by, "statistics.prepare")
    release = _locked(release, Status.DRAFT, Status.PROPOSED)
    tasks.end(TaskKind.APPROVE_RELEASE, release.pk, at=at)
    release.delete()


@transaction.atomic
def withdraw(release: Release, *, why: str, by: User, at: datetime) -> None:
    """It stays readable, marked; what was public stays counted as known."""
    require(by, "statistics.publish")
    refuse_if([] if why.strip() else [Reason.NO_WHY])
    release = _locked(release, Status.PUBLISHED)
    release.status, release.why_withdrawn = Status.WITHDRAWN, why
    release.withdrawn_at, release.withdrawn_by = at, by
    release.save(update_fields=["status", "why_withdrawn", "withdrawn_at", "withdrawn_by"])


@transaction.atomic
def take(
    said: dict[str, Any], *, sender: Organisation, installation: str, by: User, at: datetime
) -> TakenRelease:
    """Keeps a release whose signature was proved, as it came."""
    require(by, "statistics.take")
    try:
        content = dict(said["content"])
        rules.read(content)
        fields: dict[str, Any] = {
            "release": UUID(said["release"]),
            "number": int(said["number"]),
            "title": str(said["title"])[:160],
            "published_at": datetime.fromisoformat(said["published_at"]),
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(Reason.NOT_A_PACKAGE) from error
    if queries.taken().filter(release=fields["release"]).exists():
        raise Refused(Reason.TAKEN_ALREADY)
    return TakenRelease.objects.create(
        **fields,
        of_org=_org(by),
        sender_org=sender,
        installation=installation,
        content=content,
        digest=rules.digest(content),
        taken_at=at,
        taken_by=by,
    )
