"""An arrival: announced by the counsellor, prepared and confirmed by the desk."""

from datetime import datetime

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import queries, rules
from homeward.cases.actions.stages import go_on, locked, move
from homeward.cases.actions.steps import begin_steps
from homeward.cases.choices import ArrivalNeed, ArrivalStatus, Reason, Stage
from homeward.cases.models import Arrival, Case
from homeward.core.refusals import Refused, refuse_if
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
    refuse_if(rules.reasons_not_to_announce(queries.announcing_facts(case, on=at.date())))
    if reception_org is None or case_org is None:
        raise Refused(Reason.NO_RECEIVER)
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
        point_of_entry=point_of_entry,
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
    tasks.begin(
        TaskKind.CONFIRM_ARRIVAL,
        arrival.pk,
        holder_org=reception_org,
        waiter_org=case_org,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=case.travels_on,
    )
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
            confirmed_already=arrival.status != ArrivalStatus.EXPECTED
        )
    )
    arrival.status = ArrivalStatus.ARRIVED
    arrival.confirmed_at, arrival.confirmed_by = at, by
    arrival.arrived_adults, arrival.arrived_children = adults, children
    arrival.remark = remark
    arrival.save()
    tasks.end(TaskKind.CONFIRM_ARRIVAL, arrival.pk, at=at)
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
    return arrival
