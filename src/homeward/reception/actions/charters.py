"""A charter from its draft to its closing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Person
from homeward.places.models import PointOfEntry
from homeward.places.names import language_name
from homeward.programmes.models import Corridor
from homeward.reception import queries, rules
from homeward.reception.choices import CharterStatus, Reason
from homeward.reception.models import Charter


@dataclass(frozen=True, kw_only=True)
class Flight:
    """What a charter's page says of its flight."""

    corridor: Corridor
    reception_org: Organisation
    case_org: Organisation
    flight: str
    entry: PointOfEntry
    lands_at: datetime
    departs_at: datetime | None = None
    carrier: str = ""
    from_place: str = ""

    def as_fields(self) -> dict[str, Any]:
        return vars(self)


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What became of a manifest: how many parties the desk sees now, and who is left with why."""

    parties: int = 0
    refused: list[tuple[Case, list[Any]]] = field(default_factory=list)


@transaction.atomic
def make_charter(flight: Flight, *, by: User, at: datetime) -> Charter:
    require(by, "reception.make_charter")
    if flight.departs_at and flight.departs_at >= flight.lands_at:
        raise Refused(Reason.LANDS_BEFORE)
    # Made once: a second click finds what the first one made.
    charter, _made = Charter.objects.get_or_create(
        host_org=by.organisation_of_rows,
        flight=flight.flight,
        lands_at=flight.lands_at,
        defaults={
            **flight.as_fields(),
            "programme": flight.corridor.programme,
            "made_at": at,
            "made_by": by,
        },
    )
    return charter


@transaction.atomic
def change_charter(charter: Charter, flight: Flight, *, by: User, at: datetime) -> Charter:
    """Other times or another flight; who is still expected on it is expected then."""
    require(by, "reception.make_charter")
    charter = locked(charter)
    if not charter.is_open:
        raise Refused(Reason.CHARTER_CLOSED)
    if flight.departs_at and flight.departs_at >= flight.lands_at:
        raise Refused(Reason.LANDS_BEFORE)
    for name, value in flight.as_fields().items():
        setattr(charter, name, value)
    charter.programme = flight.corridor.programme
    charter.save()
    Arrival.objects.filter(
        case__in=queries.cases_of(charter), status=ArrivalStatus.EXPECTED
    ).update(
        expected_at=flight.lands_at,
        flight=flight.flight,
        from_place=flight.from_place,
        entry=flight.entry,
        point_of_entry=flight.entry.name,
    )
    return charter


@transaction.atomic
def announce_charter(charter: Charter, *, by: User, at: datetime) -> Announced:
    """Tells the desk of each party that may be told of; the others stay, each with its reasons."""
    require(by, "reception.announce_charter")
    charter = locked(charter)
    people = charter.entries.count()
    _move(charter, CharterStatus.ANNOUNCED, people=people, at=at)
    parties, refused = 0, []
    for case, members in queries.parties_to_announce(charter):
        try:
            _announce(charter, case, members, by=by, at=at)
            parties += 1
        except Refused as refusal:
            refused.append((case, refusal.reasons))
    return Announced(parties=parties, refused=refused)


def _announce(
    charter: Charter, case: Case, members: list[queries.OnBoard], *, by: User, at: datetime
) -> Arrival:
    on = at.date()
    adults, children = queries.party([one.person for one in members], on=on)
    needs = sorted({need for one in members for need in one.entry.needs})
    return cases.announce_arrival(
        case,
        reception_org=charter.reception_org,
        case_org=charter.case_org,
        expected_at=charter.lands_at,
        flight=charter.flight,
        from_place=charter.from_place,
        entry=charter.entry,
        languages=_languages([one.person for one in members]),
        adults=adults,
        children=children,
        needs=[ArrivalNeed(need) for need in needs],
        by=by,
        at=at,
    )


def _languages(people: list[Person]) -> str:
    codes = dict.fromkeys(person.language for person in people if person.language)
    return ", ".join(map(language_name, codes))[:120]


@transaction.atomic
def charter_landed(charter: Charter, *, by: User, at: datetime) -> Charter:
    """Said by the desk, or by the host."""
    require(by, "reception.check_in" if by.organisation_id == charter.reception_org_id
            else "reception.make_charter")  # fmt: skip
    charter = locked(charter)
    _move(charter, CharterStatus.LANDED, people=1, at=at)
    return charter


@transaction.atomic
def close_charter(charter: Charter, *, by: User, at: datetime) -> Charter:
    require(by, "reception.make_charter")
    charter = locked(charter)
    if queries.expected_on(charter):
        raise Refused(Reason.STILL_EXPECTED)
    _move(charter, CharterStatus.CLOSED, people=1, at=at)
    return charter


def locked(charter: Charter) -> Charter:
    return (
        Charter.objects.select_for_update(of=("self",))
        .select_related("corridor__programme", "reception_org", "case_org", "entry", "host_org")
        .get(pk=charter.pk)
    )


def _move(charter: Charter, to: CharterStatus, *, people: int, at: datetime) -> None:
    """The only code that writes Charter.status."""
    refuse_if(rules.reasons_not_to_move(CharterStatus(charter.status), to, people=people))
    moment = {
        CharterStatus.ANNOUNCED: "announced_at",
        CharterStatus.LANDED: "landed_at",
        CharterStatus.CLOSED: "closed_at",
    }[to]
    charter.status = to
    setattr(charter, moment, at)
    charter.save(update_fields=["status", moment])
