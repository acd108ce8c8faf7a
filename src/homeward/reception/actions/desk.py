"""What the desk does on the day: prepares, checks in, registers whom nobody announced, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.choices import ArrivalNeed, ArrivalStatus
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import actions as persons
from homeward.persons.models import Person
from homeward.reception import queries, rules
from homeward.reception.choices import Presence, Reason, ScreeningResult
from homeward.reception.models import CheckIn, HealthScreening, Orientation, Preparation
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of one party, with the key that a phone made when it was tapped."""

    key: UUID
    presence: Presence
    adults: int
    children: int
    said_at: datetime
    places: Sequence[int] = ()
    remark: str = ""


@transaction.atomic
def check_in(arrival: Arrival, said: Said, *, by: User, at: datetime) -> CheckIn:
    """Counts once for each key: what a phone sends again finds what it sent before."""
    require(by, "reception.check_in")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if known := CheckIn.objects.filter(owner_org=by.organisation_id, key=said.key).first():
        return known
    refuse_if(
        rules.reasons_not_to_check_in(
            said.presence,
            adults=said.adults,
            children=said.children,
            stands=ArrivalStatus(arrival.status),
        )
    )
    if arrival.status == ArrivalStatus.ARRIVED and not _same(arrival, said):
        raise Refused(Reason.SAID_OTHERWISE)
    if arrival.status != ArrivalStatus.ARRIVED:
        _tell(arrival, said, by=by, at=at)
    return _note(arrival, said, by=by, at=at)


@transaction.atomic
def count_again(arrival: Arrival, said: Said, *, by: User, at: datetime) -> CheckIn:
    """Says otherwise of whoever is registered, knowing what stands: other numbers, no undoing."""
    require(by, "reception.check_in")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if known := CheckIn.objects.filter(owner_org=by.organisation_id, key=said.key).first():
        return known
    refuse_if(
        rules.reasons_not_to_count_again(said.presence, adults=said.adults, children=said.children)
    )
    cases.correct_arrival(
        arrival, adults=said.adults, children=said.children, remark=said.remark, by=by, at=at
    )
    return _note(arrival, said, by=by, at=at)


def _note(arrival: Arrival, said: Said, *, by: User, at: datetime) -> CheckIn:
    return CheckIn.objects.create(
        arrival=arrival,
        person_id=arrival.person_id,
        programme_id=arrival.programme_id,
        owner_org=by.organisation_of_rows,
        key=said.key,
        presence=said.presence,
        adults=said.adults,
        children=said.children,
        places=list(said.places),
        said_at=min(said.said_at, at),
        at=at,
        by=by,
    )


def _same(arrival: Arrival, said: Said) -> bool:
    there = (arrival.arrived_adults, arrival.arrived_children)
    return there == (said.adults, said.children)


def _tell(arrival: Arrival, said: Said, *, by: User, at: datetime) -> None:
    if said.presence != Presence.NOT_ARRIVED:
        _refuse_without_consent(arrival, on=timezone.localdate(at))
        cases.confirm_arrival(
            arrival, adults=said.adults, children=said.children, remark=said.remark, by=by, at=at
        )
    elif arrival.status == ArrivalStatus.EXPECTED:
        cases.not_arrived(arrival, by=by, at=at)


