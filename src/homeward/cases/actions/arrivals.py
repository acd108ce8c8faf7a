"""An arrival: announced by the counsellor, prepared and confirmed by the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import TextChoices
from django.utils import timezone

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import queries, rules, signals
from homeward.cases.actions.stages import go_on, locked, move, reference
from homeward.cases.actions.steps import begin_steps
from homeward.cases.choices import ArrivalNeed, ArrivalStatus, Reason, Stage
from homeward.cases.models import Arrival, Case, StageChange
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Household
from homeward.places import queries as places
from homeward.places.models import PointOfEntry
from homeward.programmes.choices import WayKind
from homeward.programmes.models import Corridor
from homeward.programmes.queries import ways
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def announce_arrival(
    case: Case,
    *,
    reception_org: Organisation | None,
    case_org: Organisation | None,
    expected_at: datetime | None,
    flight: str = "",
    from_place: str = "",
    point_of_entry: str = "",
    entry: PointOfEntry | None = None,
    languages: str = "",
    adults: int = 1,
    children: int = 0,
    needs: list[ArrivalNeed] | None = None,
    by: User,
    at: datetime,
) -> Arrival:
    """Tells the reception desk who comes and what they need."""
    require(by, "cases.announce_arrival")
    case = locked(case)
    case.reception_org, case.case_org = reception_org, case_org
    case.travels_on = expected_at.date() if expected_at else None
    reasons: list[TextChoices] = list(
        rules.reasons_not_to_announce(queries.announcing_facts(case, on=at.date()))
    )
    for _receiver, found in signals.announcing.send(Case, case=case):
        reasons.extend(cast(list[TextChoices], found or []))
    refuse_if(reasons)
    if reception_org is None or case_org is None:
        raise Refused(Reason.NO_RECEIVER)
    entry = entry or places.point_of_entry(case.origin_country_id, point_of_entry)
    arrival = Arrival.objects.create(
        case=case,
        reference=case.reference,
        person_id=case.person_id,
        programme_id=case.programme_id,
        owner_org_id=case.owner_org_id,
        reception_org=reception_org,
        case_org=case_org,
        expected_at=expected_at,
        flight=flight,
        from_place=from_place,
        point_of_entry=entry.name if entry else point_of_entry,
        entry=entry,
        onward_to=case.destination,
        languages=languages,
        adults=adults,
        children=children,
        needs=needs or [],
        announced_at=at,
        announced_by=by,
    )
    if case.stage == Stage.COUNSELLING:
        move(case, Stage.DEPARTURE, by=by, at=at)
    case.save(update_fields=["reception_org", "case_org", "travels_on"])
    # To the travel where the departure is confirmed between, else at once to the arrival.
    go_on(case, by=by, at=at)
    # Whoever announces has what these waited for, in whatever order it came.
    for kind in (TaskKind.RECORD_CONSENT, TaskKind.FINISH_INTAKE, TaskKind.ANNOUNCE_ARRIVAL):
        tasks.end(kind, case.pk, at=at)
    _expect(arrival, at=at)
    signals.announced.send(Case, case=case, by=by, at=at)
    return arrival


@dataclass(frozen=True, kw_only=True)
class Unannounced:
    """Somebody whom nobody announced, as the desk knows them. What is empty is unknown."""

    corridor: Corridor
    case_org: Organisation
    expected_at: datetime | None = None
    flight: str = ""
    from_place: str = ""
    entry: PointOfEntry | None = None
    languages: str = ""
    adults: int = 1
    children: int = 0
    needs: Sequence[ArrivalNeed] = ()


@transaction.atomic
def open_unannounced(household: Household, told: Unannounced, *, by: User, at: datetime) -> Arrival:
    """A case that begins at the desk, like any other but for its class.

    It says no more of the person than the arrival does, and is of the class Profile as that is:
    a desk is cleared for nothing further.
    """
    require(by, "cases.receive")
    org = by.organisation_of_rows
    common: dict[str, Any] = {
        "owner_org": org,
        "programme": told.corridor.programme,
        "person_id": household.head_id,
        "data_class": DataClass.PROFILE,
    }
    case = Case.objects.create(
        reference=reference(told.corridor.origin_country_id, at),
        household=household,
        way=ways.way_on(told.corridor.programme_id, WayKind.HOST_FIRST, at.date()),
        stage=Stage.ARRIVAL,
        host_country_id=told.corridor.host_country_id,
        origin_country_id=told.corridor.origin_country_id,
        reception_org=org,
        case_org=told.case_org,
        accountable_org=org,
        worker=by,
        opened_at=at,
        opened_by=by,
        travels_on=timezone.localdate(told.expected_at or at),
        changed_at=at,
        **common,
    )
    StageChange.objects.create(case=case, to=Stage.ARRIVAL, at=at, by=by, **common)
    begin_steps(case.pk)
    arrival = Arrival.objects.create(
        case=case,
        reference=case.reference,
        reception_org=org,
        case_org=told.case_org,
        expected_at=told.expected_at or at,
        flight=told.flight,
        from_place=told.from_place,
        point_of_entry=told.entry.name if told.entry else "",
        entry=told.entry,
        languages=told.languages,
        adults=told.adults,
        children=told.children,
        needs=list(told.needs),
        announced_at=at,
        announced_by=by,
        **common,
    )
    _expect(arrival, at=at)
    return arrival


@transaction.atomic
def prepare(arrival: Arrival, need: ArrivalNeed, *, done: bool, by: User, at: datetime) -> Arrival:
    """Ticks or unticks what the desk has prepared."""
    require(by, "cases.receive")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    ticked = set(arrival.prepared) | {need} if done else set(arrival.prepared) - {need}
    arrival.prepared = sorted(ticked)
    arrival.save(update_fields=["prepared"])
    return arrival


@transaction.atomic
def confirm_arrival(
    arrival: Arrival, *, adults: int, children: int, remark: str = "", by: User, at: datetime
) -> Arrival:
    """The desk says who arrived; the case passes to the case manager, who is told."""
    require(by, "cases.receive")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    refuse_if(
        rules.reasons_not_to_confirm_arrival(
            confirmed_already=arrival.status == ArrivalStatus.ARRIVED
        )
    )
    arrival.status = ArrivalStatus.ARRIVED
    arrival.confirmed_at, arrival.confirmed_by = at, by
    arrival.arrived_adults, arrival.arrived_children = adults, children
    arrival.remark = remark
    arrival.save()
    tasks.end(TaskKind.CONFIRM_ARRIVAL, arrival.pk, at=at)
    tasks.end(TaskKind.CLEAR_ABSENCE, arrival.case_id, at=at)
    tasks.begin(
        TaskKind.CONFIRM_FACTS,
        arrival.case_id,
        holder_org=arrival.case_org_id,
        waiter_org=arrival.owner_org_id,
        at=at,
        programme_id=arrival.programme_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        reference=arrival.reference,
    )
    # The desk does not see the case: the database moves it, from this one confirmed arrival.
    with connection.cursor() as cursor:
        cursor.execute("select cases_take_over(%s)", [arrival.pk])
    begin_steps(arrival.case_id)
    signals.arrived.send(Arrival, arrival=arrival, by=by, at=at)
    return arrival


@transaction.atomic
def correct_arrival(
    arrival: Arrival, *, adults: int, children: int, remark: str = "", by: User, at: datetime
) -> Arrival:
    """The desk counts anew who arrived; what the registration began stands as it is."""
    require(by, "cases.receive")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.status != ArrivalStatus.ARRIVED:
        raise Refused(Reason.NOT_REGISTERED)
    arrival.arrived_adults, arrival.arrived_children = adults, children
    arrival.confirmed_at, arrival.confirmed_by = at, by
    arrival.remark = "\n".join(filter(None, (arrival.remark, remark)))
    arrival.save()
    return arrival


@transaction.atomic
def not_arrived(arrival: Arrival, *, by: User, at: datetime) -> Arrival:
    """The desk says that nobody of them came; whoever announced them finds out why."""
    require(by, "cases.receive")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.status != ArrivalStatus.EXPECTED:
        raise Refused(Reason.ARRIVED_ALREADY)
    arrival.status = ArrivalStatus.NOT_ARRIVED
    arrival.confirmed_at, arrival.confirmed_by = at, by
    arrival.arrived_adults = arrival.arrived_children = 0
    arrival.save()
    tasks.end(TaskKind.CONFIRM_ARRIVAL, arrival.pk, at=at)
    tasks.begin(
        TaskKind.CLEAR_ABSENCE,
        arrival.case_id,
        holder_org=arrival.owner_org_id,
        holder=arrival.announced_by,
        waiter_org=arrival.reception_org_id,
        at=at,
        programme_id=arrival.programme_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        reference=arrival.reference,
    )
    return arrival


@transaction.atomic
def expect_again(
    arrival: Arrival, *, expected_at: datetime, flight: str = "", by: User, at: datetime
) -> Arrival:
    """They travel later: the desk expects them again."""
    require(by, "cases.announce_arrival")
    arrival = Arrival.objects.select_for_update(of=("self",)).get(pk=arrival.pk)
    if arrival.status != ArrivalStatus.NOT_ARRIVED:
        raise Refused(Reason.NOT_ABSENT)
    arrival.status = ArrivalStatus.EXPECTED
    arrival.expected_at, arrival.flight = expected_at, flight
    arrival.confirmed_at = arrival.confirmed_by = None
    arrival.arrived_adults = arrival.arrived_children = None
    arrival.save()
    Case.objects.filter(pk=arrival.case_id).update(travels_on=expected_at.date(), changed_at=at)
    tasks.end(TaskKind.CLEAR_ABSENCE, arrival.case_id, at=at)
    _expect(arrival, at=at)
    return arrival


def _expect(arrival: Arrival, *, at: datetime) -> None:
    """The desk holds the wait until somebody says whether they came."""
    tasks.begin(
        TaskKind.CONFIRM_ARRIVAL,
        arrival.pk,
        holder_org=arrival.reception_org_id,
        waiter_org=arrival.case_org_id,
        at=at,
        programme_id=arrival.programme_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        reference=arrival.reference,
        due_on=timezone.localdate(arrival.expected_at) if arrival.expected_at else None,
    )
