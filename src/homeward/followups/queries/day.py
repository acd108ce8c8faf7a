"""The interviewer's list: what to hold, whom to call, by place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.collectives.models import Project
from homeward.followups.models import FollowUp, Monitoring
from homeward.followups.queries.reaching import wishes_of
from homeward.persons import queries as persons
from homeward.persons.choices import ContactKind
from homeward.places.models import Area
from homeward.surveys.choices import Status
from homeward.surveys.models import Wave
from homeward.surveys.queries import OF_OPEN
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

# What comes soon stands on the list too, so that a way can serve two visits.
SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something to do about a case, a project or a community: what, by when, where it is done."""

    about: Case | Project | Area
    what: Any
    of: Any
    due_on: date | None
    url: str
    is_named: bool


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Somebody to see or to call, with everything that is to be done there."""

    case: Case | None
    title: str
    place: str
    items: Sequence[Item]
    phones: Sequence[str]
    wish: Any

    @property
    def due_on(self) -> date | None:
        return min((item.due_on for item in self.items if item.due_on), default=None)


@dataclass(frozen=True, kw_only=True)
class Place:
    name: str
    stops: Sequence[Stop]


def day_list(user: User, *, on: date, only_named: bool = False) -> list[Place]:
    """What the user is to hold by now or soon, by place; what nobody holds stands there too."""
    items = [*_follow_ups(user, on), *_waves(user, on), *_tries(user)]
    if only_named:
        items = [item for item in items if item.is_named]
    by_subject: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        by_subject[item.about.pk].append(item)
    of_cases = {pk: found for pk, found in by_subject.items() if isinstance(found[0].about, Case)}
    others = [found for pk, found in by_subject.items() if pk not in of_cases]
    return _by_place([*_stops(of_cases), *(_of_others(found) for found in others)])


def _of_others(items: Sequence[Item]) -> Stop:
    """A project by its village, a community by its own name."""
    about = items[0].about
    place = about.place or str(about.area or "") if isinstance(about, Project) else str(about)
    return Stop(case=None, title=str(about), place=place, items=items, phones=(), wish=None)


def _stops(by_case: dict[UUID, list[Item]]) -> list[Stop]:
    subjects = {pk: items[0].about for pk, items in by_case.items()}
    found = {pk: case for pk, case in subjects.items() if isinstance(case, Case)}
    titles = cases.titles(list(found.values()))
    wishes = wishes_of(found)
    phones: dict[UUID, list[str]] = defaultdict(list)
    for contact in persons.contacts([case.person_id for case in found.values()]):
        if contact.kind == ContactKind.PHONE:
            phones[contact.person_id].append(contact.value)
    return [
        Stop(
            case=found[pk],
            title=titles[pk],
            place=found[pk].destination,
            items=sorted(items, key=lambda item: (item.due_on is None, item.due_on or date.max)),
            phones=phones[found[pk].person_id],
            wish=wishes.get(pk),
        )
        for pk, items in by_case.items()
    ]


def _by_place(stops: Sequence[Stop]) -> list[Place]:
    places: dict[str, list[Stop]] = defaultdict(list)
    for stop in stops:
        places[stop.place].append(stop)
    found = [
        Place(name=name, stops=sorted(each, key=lambda s: (s.due_on or date.max, s.title)))
        for name, each in places.items()
    ]
    return sorted(found, key=lambda place: (not place.name, place.stops[0].due_on or date.max))


def _follow_ups(user: User, on: date) -> list[Item]:
    """Named to the user, or of a case of theirs, or to nobody."""
    found = FollowUp.objects.filter(
        Q(holder=user) | Q(holder__isnull=True),
        Q(holder=user) | Q(case__worker=user) | Q(case__worker__isnull=True),
        owner_org=user.organisation_id,
        status=Status.PLANNED,
        opens_on__lte=on + SOON,
    ).select_related("case__worker")
    return [
        Item(
            about=one.case,
            what=one.get_kind_display(),
            of="",
            due_on=one.closes_on,
            url=reverse("followups:follow_up", args=[one.pk]),
            is_named=user.pk in {one.holder_id, one.case.worker_id},
        )
        for one in found
    ]


def _following(on: date) -> QuerySet[Monitoring]:
    """Who follows the wave's case after closure."""
    return Monitoring.objects.filter(
        case=OuterRef("case"), ended_at__isnull=True, from_on__lte=on, until_on__gte=on
    )


