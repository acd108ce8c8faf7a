"""Reads of waits, of the rules that date them, and of absences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.places.models import Country
from homeward.tasks import pages, rules
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import (
    Absence,
    CalendarYear,
    DeadlineRule,
    Holiday,
    ReminderRule,
    Task,
    Weekend,
)

# The navigation says no more than this.
COUNTED_AT_MOST = 100


def due_on(
    kind: TaskKind, *, programme_id: int, start: date, holder_org_id: int | None = None
) -> date | None:
    """The day by which a wait that begins on `start` ends, or None where no rule is agreed.

    Working days are counted by the calendar of whoever holds the wait (due.sql).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select tasks_due_on(%s, %s, %s, %s)", [kind, programme_id, start, holder_org_id]
        )
        found: date | None = cursor.fetchone()[0]
    return found


def working_day_after(start: date, days: int, *, holder_org_id: int) -> date:
    """The day after so many working days, by the calendar of whoever holds the wait."""
    with connection.cursor() as cursor:
        cursor.execute("select tasks_add_working_days(%s, %s, %s)", [start, days, holder_org_id])
        found: date = cursor.fetchone()[0]
    return found


def open_of_case(case_id: UUID) -> list[Task]:
    """What is open on a case, the most urgent first; no date agreed comes last."""
    return sorted(_open().filter(case_id=case_id), key=_urgency)


def _urgency(task: Task) -> tuple[bool, date]:
    return (task.due_on is None, task.due_on or date.max)


def _open() -> QuerySet[Task]:
    return Task.objects.filter(done_at__isnull=True).select_related(
        "holder", "holder_org", "waiter", "waiter_org"
    )


def named_to(user: User | int, organisation_id: int | None) -> QuerySet[Task]:
    return _open().filter(holder=user, holder_org=organisation_id)


def named_to_nobody(user: User) -> QuerySet[Task]:
    """What the user's organisation holds, nobody is named for, and the user may end."""
    return (
        _open()
        .filter(holder__isnull=True, holder_org=user.organisation_id, kind__in=pages.kinds_of(user))
        .exclude(kind__in=pages.by_another(), waiter=user)
    )


def held_by_team(user: User) -> QuerySet[Task]:
    """All that the user's organisation holds, whoever is named."""
    return _open().filter(holder_org=user.organisation_id)


def escalated_to(user: User) -> QuerySet[Task]:
    """What somebody else holds in silence; `escalated_to` is named in the index."""
    return _open().filter(escalated_to=user).exclude(holder=user)


def count_held_by(user: User) -> int:
    """What the user holds, counted to a hundred: the navigation says no more."""
    named = named_to(user, user.organisation_id).select_related(None).order_by()
    nobody = named_to_nobody(user).select_related(None).order_by()
    held = named.values("pk")[:COUNTED_AT_MOST].union(
        nobody.values("pk")[:COUNTED_AT_MOST], all=True
    )
    return min(held.count(), COUNTED_AT_MOST)


def waited_for(user: User) -> list[QuerySet[Task]]:
    """What others hold while this user waits by name, or their organisation without one.

    Two parts, since each is read from an index of its own.
    """
    named = (
        _open()
        .filter(waiter=user, waiter_org=user.organisation_id)
        .exclude(holder=user)
        .exclude(
            ~Q(kind__in=pages.by_another()),
            holder__isnull=True,
            holder_org=user.organisation_id,
        )
    )
    outside = (
        _open()
        .filter(waiter__isnull=True, waiter_org=user.organisation_id)
        .exclude(holder_org=F("waiter_org"))
    )
    return [named, outside]


def may_be_reminded_by(user: User) -> QuerySet[Task]:
    """What the user's organisation waits for or answers for, held by somebody else."""
    return (
        _open()
        .filter(Q(waiter_org=user.organisation_id) | Q(escalated_to=user))
        .exclude(holder=user)
        .exclude(holder__isnull=True, holder_org=user.organisation_id)
    )


def open_of_subjects(subject_ids: Iterable[UUID]) -> dict[UUID, Task]:
    return {task.subject_id: task for task in _open().filter(subject_id__in=list(subject_ids))}


def absences_covered_by(user: User, *, on: date) -> list[Absence]:
    """For whom this user does what waits, on this day."""
    return list(
        Absence.objects.filter(
            cover=user, from_on__lte=on, until_on__gte=on, ended_at__isnull=True
        ).select_related("user")
    )


def absences_of(user: User, *, on: date) -> QuerySet[Absence]:
    """The user's absences that are not over, and those of colleagues whom they cover for."""
    return _not_over(on).filter(Q(user=user) | Q(cover=user))


