"""What stands on a day's list, and which lists are out. Rows are the gate's."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.access.queries import name_users
from homeward.access.unit import LOGGED
from homeward.cases import queries as cases
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival
from homeward.counselling import queries as counselling
from homeward.counselling.choices import State
from homeward.counselling.models import Session
from homeward.offline import permissions  # noqa: F401 - its table is loaded with it
from homeward.offline.choices import ACTIONS, Kind
from homeward.offline.models import TakenRow, Taking

# What the desk prepares for somebody's health stays on the board, which is looked at before one
# goes to the gate.
OF_HEALTH = {ArrivalNeed.WHEELCHAIR, ArrivalNeed.MEDICAL_ESCORT}
SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a list: `shown` is what the device gets, `seen` the version of it."""

    row_id: UUID
    person_id: UUID
    seen: str
    shown: dict[str, Any]


def may_carry(user: User) -> list[Kind]:
    return [kind for kind in Kind if can(user, ACTIONS[kind])]


def rows_of(
    kind: Kind, user: User, *, begins: datetime, ends: datetime, also: Collection[UUID] = ()
) -> list[Row]:
    """The list of a day. `also` are rows that the device has: they stay while they are seen."""
    if kind == Kind.ARRIVALS:
        return _arrivals(user, begins, ends, also)
    return _visits(user, begins, ends, also)


def one(kind: Kind, row_id: UUID) -> Row | None:
    """A single row as it stands now, where the actor still sees it."""
    found = _arrivals_as_rows(Arrival.objects.filter(pk=row_id)) if kind == Kind.ARRIVALS else (
        _sessions_as_rows(_carried().filter(pk=row_id))
    )  # fmt: skip
    return found[0] if found else None


def still_seen(kind: Kind, row_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these rows the actor sees at this moment. Nothing of them is read."""
    rows: QuerySet[Any] = Arrival.objects.all() if kind == Kind.ARRIVALS else _carried()
    return set(rows.filter(pk__in=list(row_ids)).values_list("pk", flat=True))


def _arrivals(user: User, begins: datetime, ends: datetime, also: Collection[UUID]) -> list[Row]:
    """Whoever this desk expects on the day."""
    expected = Q(
        reception_org=user.organisation_id,
        expected_at__gte=begins,
        expected_at__lt=ends,
        status=ArrivalStatus.EXPECTED,
    )
    return _arrivals_as_rows(Arrival.objects.filter(expected | Q(pk__in=list(also))))


def _arrivals_as_rows(found: QuerySet[Arrival]) -> list[Row]:
    arrivals = list(found.order_by("expected_at", "reference"))
    names = cases.manifest(arrivals)
    return [_of_arrival(one, names[one.pk]) for one in arrivals]


def _of_arrival(arrival: Arrival, people: Sequence[Any]) -> Row:
    head = next((one for one in people if one.pk == arrival.person_id), None)
    needs = [need for need in arrival.needs if need not in OF_HEALTH]
    return Row(
        row_id=arrival.pk,
        person_id=arrival.person_id,
        seen=_seen(arrival.status, arrival.arrived_adults, arrival.arrived_children),
        shown={
            "number": arrival.reference,
            "name": str(head.given_name) if head else "",
            "at": _hour(arrival.expected_at),
            "place": arrival.point_of_entry,
            "flight": arrival.flight,
            "adults": arrival.adults,
            "children": arrival.children,
            "languages": arrival.languages,
            "bring": [str(ArrivalNeed(need).label) for need in needs],
            "stands": "" if arrival.status == ArrivalStatus.EXPECTED else says_arrival(arrival),
        },
    )


def says_arrival(arrival: Arrival) -> str:
    if arrival.status != ArrivalStatus.ARRIVED:
        return str(arrival.get_status_display())
    return _("Arrived: adults %(adults)d, children %(children)d") % {
        "adults": arrival.arrived_adults or 0,
        "children": arrival.arrived_children or 0,
    }


def _carried() -> QuerySet[Session]:
    """Never what is told of health, and a group's session is recorded as the group's."""
    return Session.objects.exclude(data_class__in=LOGGED).filter(group=None)


def _visits(user: User, begins: datetime, ends: datetime, also: Collection[UUID]) -> list[Row]:
    """What this user leads or joins on the day."""
    mine = counselling.mine(user, now=begins).filter(planned_at__gte=begins, planned_at__lt=ends)
    wanted = {*mine.values_list("pk", flat=True), *also}
    return _sessions_as_rows(_carried().filter(pk__in=wanted))


def _sessions_as_rows(found: QuerySet[Session]) -> list[Row]:
    # What was told in a session never goes along.
    sessions = list(
        found.defer("content", "next_step", "interpreter_name")
        .select_related("case")
        .order_by("planned_at", "pk")
    )
    return [_of_session(one) for one in sessions]


def _of_session(session: Session) -> Row:
    # By the id of their taking part: a device has no person's id.
    people = [
        (str(one.pk), str(one.person.given_name)) for one in counselling.participants(session)
    ]
    language = session.interpreter_language
    return Row(
        row_id=session.pk,
        person_id=session.person_id,
        seen=_seen(session.state, session.planned_at.isoformat(), session.ended_at),
        shown={
            "number": session.case.reference,
            "name": people[0][1] if people else "",
            "people": people,
            "at": _hour(session.planned_at),
            "what": str(session.get_kind_display()),
            "place": str(session.place) or str(session.get_location_display()),
            "bring": [_("Interpreter: %(language)s") % {"language": language}] if language else [],
            "stands": "" if session.state == State.PLANNED else says_session(session),
        },
    )


def says_session(session: Session) -> str:
    if session.state == State.PLANNED:
        at = timezone.localtime(session.planned_at)
        return _("Planned for %(day)s, %(hour)s") % {"day": at.date(), "hour": f"{at:%H:%M}"}
    if session.state == State.HELD:
        came = session.participants.filter(came=True).count()
        return _("Held: %(minutes)d minutes, persons who came: %(came)d") % {
            "minutes": session.minutes or 0,
            "came": came,
        }
    return f"{session.get_state_display()}: {session.get_why_display()}"


def _seen(*of: object) -> str:
    return "|".join("" if part is None else str(part) for part in of)


def _hour(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def lists_out(*, now: datetime) -> list[Taking]:
    """The organisation's lists that stand, or whose device still holds entries."""
    found = list(
        Taking.objects.filter(Q(ended_at=None, expires_at__gt=now) | Q(waiting__gt=0))[:SHOWN]
    )
    name_users(user=found, ended_by=found)
    return found


def refs_of(taking: Taking) -> dict[UUID, UUID]:
    """The rows of a list by what the device calls them."""
    return dict(TakenRow.objects.filter(taking=taking).values_list("pk", "row_id"))


def still_on(taking_id: UUID, kind: Kind) -> set[UUID]:
    """What a device calls the rows of its list that its user still sees."""
    rows = dict(TakenRow.objects.filter(taking=taking_id).values_list("row_id", "pk"))
    return {rows[row_id] for row_id in still_seen(kind, rows)}
