"""My work: what is overdue, mine, nobody's yet, and held by others, each read in order of its days.

An organisation may have a hundred thousand open waits. Each part of a group is read from an index
of its own to a limit and no further (tasks/models.py), and all parts of the groups in one
statement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.access import ways
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.access.queries import name_organisations, name_users
from homeward.cases import queries as cases
from homeward.core.digits import are_digits
from homeward.core.templatetags.writing import short_date
from homeward.desk import links
from homeward.desk.queries import capped, visible_cases
from homeward.programmes import queries as programmes
from homeward.programmes.models import Programme
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Absence, Task
from homeward.tasks.pages import holder as holder_of
from homeward.tasks.pages import kinds_of

# So many of a group are counted, and at first fewer shown.
COUNTED, SHOWN = 50, 7
PER_PAGE, LAST_PAGE = 25, 40
LATE, MINE, NOBODY, WAIT = "late", "mine", "open", "wait"
GROUPS = (LATE, MINE, NOBODY, WAIT)
TEAM = "team"
DAYS_OF = {"week": 7, "month": 30}
UNDATED = "none"

Waits = QuerySet[Task]
# What orders a wait: its day, when it began, its id.
Place = tuple[date, Any, UUID]
Places = dict[str, list[Place]]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """As they stand in the address; what is not known there filters nothing."""

    kind: str = ""
    programme: str = ""
    due: str = ""
    whose: str = ""
    text: str = ""
    group: str = ""
    page: int = 1

    @property
    def narrow(self) -> bool:
        return bool(self.kind or self.programme or self.due or self.whose or self.text)


def filters_of(given: dict[str, Any], user: User) -> Filters:
    number = str(given.get("page", ""))
    leads = can(user, "tasks.read_team")
    kind, programme, whose = (str(given.get(key, "")) for key in ("kind", "programme", "whose"))
    return Filters(
        kind=kind if kind in TaskKind.values else "",
        programme=programme if _is_number(programme) else "",
        due=given["due"] if given.get("due") in {*DAYS_OF, UNDATED} else "",
        whose=whose if leads and (whose == TEAM or _is_number(whose)) else "",
        text=str(given.get("text", "")).strip().upper()[:40],
        group=given["group"] if given.get("group") in GROUPS else "",
        page=min(int(number), LAST_PAGE) if _is_number(number) and int(number) else 1,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and are_digits(text) and len(text) < 9  # noqa: PLR2004 - fits an integer


@dataclass(frozen=True, kw_only=True)
class Item:
    """One wait as a list shows it."""

    task: Task
    title: str
    holder: str
    holder_kind: str
    initials: str
    is_mine: bool
    url: str
    why: str
    may_remind: bool
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Group:
    key: str
    items: Sequence[Item]
    count: str
    hidden: int = 0
    mine: int = 0
    page: Page[Place] | None = None


@dataclass(frozen=True)
class Work:
    """My work: its groups, the most urgent of what is mine, and what the cases are called."""

    groups: Sequence[Group]
    first: Item | None
    titles: Mapping[UUID, str]


@dataclass(frozen=True)
class Parts:
    """The queries of each group's rows, before their days are asked."""

    held: Sequence[Waits]
    nobody: Sequence[Waits]
    waited: Sequence[Waits]
    silent: Sequence[Waits] = field(default_factory=list)


def work(
    user: User,
    *,
    on: date,
    filters: Filters | None = None,
    most: int | None = None,
    also: Iterable[UUID] = (),
) -> Work:
    """`also` are cases that the page names beside those of its waits."""
    filters = filters or Filters()
    covered = tasks.absences_covered_by(user, on=on)
    parts = _narrowed(_parts(user, covered, filters), filters, on=on)
    wanted = [key for key in GROUPS if not filters.group or filters.group == key]
    places = _read(parts, wanted, filters, on=on)
    shown = {key: _shown(found, filters, most or SHOWN) for key, found in places.items()}
    waits = _waits(pk for page in shown.values() for *_, pk in page)
    named = visible_cases([*also, *(task.case_id for task in waits)])
    titles = cases.titles(named.values())
    items = _items(waits, user, titles, covered)
    groups = [
        _group(key, places[key], [items[p[-1]] for p in shown[key] if p[-1] in items], filters)
        for key in wanted
    ]
    mine = [item for group in groups if group.key != WAIT for item in group.items if item.is_mine]
    first = min(mine, key=lambda item: _place_of(item.task), default=None)
    return Work(groups, first, titles)


def _parts(user: User, covered: Sequence[Absence], filters: Filters) -> Parts:
    org = user.organisation_id
    if filters.whose == TEAM:
        return Parts([tasks.held_by_team(user)], [], [tasks.waited_for(user)[1]])
    if filters.whose:
        colleague = int(filters.whose)
        return Parts([tasks.named_to(colleague, org)], [], [])
    held = [tasks.named_to(user, org), *(tasks.named_to(a.user_id, org) for a in covered)]
    return Parts(
        held, [tasks.named_to_nobody(user)], tasks.waited_for(user), [tasks.escalated_to(user)]
    )


def _narrowed(parts: Parts, filters: Filters, *, on: date) -> Parts:
    return Parts(
        *(
            [_narrow(waits, filters, on=on) for waits in each]
            for each in (parts.held, parts.nobody, parts.waited, parts.silent)
        )
    )


def _narrow(waits: Waits, filters: Filters, *, on: date) -> Waits:
    if filters.kind:
        waits = waits.filter(kind=filters.kind)
    if filters.programme:
        waits = waits.filter(programme_id=int(filters.programme))
    if filters.due in DAYS_OF:
        waits = waits.filter(due_on__lte=on + timedelta(days=DAYS_OF[filters.due]))
    if filters.due == UNDATED:
        waits = waits.filter(due_on__isnull=True)
    if filters.text:
        # As a range: under row policies no index serves a pattern.
        waits = waits.filter(reference__gte=filters.text, reference__lt=f"{filters.text}\uffff")
    return waits