def absences_of_team(user: User, *, on: date) -> QuerySet[Absence]:
    return _not_over(on).filter(organisation=user.organisation_id)


def _not_over(on: date) -> QuerySet[Absence]:
    return Absence.objects.filter(until_on__gte=on, ended_at__isnull=True).select_related(
        "user", "cover", "stated_by"
    )


def away(user_ids: Iterable[int], *, on: date) -> dict[int, Absence]:
    """Who of these is away on this day."""
    found = Absence.objects.filter(
        user__in=list(user_ids), from_on__lte=on, until_on__gte=on, ended_at__isnull=True
    ).select_related("cover")
    return {absence.user_id: absence for absence in found}


def lock_absences(organisation_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended('tasks_absence', %s))",
            [organisation_id],
        )


def absence_facts(
    user: User, cover: User, *, from_on: date, until_on: date, on: date
) -> rules.AbsenceFacts:
    others = Absence.objects.filter(
        from_on__lte=until_on, until_on__gte=from_on, ended_at__isnull=True
    )
    return rules.AbsenceFacts(
        from_on=from_on,
        until_on=until_on,
        today=on,
        is_somebody_else=user.pk != cover.pk,
        are_colleagues=cover.is_active and cover.organisation_id == user.organisation_id,
        overlaps=others.filter(user=user).exists(),
        cover_is_away=others.filter(user=cover).exists(),
        covers_somebody=others.filter(cover=user).exists(),
    )


def colleagues(user: User) -> QuerySet[User]:
    """Whoever else of the organisation signs in to work."""
    return (
        User.objects.filter(
            organisation=user.organisation_id, is_active=True, person_id__isnull=True
        )
        .exclude(pk=user.pk)
        .order_by("name")
    )


def may_state(programme_id: int) -> bool:
    """As the policies answer: does the actor's organisation lead this programme?"""
    with connection.cursor() as cursor:
        cursor.execute("select tasks_may_state(%s)", [programme_id])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class Rules:
    """One kind's rules: the one that holds now, and all versions, the latest first."""

    kind: TaskKind
    now: DeadlineRule | None
    versions: Sequence[DeadlineRule]


def deadlines(programme_id: int, *, on: date) -> list[Rules]:
    """For each kind of wait what holds in this programme (0: where nothing else is stated)."""
    found: dict[str, list[DeadlineRule]] = {}
    for rule in (
        DeadlineRule.objects.filter(programme_id__in={0, programme_id})
        .select_related("stated_by")
        .order_by("-programme_id", "-valid_from")
    ):
        found.setdefault(rule.kind, []).append(rule)
    return [
        Rules(
            kind,
            next((rule for rule in found.get(kind, []) if rule.valid_from <= on), None),
            found.get(kind, []),
        )
        for kind in TaskKind
    ]


def reminders(programme_id: int) -> list[ReminderRule]:
    """When one is reminded in this programme, every version, the latest first."""
    return list(
        ReminderRule.objects.filter(programme_id__in={0, programme_id})
        .select_related("stated_by")
        .order_by("kind", "-programme_id", "-valid_from")
    )


def calendars_missing(year: int) -> list[tuple[str, int]]:
    """Countries where organisations with users are, and years, whose calendar is not kept yet."""
    kept = set(CalendarYear.objects.values_list("country_id", "year"))
    working = Organisation.objects.filter(users__isnull=False).order_by()
    countries = sorted(set(working.values_list("country_id", flat=True)))
    wanted = [(country, each) for country in countries for each in (year, year + 1)]
    return [each for each in wanted if each not in kept]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """A country's year as one organisation counts it."""

    kept: CalendarYear | None
    weekend: Sequence[int]
    weekend_source: str
    days: Sequence[Holiday]


def calendar(country_id: str, year: int, *, organisation_id: int | None) -> Calendar:
    weekend = (
        Weekend.objects.filter(country_id=country_id, valid_from__lte=date(year, 12, 31))
        .order_by("-valid_from")
        .first()
    )
    days = Holiday.objects.filter(
        Q(owner_org__isnull=True) | Q(owner_org=organisation_id),
        country_id=country_id,
        on__year=year,
    ).select_related("added_by")
    return Calendar(
        kept=CalendarYear.objects.filter(country_id=country_id, year=year).first(),
        weekend=weekend.days if weekend else sorted(rules.WEEKEND),
        weekend_source=weekend.source if weekend else "",
        days=list(days),
    )


def countries_with_a_calendar(also: set[str]) -> QuerySet[Country]:
    kept = set(CalendarYear.objects.values_list("country_id", flat=True).distinct())
    return Country.objects.filter(pk__in=kept | also)