def _refuse_without_consent(arrival: Arrival, *, on: date) -> None:
    """Whom the desk took in itself passes to a case manager who may see them, or stays here."""
    own = arrival.owner_org_id == arrival.reception_org_id
    if own and not queries.case_manager_may_see(arrival, on=on):
        raise Refused(Reason.NO_CONSENT_YET)


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One of a party whom nobody announced. What is empty is unknown."""

    member: persons.Member
    told: cases.Unannounced
    consent: persons.Giving | None = None
    others: Sequence[persons.Member] = ()


@transaction.atomic
def register_unannounced(somebody: Somebody, *, by: User, at: datetime) -> Arrival:
    """A case begins at the desk, whatever is known."""
    require(by, "reception.register_unannounced")
    household, people = persons.enter(
        [somebody.member, *somebody.others], programme=somebody.told.corridor.programme, by=by
    )
    arrival = cases.open_unannounced(household, somebody.told, by=by, at=at)
    if somebody.consent:
        _note_consent(arrival, people, somebody.consent, by=by, at=at)
    return arrival


@transaction.atomic
def note_consent(arrival: Arrival, giving: persons.Giving, *, by: User, at: datetime) -> None:
    """They agree that the case manager is told: asked for where the desk itself took them in."""
    require(by, "reception.register_unannounced")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    people = queries.household_of(arrival)
    _note_consent(arrival, people, giving, by=by, at=at)


def _note_consent(
    arrival: Arrival,
    people: Sequence[Person],
    giving: persons.Giving,
    *,
    by: User,
    at: datetime,
) -> None:
    line = persons.ConsentLine(
        recipient=arrival.case_org,
        purpose=Purpose.CASEWORK,
        classes=frozenset({DataClass.IDENTITY, DataClass.PROFILE}),
    )
    persons.note_together(people, [line], giving, data_class=DataClass.PROFILE, by=by, at=at)


@transaction.atomic
def assign(
    arrival: Arrival,
    need: str,
    *,
    preparer: User | None,
    until: datetime | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> Preparation:
    """Says who prepares what until when; said again, it changes hands."""
    require(by, "reception.prepare")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if preparer is None or preparer.organisation_id != by.organisation_id:
        raise Refused(Reason.NOBODY_NAMED)
    if need not in arrival.needs:
        raise Refused(Reason.NO_SUCH_NEED)
    values = {"preparer": preparer, "until": until, "note": note, "at": at, "by": by}
    preparation, _made = Preparation.objects.update_or_create(
        arrival=arrival,
        need=need,
        defaults=values,
        create_defaults=values
        | {
            "person_id": arrival.person_id,
            "programme_id": arrival.programme_id,
            "owner_org": by.organisation_of_rows,
        },
    )
    tasks.end(TaskKind.PREPARE_NEED, preparation.pk, at=at)
    if need not in arrival.prepared:
        _wait_for(preparation, arrival, at=at)
    return preparation


def _wait_for(preparation: Preparation, arrival: Arrival, *, at: datetime) -> None:
    until = preparation.until or arrival.expected_at
    tasks.begin(
        TaskKind.PREPARE_NEED,
        preparation.pk,
        holder_org=arrival.reception_org_id,
        holder=preparation.preparer,
        waiter_org=arrival.reception_org_id,
        at=at,
        programme_id=arrival.programme_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        reference=arrival.reference,
        note=preparation.need,
        due_on=timezone.localdate(until) if until else None,
    )


@transaction.atomic
def tick(arrival: Arrival, need: ArrivalNeed, *, done: bool, by: User, at: datetime) -> Arrival:
    """Ready, or not after all; the wait of whoever prepares it follows."""
    arrival = cases.prepare(arrival, need, done=done, by=by, at=at)
    preparation = Preparation.objects.filter(arrival=arrival, need=need).first()
    if preparation and done:
        tasks.end(TaskKind.PREPARE_NEED, preparation.pk, at=at)
    elif preparation:
        _wait_for(preparation, arrival, at=at)
    return arrival


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The first orientation, as its form gives it."""

    language: str = ""
    has_interpreter: bool = False
    leaflet_given: bool = False
    questions: str = ""


@transaction.atomic
def orient(arrival: Arrival, talk: Talk, *, by: User, at: datetime) -> Orientation:
    """Keeps the first talk; kept again, it is put right."""
    require(by, "reception.orient")
    arrival = _registered(arrival)
    values = {**vars(talk), "at": at, "by": by}
    orientation, _made = Orientation.objects.update_or_create(
        arrival=arrival,
        defaults=values,
        create_defaults=values | _about(arrival, arrival.person_id, by),
    )
    return orientation


@transaction.atomic
def screen(
    arrival: Arrival,
    person: Person,
    result: ScreeningResult,
    *,
    sent_to: str = "",
    note: str = "",
    by: User,
    at: datetime,
) -> HealthScreening:
    """How somebody was on arrival. A row of the class Health."""
    require(by, "reception.screen")
    arrival = _registered(arrival)
    if person.pk not in {one.pk for one in queries.household_of(arrival)}:
        raise Refused(Reason.NOBODY_PRESENT)
    values = {"result": result, "sent_to": sent_to, "note": note, "at": at, "by": by}
    screening, _made = HealthScreening.objects.update_or_create(
        arrival=arrival,
        person=person,
        defaults=values,
        create_defaults=values
        | {"programme_id": arrival.programme_id, "owner_org": by.organisation_of_rows},
    )
    return screening


def _registered(arrival: Arrival) -> Arrival:
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.status != ArrivalStatus.ARRIVED:
        raise Refused(Reason.NOT_ARRIVED)
    return arrival


def _about(arrival: Arrival, person_id: UUID, by: User) -> dict[str, object]:
    return {
        "person_id": person_id,
        "programme_id": arrival.programme_id,
        "owner_org": by.organisation_of_rows,
    }


@transaction.atomic
def take_over(case: Case, *, by: User, at: datetime) -> Case:
    """The case manager confirms: the case is theirs. `signals.taken` notes it (receivers.py)."""
    require(by, "reception.take_over")
    if not queries.hand_over_is_open(case.pk):
        raise Refused(Reason.NOT_HANDED_OVER)
    return cases.take(case, by=by, at=at)