def _read(parts: Parts, wanted: Sequence[str], filters: Filters, *, on: date) -> Places:
    """The places of each group's waits, the most urgent first, to the limit.

    What has a day comes first. What has none is read for the groups that the days don't fill.
    """
    most = max(COUNTED, filters.page * PER_PAGE if filters.group else 0) + 1
    bases = {
        LATE: [*parts.held, *parts.nobody, *parts.waited],
        MINE: parts.held,
        NOBODY: parts.nobody,
        WAIT: parts.waited,
    }
    dated = {
        key: [
            waits.filter(**{"due_on__lt" if key == LATE else "due_on__gte": on}) for waits in base
        ]
        for key, base in bases.items()
        if key in wanted
    }
    if LATE in dated:
        dated[LATE] += parts.silent
    found = _places(dated, most)
    short = [key for key in wanted if key != LATE and len(found[key]) < most]
    undated = {key: [waits.filter(due_on__isnull=True) for waits in bases[key]] for key in short}
    without = _places(undated, most)
    return {key: [*found[key], *without.get(key, [])][:most] for key in wanted}


def _places(sources: Mapping[str, Sequence[Waits]], most: int) -> Places:
    """All of them in one statement."""
    limited = [
        waits.select_related(None)
        .order_by("due_on", "opened_at")
        .annotate(part=Value(key))
        .values_list("part", "pk", "due_on", "opened_at")[:most]
        for key, each in sources.items()
        for waits in each
    ]
    if not limited:
        return {key: [] for key in sources}
    rows: Iterable[Any] = limited[0].union(*limited[1:], all=True) if limited[1:] else limited[0]
    found: dict[str, set[Place]] = {key: set() for key in sources}
    for key, pk, due, opened in rows:
        found[key].add((due or date.max, opened, pk))
    return {key: sorted(places)[:most] for key, places in found.items()}


def _place_of(task: Task) -> Place:
    return (task.due_on or date.max, task.opened_at, task.pk)


def _shown(found: list[Place], filters: Filters, most: int) -> Sequence[Place]:
    return list(_page(found, filters)) if filters.group else found[:most]


def _page(found: list[Place], filters: Filters) -> Page[Place]:
    return Paginator(found, PER_PAGE).get_page(filters.page)


def _group(key: str, found: list[Place], items: list[Item], filters: Filters) -> Group:
    return Group(
        key=key,
        items=items,
        count=capped(len(found), COUNTED),
        hidden=0 if filters.group else len(found) - len(items),
        mine=sum(item.is_mine for item in items),
        page=_page(found, filters) if filters.group else None,
    )


def _waits(ids: Iterable[UUID]) -> list[Task]:
    found = list(Task.objects.filter(pk__in=set(ids)))
    name_users(holder=found, waiter=found, escalated_to=found)
    name_organisations(holder_org=found, waiter_org=found)
    return found


def _items(
    waits: Sequence[Task], user: User, titles: Mapping[UUID, str], covered: Sequence[Absence]
) -> dict[UUID, Item]:
    away = {absence.user_id: absence for absence in covered}
    kinds = set(kinds_of(user))
    return {task.pk: _item(task, user, titles, away, kinds) for task in waits}


def _item(
    task: Task,
    user: User,
    titles: Mapping[UUID, str],
    away: dict[int, Absence],
    kinds: set[str],
) -> Item:
    absence = away.get(task.holder_id) if task.holder_id else None
    mine = links.is_mine(task, user) or bool(absence and task.kind in kinds)
    sees_case = task.case_id in titles
    url = links.to_do(task) if mine else links.to_watch(task, user, sees_case=sees_case)
    return Item(
        task=task,
        title=titles.get(task.case_id, "") if task.case_id else "",
        holder=holder_of(task, user),
        holder_kind="person" if task.holder_id else "org",
        initials=links.initials(task),
        is_mine=mine,
        url=url if ways.is_open(user, url) else "",
        why=links.why(task),
        may_remind=not mine
        # Of one's own organisation somebody is reminded by name.
        and (task.holder_id is not None or task.holder_org_id != user.organisation_id)
        and user.organisation_id in {task.waiter_org_id, _org(task.escalated_to)},
        notes=[*_for_whom(absence), *links.said_of(task)],
    )


def _org(user: User | None) -> int | None:
    return user.organisation_id if user else None


def _for_whom(absence: Absence | None) -> list[str]:
    if absence is None:
        return []
    return [
        _("for %(name)s, away until %(day)s")
        % {"name": absence.user, "day": short_date(absence.until_on)}
    ]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the filters offer this reader."""

    kinds: Sequence[tuple[str, Any]]
    programmes: Sequence[Programme]
    colleagues: Sequence[tuple[str, str]]
    leads: bool


@lru_cache(maxsize=16)
def _kinds(_language: str) -> Sequence[tuple[str, str]]:
    """The kinds of wait in the words of the language, in their order there."""
    return sorted(((kind.value, str(kind.label)) for kind in TaskKind), key=itemgetter(1))


def choices(user: User) -> Choices:
    leads = can(user, "tasks.read_team")
    return Choices(
        kinds=_kinds(get_language() or ""),
        programmes=list(programmes.run_here()),
        colleagues=_names(tasks.colleagues(user)) if leads else [],
        leads=leads,
    )


def _names(users: QuerySet[User]) -> list[tuple[str, str]]:
    """A large organisation has hundreds; a whole user for each is not needed."""
    return [(str(pk), name) for pk, name in users.values_list("pk", "name")]
