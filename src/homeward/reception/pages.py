"""What the arrivals board shows: parties, flights of many, what is prepared, where each stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival
from homeward.core.commas import enumerated
from homeward.core.patterns import NextStep
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.reception import queries
from homeward.reception.models import Preparation
from homeward.reception.queries import HandedOver
from homeward.tasks import queries as tasks
from homeward.tasks.pages import holder

DAYS_SHOWN = 4
LATER, OVERDUE = "later", "overdue"
# A flight of more parties is one card, with its list behind it.
PARTIES_APART = 4
NEED_ICONS = {
    ArrivalNeed.WHEELCHAIR: "wheelchair",
    ArrivalNeed.MEDICAL_ESCORT: "stethoscope",
    ArrivalNeed.INTERPRETER: "language",
    ArrivalNeed.BED: "bed",
    ArrivalNeed.ONWARD: "car",
    ArrivalNeed.CHILD: "baby-carriage",
    ArrivalNeed.FOOD: "heart",
    ArrivalNeed.CASH: "cash",
}


@dataclass(frozen=True)
class Need:
    value: str
    label: Any
    icon: str
    ready: bool
    preparation: Preparation | None = None


@dataclass(frozen=True, kw_only=True)
class Landing:
    """One party on the board."""

    arrival: Arrival
    title: str
    people: Sequence[str]
    needs: Sequence[Need]
    hand_over: HandedOver | None = None
    is_first: bool = False

    @property
    def ready(self) -> int:
        return sum(need.ready for need in self.needs)

    @property
    def size(self) -> int:
        return self.arrival.adults + self.arrival.children

    @property
    def is_expected(self) -> bool:
        return self.arrival.status == ArrivalStatus.EXPECTED


@dataclass(frozen=True, kw_only=True)
class Flight:
    """What lands together."""

    landings: Sequence[Landing]
    is_first: bool = False

    @property
    def arrival(self) -> Arrival:
        return self.landings[0].arrival

    @property
    def is_many(self) -> bool:
        return len(self.landings) > PARTIES_APART

    @property
    def size(self) -> int:
        return sum(one.size for one in self.landings)

    @property
    def children(self) -> int:
        return sum(one.arrival.children for one in self.landings)

    @property
    def to_come(self) -> int:
        return sum(one.is_expected for one in self.landings)

    @property
    def needs(self) -> list[tuple[Need, int, int]]:
        """Each need with how many parties have it, and for how many it is ready."""
        wanted: Counter[str] = Counter()
        ready: Counter[str] = Counter()
        for need in (need for one in self.landings for need in one.needs):
            wanted[need.value] += 1
            ready[need.value] += need.ready
        return [
            (Need(value, ArrivalNeed(value).label, NEED_ICONS[ArrivalNeed(value)],
                  ready[value] == n), n, ready[value])
            for value, n in wanted.most_common()
        ]  # fmt: skip

    @property
    def list_url(self) -> str:
        return list_url(self.arrival)

    @property
    def board_url(self) -> str:
        """The board of this flight alone, each party by itself."""
        return f"{reverse('reception:arrivals')}?{_asked(self.arrival)}"


def list_url(arrival: Arrival) -> str:
    """The list of who is on one flight, for the phone at the gate."""
    return f"{reverse('reception:check_in')}?{_asked(arrival)}"


def _asked(arrival: Arrival) -> str:
    at = arrival.expected_at
    asked = {"day": timezone.localtime(at).date().isoformat() if at else ""}
    if arrival.flight:
        asked["flight"] = arrival.flight
    if arrival.entry_id:
        asked["entry"] = str(arrival.entry_id)
    return urlencode(asked)


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    people: int
    current: bool
    late: bool = False


def landings(shown: Sequence[Arrival]) -> list[Landing]:
    """The parties in the order in which they land; whoever is registered comes last."""
    names = cases.manifest(shown)
    prepared = queries.preparations(shown)
    done = [one for one in shown if one.status != ArrivalStatus.EXPECTED]
    expected = [one for one in shown if one.status == ArrivalStatus.EXPECTED]
    handed = queries.hand_overs(one.case_id for one in done)
    return [
        Landing(
            arrival=one,
            title=title(one, names[one.pk]),
            people=[described(person) for person in names[one.pk]],
            needs=needs(one, prepared),
            hand_over=handed.get(one.case_id),
            is_first=bool(expected) and one is expected[0],
        )
        for one in [*expected, *done]
    ]


def title(arrival: Arrival, people: Sequence[Person]) -> str:
    return persons.family_name_of(people) if people else arrival.reference


def flights(shown: Sequence[Landing]) -> list[Flight]:
    """What lands together stands together."""
    groups: dict[Any, list[Landing]] = {}
    for one in shown:
        arrival = one.arrival
        key = (arrival.expected_at, arrival.flight, arrival.entry_id)
        # A party without a flight lands alone.
        groups.setdefault(key if arrival.flight else one.arrival.pk, []).append(one)
    return [
        Flight(landings=group, is_first=any(one.is_first for one in group))
        for group in groups.values()
    ]


def described(person: Person) -> str:
    today = timezone.localdate()
    age, minor = person.age_on(today), persons.is_minor(person, on=today)
    if age is None:
        return _("child of unknown age") if minor else _("adult of unknown age")
    text = _("child %(age)d") if minor else _("adult %(age)d")
    return text % {"age": age}


def needs(arrival: Arrival, prepared: Any = None) -> list[Need]:
    return [
        Need(
            need,
            ArrivalNeed(need).label,
            NEED_ICONS[ArrivalNeed(need)],
            need in arrival.prepared,
            (prepared or {}).get((arrival.pk, need)),
        )
        for need in arrival.needs
    ]


def key_of(arrival: Arrival, today: date) -> str:
    """On which tab an arrival stands. What was received on an earlier day leaves the board."""
    if arrival.expected_at is None:
        return LATER
    on = timezone.localtime(arrival.expected_at).date()
    if on < today:
        return OVERDUE if arrival.status == ArrivalStatus.EXPECTED else ""
    return on.isoformat() if (on - today).days < DAYS_SHOWN else LATER


def keys(today: date) -> list[str]:
    days = [(today + timedelta(days=n)).isoformat() for n in range(DAYS_SHOWN)]
    return [OVERDUE, *days, LATER]


def tabs(every: Iterable[Arrival], today: date, current: str) -> list[Tab]:
    people: Counter[str] = Counter()
    for one in every:
        people[key_of(one, today)] += one.adults + one.children
    return [
        Tab(key, _tab_label(key, today), people[key], key == current, key == OVERDUE)
        for key in keys(today)
        if key != OVERDUE or people[key] or current == OVERDUE
    ]


def _tab_label(key: str, today: date) -> str:
    if key in (OVERDUE, LATER):
        return _("Overdue") if key == OVERDUE else _("Later")
    if key == today.isoformat():
        return _("Today")
    return date_format(date.fromisoformat(key), "D j")


def heading(current: str) -> str:
    if current == OVERDUE:
        return _("Arrivals, overdue")
    if current == LATER:
        return _("Arrivals, later")
    day = date.fromisoformat(current)
    return _("Arrivals, %(day)s") % {"day": date_format(day, "l j F")}


def step(shown: Sequence[Landing], *, user: User) -> NextStep | None:
    """The first who are still to come: what is open for them, or that they are received."""
    first = next((one for one in shown if one.is_first), None)
    if first is None:
        return None
    waiting = tasks.open_of_subjects([first.arrival.pk]).get(first.arrival.pk)
    open_needs = [str(need.label) for need in first.needs if not need.ready]
    return NextStep(
        title=_("Receive: %(party)s") % {"party": first.title},
        why=_("Still to prepare: %(needs)s.") % {"needs": enumerated(open_needs)}
        if open_needs
        else _("Everything is prepared."),
        # The same as in My work: nobody's by name until somebody is named.
        holder=holder(waiting, user) if waiting else str(first.arrival.reception_org),
        due=first.arrival.expected_at,
        url=reverse("reception:receive", args=[first.arrival.pk]),
        label=_("Register the arrival"),
        mine=True,
    )
