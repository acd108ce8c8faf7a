"""Every write on cases, their facts and their arrival."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases import queries, rules, signals
from homeward.cases.choices import (
    ArrivalNeed,
    ArrivalStatus,
    ClosureReason,
    FactKind,
    Reason,
    SaidBy,
    Stage,
    class_of,
)
from homeward.cases.models import Arrival, Case, Confirmation, Fact, Note, StageChange
from homeward.core.refusals import Refused, refuse_if
from homeward.persons.models import Household, Person
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks import queries as task_queries
from homeward.tasks.choices import TaskKind


@transaction.atomic
def open_case(
    household: Household,
    *,
    programme: Programme,
    host_country: str,
    origin_country: str,
    destination: str = "",
    by: User,
    at: datetime,
) -> Case:
    """Opens a case at its first stage; the one who opens it is its worker and holds the next step."""
    require(by, "cases.open")
    org = by.organisation_of_rows
    case = Case.objects.create(
        reference=_reference(origin_country, at),
        household=household,
        person_id=household.head_id,
        owner_org=org,
        programme=programme,
        host_country_id=host_country,
        origin_country_id=origin_country,
        destination=destination,
        accountable_org=org,
        worker=by,
        opened_at=at,
        opened_by=by,
        changed_at=at,
    )
    _note_stage(case, Stage.COUNSELLING, by=by, at=at)
    _wait(TaskKind.RECORD_CONSENT, case, holder=by, at=at)
    return case


def _reference(origin_country: str, at: datetime) -> str:
    """GH-26-01812: country of origin, year, number. The number tells nothing of other cases' rows."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('cases_reference_number')")
        number = cursor.fetchone()[0]
    return f"{origin_country}-{at:%y}-{number:05d}"


@transaction.atomic
def record_fact(
    case: Case,
    kind: FactKind,
    value: str,
    *,
    person: Person,
    said_by: SaidBy,
    said_on: date,
    said_by_name: str = "",
    by: User,
    at: datetime,
) -> Fact:
    """Keeps what somebody said. An empty value says: asked, and not known."""
    require(by, "cases.take_intake")
    case = _locked(case)
    refuse_if(rules.reasons_not_to_write(is_open=case.is_open))
    return _new_fact(
        case, kind, value, person=person, said_by=said_by, said_on=said_on,
        said_by_name=said_by_name, by=by, at=at,
    )  # fmt: skip


def _new_fact(
    case: Case,
    kind: FactKind,
    value: str,
    *,
    person: Person,
    said_by: SaidBy,
    said_on: date,
    said_by_name: str,
    by: User,
    at: datetime,
    replaces: Fact | None = None,
) -> Fact:
    return Fact.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        data_class=class_of(kind),
        kind=kind,
        value=value,
        said_by=said_by,
        said_by_name=said_by_name,
        said_on=said_on,
        recorded_by=by,
        recorded_at=at,
        replaces=replaces,
    )


@transaction.atomic
def finish_intake(case: Case, *, by: User, at: datetime) -> None:
    """The intake is taken: what is open next is the announcement of the arrival."""
    require(by, "cases.take_intake")
    case = _locked(case)
    refuse_if(rules.reasons_not_to_write(is_open=case.is_open))
    tasks.end(TaskKind.FINISH_INTAKE, case.pk, at=at)
    if case.stage == Stage.COUNSELLING:
        _move(case, Stage.DEPARTURE, by=by, at=at)
        _wait(TaskKind.ANNOUNCE_ARRIVAL, case, holder=by, at=at)


def consent_recorded(case: Case, *, by: User, at: datetime) -> None:
    """After the first consent the next step is the intake. Called by the consent page."""
    tasks.end(TaskKind.RECORD_CONSENT, case.pk, at=at)
    if case.stage == Stage.COUNSELLING:
        _wait(TaskKind.FINISH_INTAKE, case, holder=by, at=at)


@transaction.atomic
def confirm_fact(fact: Fact, *, by: User, at: datetime) -> Confirmation:
    """The fact was asked again and holds."""
    require(by, "cases.confirm_facts")
    fact = Fact.objects.select_for_update(of=("self",)).select_related("case").get(pk=fact.pk)
    refuse_if(rules.reasons_not_to_write(is_open=fact.case.is_open))
    if Fact.objects.filter(replaces=fact).exists():
        raise Refused(Reason.FACT_REPLACED)
    confirmation = Confirmation.objects.create(
        fact=fact,
        person_id=fact.person_id,
        programme_id=fact.programme_id,
        owner_org=by.organisation_of_rows,
        data_class=fact.data_class,
        at=at,
        by=by,
    )
    _end_confirming(fact.case, at=at, by=by)
    return confirmation


