"""What a receiver's figures are counted from: its own caseload, and groups counted by the gate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from homeward.access.models import User
from homeward.referrals import caseload, queries
from homeward.referrals.choices import Status
from homeward.referrals.figures import COLUMNS, Counted
from homeward.referrals.models import PlacesTold, Referral, StatusChange
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

ACCEPTED = {Status.ACCEPTED, Status.STARTED, Status.COMPLETED}


@dataclass(frozen=True)
class One:
    pk: UUID
    figures: Counted


def counted(user: User, since: date, until: date) -> list[One]:
    """Every referral that was sent to the user's organisation in these days."""
    found = caseload.received(user).filter(sent_at__date__gte=since, sent_at__date__lte=until)
    rows = list(caseload.shown(found).order_by("sent_at"))
    ids = [row.pk for row in rows]
    steps: dict[UUID, set[str]] = {pk: set() for pk in ids}
    for pk, to in StatusChange.objects.filter(referral__in=ids).values_list("referral_id", "to"):
        steps[pk].add(to)
    waits = Task.objects.filter(subject_id__in=ids, kind=TaskKind.ANSWER_REFERRAL)
    dues = dict(waits.values_list("subject_id", "due_on"))
    return [One(row.pk, _count(row, steps[row.pk], dues.get(row.pk))) for row in rows]


def _count(row: Referral, steps: set[str], due_on: date | None) -> Counted:
    due = row.answer_due_on or due_on
    answered = timezone.localdate(row.answered_at) if row.answered_at else None
    return Counted(
        month=timezone.localdate(row.sent_at).replace(day=1).isoformat() if row.sent_at else "",
        target=queries.title(row),
        outcome=row.outcome,
        in_time=answered is not None and (due is None or answered <= due),
        accepted=bool(steps & ACCEPTED),
        started=bool(steps & {Status.STARTED, Status.COMPLETED}),
        completed=Status.COMPLETED in steps,
    )


def groups(rows: Sequence[One], kind: str, *, smallest: int) -> dict[str, list[int | None]]:
    """Each column by sex or by age: counted by the database, which tells none of them apart."""
    found: dict[str, list[int | None]] = {}
    for number in range(len(COLUMNS)):
        ids = [one.pk for one in rows if one.figures.values()[number]]
        with connection.cursor() as cursor:
            cursor.execute(
                "select name, told from referrals_groups_of(%s, %s, %s)", [ids, kind, smallest]
            )
            for name, told in cursor.fetchall():
                found.setdefault(name, [0] * len(COLUMNS))[number] = told
    return found


def places_over_time(user: User, since: date, until: date) -> dict[str, dict[str, int]]:
    """The free places of each service and offer at the end of each month of these days."""
    told = PlacesTold.objects.filter(
        organisation_id=user.organisation_id or 0, told_at__date__lte=until
    ).select_related("service", "offer")
    found: dict[str, dict[str, int]] = {}
    for one in told:
        name = one.offer.title if one.offer else str(one.service)
        day = max(timezone.localdate(one.told_at), since)
        if one.places_free is not None:
            found.setdefault(name, {})[day.replace(day=1).isoformat()] = one.places_free
    return found
