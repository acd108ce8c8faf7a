"""Reads that join nouns for the desk's lists. Rows are the gate's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.utils.functional import cached_property

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.choices import Stage
from homeward.cases.models import Case, StageChange
from homeward.core.timeline import Entry
from homeward.desk import links
from homeward.persons import search as persons
from homeward.persons.models import Consent, Person
from homeward.referrals import queries as referrals
from homeward.referrals.choices import Status
from homeward.referrals.models import Referral, StatusChange
from homeward.services import queries as services
from homeward.services.models import Service
from homeward.tasks.models import Task
from homeward.tasks.pages import holder as holder_of

COUNTED = 1000
PER_PAGE = 25
CHANGES = 8


def capped(count: int, most: int) -> str:
    return f"{most:,}+" if count > most else f"{count:,}"


def visible_cases(case_ids: Iterable[UUID | None]) -> dict[UUID, Case]:
    return Case.objects.in_bulk({pk for pk in case_ids if pk})


def changes(user: User, *, since: datetime) -> list[tuple[Entry, UUID]]:
    """What others changed in cases that the user sees, the newest first, with its case."""
    stages = list(
        StageChange.objects.filter(at__gte=since)
        .exclude(by=user)
        .select_related("by__organisation")
        .order_by("-at")[:CHANGES]
    )
    answers = list(
        StatusChange.objects.filter(at__gte=since)
        .exclude(by=user)
        .exclude(to="draft")
        .select_related("by__organisation")
        .order_by("-at")[:CHANGES]
    )
    about = Referral.objects.select_related("service", "receiver_org").in_bulk(
        {change.referral_id for change in answers}
    )
    found = [(_stage_entry(change), change.case_id) for change in stages]
    found += [
        (_answer_entry(change, about[change.referral_id]), about[change.referral_id].case_id)
        for change in answers
        if change.referral_id in about
    ]
    return sorted(found, key=lambda pair: pair[0].at, reverse=True)[:CHANGES]


def _stage_entry(change: StageChange) -> Entry:
    return Entry(
        at=change.at,
        text=cases.STAGE_TEXTS[Stage(change.to)](),
        icon="plane-arrival" if change.to == Stage.PLAN else "folders",
        tone="ok" if change.to in {Stage.PLAN, Stage.CLOSURE} else "",
    )


def _answer_entry(change: StatusChange, referral: Referral) -> Entry:
    tone = referrals.TONES.get(Status(change.to), "")
    return Entry(
        at=change.at,
        text=f"{referral.receiver_org}: {change.get_to_display()}",
        icon={"ok": "circle-check", "no": "circle-x"}.get(tone, "send"),
        tone=tone,
    )


@dataclass(frozen=True)
class StageCount:
    stage: Stage
    count: int
    oldest: datetime


def counts_by_stage() -> list[StageCount]:
    """Open cases that the actor sees, by stage, and since when the oldest has not moved."""
    rows = (
        Case.objects.filter(closed_at__isnull=True)
        .order_by()
        .values("stage")
        .annotate(count=Count("pk"), oldest=Min("changed_at"))
    )
    found = {Stage(row["stage"]): row for row in rows}
    return [StageCount(s, found[s]["count"], found[s]["oldest"]) for s in Stage if s in found]


def overdue_by_holder(*, on: date) -> list[Any]:
    """Waits past their day that the actor sees, by the organisation that holds them.

    Of very many the oldest thousand are counted; then each number says that there are more.
    """
    late = list(
        Task.objects.filter(done_at__isnull=True, due_on__lt=on)
        .order_by("due_on")
        .values_list("holder_org__name", "due_on")[: COUNTED + 1]
    )
    counts = Counter(name for name, _due in late)
    oldest = dict(reversed(late))
    more = "+" if len(late) > COUNTED else ""
    return [
        {"holder_org__name": name, "count": f"{count:,}{more}", "oldest": oldest[name]}
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    ]


def withdrawn_since(since: datetime) -> QuerySet[Consent]:
    return (
        Consent.objects.filter(withdrawn_at__gte=since, known_until__isnull=True)
        .select_related("recipient_org", "recorded_by")
        .order_by("-withdrawn_at")
    )


@dataclass(frozen=True, kw_only=True)
class Filters:
    stage: str = ""
    whose: str = ""
    state: str = ""
    text: str = ""


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts to a thousand and no further: on a large list the rest costs and helps nobody."""

    def __init__(self, found: QuerySet[Case]) -> None:
        super().__init__(found, PER_PAGE)
        self.found = found

    @cached_property
    def count(self) -> int:
        return self.found.order_by()[: COUNTED + 1].count()

    @property
    def shown_count(self) -> str:
        return capped(self.count, COUNTED)