@transaction.atomic
def correct_fact(
    fact: Fact, value: str, *, said_by: SaidBy, said_on: date, said_by_name: str = "",
    by: User, at: datetime,
) -> Fact:  # fmt: skip
    """A new fact that replaces the old one; both stay."""
    require(by, "cases.confirm_facts")
    fact = Fact.objects.select_for_update(of=("self",)).select_related("case").get(pk=fact.pk)
    refuse_if(rules.reasons_not_to_write(is_open=fact.case.is_open))
    if Fact.objects.filter(replaces=fact).exists():
        raise Refused(Reason.FACT_REPLACED)
    newer = _new_fact(
        fact.case, FactKind(fact.kind), value, person=fact.person, said_by=said_by,
        said_on=said_on, said_by_name=said_by_name, by=by, at=at, replaces=fact,
    )  # fmt: skip
    _end_confirming(fact.case, at=at, by=by)
    return newer


def _end_confirming(case: Case, *, by: User, at: datetime) -> None:
    """When nothing of another organisation is left unconfirmed, the next step is the plan."""
    if case.stage != Stage.PLAN or by.organisation_id != case.case_org_id:
        return
    left = [
        known
        for known in queries.known_facts(case)
        if known.fact.owner_org_id != by.organisation_id and not known.confirmations
    ]
    if not left:
        tasks.end(TaskKind.CONFIRM_FACTS, case.pk, at=at)
        _wait(TaskKind.DRAFT_PLAN, case, holder=by, at=at)


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
    """Tells the reception desk who comes and what they need. Refused without agreement or consent."""
    require(by, "cases.announce_arrival")
    case = _locked(case)
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
        _move(case, Stage.DEPARTURE, by=by, at=at)
    case.save(update_fields=["reception_org", "case_org", "travels_on"])
    _move(case, Stage.ARRIVAL, by=by, at=at)
    tasks.end(TaskKind.ANNOUNCE_ARRIVAL, case.pk, at=at)
    tasks.end(TaskKind.FINISH_INTAKE, case.pk, at=at)
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
    return arrival


@transaction.atomic
def take(case: Case, *, by: User, at: datetime) -> Case:
    """A worker of the accountable organisation takes the case and its open steps."""
    require(by, "cases.confirm_facts")
    case = _locked(case)
    refuse_if(rules.reasons_not_to_write(is_open=case.is_open))
    case.worker = by
    case.changed_at = at
    case.save(update_fields=["worker", "changed_at"])
    tasks.hand_to(case.pk, by)
    return case


@transaction.atomic
def note(case: Case, text: str, *, by: User, at: datetime) -> Note:
    require(by, "cases.note")
    return Note.objects.create(
        case=case,
        text=text,
        at=at,
        by=by,
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
    )


@transaction.atomic
def begin_support(case: Case, *, by: User, at: datetime) -> None:
    """The plan is approved: called by plans inside the decision's transaction."""
    _move(_locked(case), Stage.SUPPORT, by=by, at=at)


def ensure_next_step(case_id: UUID, *, by: User, at: datetime) -> None:
    """Where nothing is open any more, the accountable worker is asked whether the case closes.

    Called by whatever ended a wait: a case that is open always has somebody who holds it.
    """
    case = Case.objects.filter(pk=case_id, closed_at__isnull=True).first()
    if case is None or task_queries.open_of_case(case_id):
        return
    tasks.begin(
        TaskKind.CLOSE_CASE,
        case.pk,
        holder_org=case.accountable_org_id,
        holder=case.worker,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )


@transaction.atomic
def close(case: Case, reason: str, *, by: User, at: datetime) -> Case:
    """Closes the case with its reason, when nothing is still on the way."""
    require(by, "cases.close")
    case = _locked(case)
    reasons = rules.reasons_not_to_close(
        is_open=case.is_open, reason_given=reason in ClosureReason.values
    )
    for _receiver, found in signals.closing.send(Case, case=case):
        reasons.extend(found)
    refuse_if(reasons)
    case.closed_at, case.closure_reason = at, reason
    case.save(update_fields=["closed_at", "closure_reason"])
    _move(case, Stage.CLOSURE, by=by, at=at)
    tasks.end_all_of_case(case.pk, at=at)
    return case


def _move(case: Case, to: Stage, *, by: User, at: datetime) -> None:
    """The only code that writes Case.stage; its history is written with it.

    One writer stands beside it: cases_take_over in policies.sql, for a desk that sees no case.
    """
    if to not in rules.NEXT[Stage(case.stage)]:
        raise Refused(Reason.WRONG_STAGE)
    case.stage, case.changed_at = to, at
    case.save(update_fields=["stage", "changed_at"])
    _note_stage(case, to, by=by, at=at)


def _note_stage(case: Case, to: Stage, *, by: User, at: datetime) -> None:
    StageChange.objects.create(
        case=case,
        to=to,
        at=at,
        by=by,
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
    )


def _wait(kind: TaskKind, case: Case, *, holder: User, at: datetime) -> None:
    tasks.begin(
        kind,
        case.pk,
        holder_org=holder.organisation_of_rows,
        holder=holder,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
    )


def _locked(case: Case | UUID) -> Case:
    """Read again under a lock: the page may be old, and two workers may click at once."""
    pk = case.pk if isinstance(case, Case) else case
    return Case.objects.select_for_update(of=("self",)).get(pk=pk)