def _waves(user: User, on: date) -> list[Item]:
    """Surveys that are named to the user, or to nobody and not of the user's own cases."""
    if not can(user, "surveys.interview"):
        return []
    found = (
        Wave.objects.filter(
            Q(interviewer=user) | Q(interviewer__isnull=True),
            OF_OPEN | Exists(_following(on)),
            owner_org=user.organisation_id,
            status=Status.PLANNED,
            opens_on__lte=on + SOON,
        )
        .exclude(case__worker=user)
        .select_related("case__worker", "project__area", "area", "instrument_version__instrument")
    )
    return [
        Item(
            about=about,
            what=wave.get_kind_display(),
            of=str(wave.instrument_version.instrument),
            due_on=wave.closes_on,
            url=reverse("surveys:fill", args=[wave.pk]),
            is_named=wave.interviewer_id == user.pk,
        )
        for wave in found
        # A case that the reader does not see is not there at all.
        if (about := wave.case or wave.project or wave.area)
    ]


def _tries(user: User) -> list[Item]:
    waits = Task.objects.filter(
        kind=TaskKind.RENEW_CONTACT, holder=user, done_at__isnull=True, case_id__isnull=False
    )
    days = {wait.case_id: wait.due_on for wait in waits if wait.case_id}
    found = Case.objects.filter(pk__in=days).select_related("worker")
    return [
        Item(
            about=case,
            what=TaskKind.RENEW_CONTACT.label,
            of="",
            due_on=days[case.pk],
            url=reverse("followups:try", args=[case.pk]),
            is_named=True,
        )
        for case in found
    ]


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much an interviewer has before them, and where."""

    user: User
    surveys: int
    late: int
    places: Sequence[str]


def loads(user: User, *, on: date) -> list[Load]:
    """Each colleague who may hold surveys, with the planned ones that are named to them."""
    named = Wave.objects.filter(
        owner_org=user.organisation_id, status=Status.PLANNED, interviewer__isnull=False
    ).order_by()
    counts = {
        row["interviewer"]: row
        for row in named.values("interviewer").annotate(
            n=Count("pk"), late=Count("pk", filter=Q(closes_on__lt=on))
        )
    }
    places: dict[int, set[str]] = defaultdict(set)
    for interviewer, place in named.values_list("interviewer", "case__destination"):
        places[interviewer].add(place)
    return [
        Load(
            user=one,
            surveys=counts.get(one.pk, {"n": 0})["n"],
            late=counts.get(one.pk, {"late": 0})["late"],
            places=sorted(place for place in places[one.pk] if place),
        )
        for one in interviewers(user)
    ]


def interviewers(user: User) -> list[User]:
    found = User.objects.filter(
        organisation=user.organisation_id, is_active=True, person_id__isnull=True
    ).select_related("organisation")
    return [one for one in found.order_by("name") if can(one, "surveys.interview")]


def to_assign(user: User, *, place: str = "") -> Any:
    """The organisation's planned surveys, those that nobody holds yet first."""
    found = Wave.objects.filter(owner_org=user.organisation_id, status=Status.PLANNED)
    if place:
        found = found.filter(case__destination=place)
    return found.select_related(
        "case__worker", "interviewer", "project", "area", "instrument_version__instrument"
    ).order_by("interviewer__name", "closes_on", "pk")


def places_of(user: User) -> list[str]:
    found = Wave.objects.filter(owner_org=user.organisation_id, status=Status.PLANNED).order_by(
        "case__destination"
    )
    return [p for p in found.values_list("case__destination", flat=True).distinct() if p]