def listed(filters: Filters, user: User) -> QuerySet[Case]:
    found = cases.listed(
        stage=filters.stage,
        open_only=filters.state == "",
        worker_id=user.pk if filters.whose == "mine" else None,
    )
    if filters.state == "closed":
        found = found.filter(closed_at__isnull=False)
    return found.filter(_named(filters.text)) if filters.text else found


def cases_by_id(ids: Sequence[UUID]) -> list[Case]:
    """Of these cases those that the actor sees now."""
    return list(cases.listed(open_only=False).filter(pk__in=ids))


def _named(text: str) -> Q:
    households = {
        hit.person.household_id
        for hit in persons.find(text, enough=persons.ANSWERS)
        if hit.person.household_id
    }
    return Q(household_id__in=households) | Q(reference__startswith=text.strip().upper())


@dataclass(frozen=True, kw_only=True)
class Row:
    case: Case
    title: str
    task: Task | None
    holder: str
    holder_kind: str
    initials: str


def rows(found: Sequence[Case], user: User) -> list[Row]:
    """Each case with its title and its most urgent open wait, in two queries for all."""
    titles = cases.titles(found)
    first: dict[UUID, Task] = {}
    waits = (
        Task.objects.filter(case_id__in=[case.pk for case in found], done_at__isnull=True)
        .select_related("holder", "holder_org")
        .order_by("due_on", "opened_at")
    )
    for task in waits:
        if task.case_id:
            first.setdefault(task.case_id, task)
    return [_row(case, titles[case.pk], first.get(case.pk), user) for case in found]


def _row(case: Case, title: str, task: Task | None, user: User) -> Row:
    return Row(
        case=case,
        title=title,
        task=task,
        holder=holder_of(task, user) if task else "",
        holder_kind="person" if task and task.holder_id else "org",
        initials=links.initials(task) if task else "",
    )


@dataclass(frozen=True)
class Found:
    """What a search found, by noun; what the actor may not see is not there."""

    people: Sequence[tuple[Person, Case | None]] = ()
    cases: Sequence[tuple[Case, str]] = ()
    services: Sequence[tuple[Service, str]] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.cases or self.services)


def search(text: str, user: User) -> Found:
    if not text.strip():
        return Found()
    return Found(
        _people(text) if can(user, "persons.find") else (),
        _by_reference(text) if can(user, "cases.read") else (),
        _services(text),
    )


def names_are_missing(user: User) -> bool:
    """While the index of names is being rebuilt, to whom looks for names."""
    return can(user, "persons.find") and not persons.is_complete()


def _people(text: str) -> list[tuple[Person, Case | None]]:
    hits = persons.find(text, at_most=20, enough=persons.ANSWERS)
    by_household = cases.of_households(hit.person.household_id for hit in hits)
    return [
        (hit.person, by_household.get(hit.person.household_id) if hit.person.household_id else None)
        for hit in hits
    ]


def _by_reference(text: str) -> list[tuple[Case, str]]:
    # No index helps a beginning under row policies, and most of what is typed is a name.
    if not any(letter.isdigit() for letter in text):
        return []
    found = list(
        cases.listed(open_only=False).filter(reference__startswith=text.strip().upper())[:20]
    )
    titles = cases.titles(found)
    return [(case, titles[case.pk]) for case in found]


def _services(text: str) -> list[tuple[Service, str]]:
    return [
        (service, services.title(service))
        for service in services.for_pages(services.search(text))[:10]
    ]


def yesterday(now: datetime) -> datetime:
    return (now - timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def for_case_page() -> QuerySet[Case]:
    return Case.objects.select_related(
        "programme",
        "owner_org",
        "accountable_org",
        "reception_org",
        "case_org",
        "worker",
        "host_country",
        "origin_country",
    )
