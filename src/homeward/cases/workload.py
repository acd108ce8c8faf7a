"""What colleagues hold, as far as who asks may know it; and what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case, Reassignment, WorkerChange
from homeward.core.commas import enumerated
from homeward.core.digits import are_digits
from homeward.core.timeline import Entry
from homeward.tasks import queries as tasks
from homeward.tasks.models import Absence, Task

# A page of selects is still read: the rest comes after it.
AT_ONCE = 100
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Load:
    """One colleague, with how many open cases and waits they hold."""

    user: User
    cases: int
    waits: int
    absence: Absence | None


def sees_files(user: User) -> bool:
    """An administrator alone sees none: counts are all there is."""
    return can(user, "cases.read")


def loads(user: User, *, on: date) -> list[Load]:
    """Every colleague who holds something, or who could take it; who holds most comes first."""
    counts = _counts_seen(user) if sees_files(user) else _counts_told()
    found = list(people(user))
    away = tasks.away([each.pk for each in found], on=on)
    held = [
        Load(
            user=each,
            cases=counts.get(each.pk, (0, 0))[0],
            waits=counts.get(each.pk, (0, 0))[1],
            absence=away.get(each.pk),
        )
        for each in found
        if each.is_active or counts.get(each.pk, (0, 0)) != (0, 0)
    ]
    return sorted(held, key=lambda load: (-load.cases, -load.waits, load.user.name))


def people(user: User) -> QuerySet[User]:
    """Whoever signs in at the user's organisation, also those who can't any more."""
    return User.objects.filter(organisation=user.organisation_id, person_id__isnull=True).order_by(
        "name"
    )


def _counts_seen(user: User) -> dict[int, tuple[int, int]]:
    cases = dict(open_cases(user).order_by().values_list("worker").annotate(count=Count("pk")))
    waits = dict(
        Task.objects.filter(
            holder_org=user.organisation_id, holder__isnull=False, done_at__isnull=True
        )
        .order_by()
        .values_list("holder")
        .annotate(count=Count("pk"))
    )
    return {pk: (cases.get(pk, 0), waits.get(pk, 0)) for pk in {*cases, *waits} if pk}


def _counts_told() -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("select user_id, cases, waits from cases_held_by_colleagues()")
        return {pk: (cases, waits) for pk, cases, waits in cursor.fetchall()}


def open_cases(user: User) -> QuerySet[Case]:
    """For which the user's organisation answers. Sealed files stay with their team."""
    return Case.objects.filter(
        accountable_org=user.organisation_id, closed_at__isnull=True, sealed=False
    )


def to_hand_out(
    leaving: User, user: User, *, programme: str = "", stage: str = ""
) -> QuerySet[Case]:
    found = open_cases(user).filter(worker=leaving)
    if are_digits(programme):
        found = found.filter(programme=int(programme))
    if stage:
        found = found.filter(stage=stage)
    return found.select_related("programme").order_by("programme", "reference")


def evenly(cases: Sequence[Case], takers: Sequence[User]) -> list[tuple[Case, User | None]]:
    """Each case with who is proposed to take it: in turn, so that nobody gets two more."""
    return [
        (case, takers[place % len(takers)] if takers else None) for place, case in enumerate(cases)
    ]


def waits_besides(leaving: User, user: User, *, cases: Sequence[Case]) -> int:
    """What else waits for them, that goes with none of these cases."""
    waits = Task.objects.filter(
        holder=leaving, holder_org=user.organisation_id, done_at__isnull=True
    )
    return waits.exclude(case_id__in=[case.pk for case in cases]).count()


def takers(user: User, *, leaving: User) -> list[User]:
    """Active colleagues who work on cases."""
    return [
        each
        for each in tasks.colleagues(leaving)
        if each.organisation_id == user.organisation_id and can(each, "cases.confirm_facts")
    ]


def recent(user: User, *, at: datetime) -> list[Reassignment]:
    """Hand-overs of the last day, that can still be undone or were."""
    return list(
        Reassignment.objects.filter(organisation=user.organisation_id, at__gte=at - A_DAY)
        .select_related("leaving", "by", "undone_by")
        .order_by("-at")
    )


def history(case: Case) -> list[Entry]:
    """Who worked on the case, for "What happened"."""
    changes = WorkerChange.objects.filter(case=case).select_related(
        "before", "after", "by__organisation"
    )
    return [
        Entry(
            at=change.at,
            text=_change_in_words(change),
            detail=enumerated([change.by, change.by.organisation]) if change.by else "",
            icon="user-check" if change.after else "user-question",
        )
        for change in changes
    ]


def _change_in_words(change: WorkerChange) -> str:
    if change.after is None:
        return _("Nobody is named to work on the case")
    if change.before is None:
        return _("%(name)s works on the case now") % {"name": change.after}
    return _("%(name)s works on the case now, after %(before)s") % {
        "name": change.after,
        "before": change.before,
    }
