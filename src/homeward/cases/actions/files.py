"""A case from its opening to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import connection, transaction
from django.db.models import TextChoices

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import rules, signals
from homeward.cases.actions.stages import locked, move, note_stage, reference, wait
from homeward.cases.choices import ClosureReason, Reason, Stage
from homeward.cases.models import Case, Note
from homeward.core.refusals import refuse_if
from homeward.persons import actions as persons
from homeward.persons.models import Household
from homeward.programmes.choices import WayKind
from homeward.programmes.choices.criteria import Residence
from homeward.programmes.models import Corridor, Programme
from homeward.programmes.queries import ways
from homeward.tasks import actions as tasks
from homeward.tasks import queries as task_queries
from homeward.tasks.choices import TaskKind

BEGINS_AT_ORIGIN = frozenset({WayKind.ORIGIN_FIRST, WayKind.RETROACTIVE})


@dataclass(frozen=True, kw_only=True)
class Opening:
    """From where a case begins, beyond whose it is. Nothing said: in the host country."""

    kind: WayKind = WayKind.HOST_FIRST
    residence: Residence = Residence.RETURNEE
    arrived_on: date | None = None
    earlier: Case | None = None


FROM_THE_HOST = Opening()


def host_of(corridor: Corridor, opening: Opening) -> str | None:
    return None if opening.kind == WayKind.ORIGIN_FIRST else corridor.host_country_id


@transaction.atomic
def open_case(
    household: Household,
    *,
    programme: Programme,
    host_country: str | None,
    origin_country: str,
    destination: str = "",
    opening: Opening = FROM_THE_HOST,
    by: User,
    at: datetime,
) -> Case:
    """Opens a case at its first stage; who opens it is its worker and holds the next step."""
    require(by, "cases.open")
    _hold_household(household)
    refuse_if(
        rules.reasons_not_to_open(
            has_host=bool(host_country),
            needs_host=opening.kind != WayKind.ORIGIN_FIRST,
            has_open_case=Case.objects.filter(household=household, closed_at__isnull=True).exists(),
            arrived_on=opening.arrived_on,
            told_afterwards=opening.kind == WayKind.RETROACTIVE,
            on=at.date(),
        )
    )
    org = by.organisation_of_rows
    case = Case.objects.create(
        reference=reference(origin_country, at),
        household=household,
        person_id=household.head_id,
        owner_org=org,
        programme=programme,
        way=ways.way_on(programme.pk, opening.kind, at.date()),
        residence=opening.residence,
        earlier=opening.earlier,
        host_country_id=host_country or None,
        origin_country_id=origin_country,
        destination=destination,
        accountable_org=org,
        # Where nobody hands it over, who opens it manages it.
        case_org=org if opening.kind in BEGINS_AT_ORIGIN else None,
        worker=by,
        opened_at=at,
        opened_by=by,
        arrived_on=opening.arrived_on,
        changed_at=at,
    )
    note_stage(case, Stage.COUNSELLING, by=by, at=at)
    wait(TaskKind.RECORD_CONSENT, case, holder=by, at=at)
    return case


@transaction.atomic
def open_household(
    people: Sequence[persons.Member],
    *,
    corridor: Corridor,
    destination: str = "",
    opening: Opening = FROM_THE_HOST,
    by: User,
    at: datetime,
) -> Case:
    """Registers a household and opens its case, both or neither.

    Without a host leg the corridor tells the country of origin alone.
    """
    household, _people = persons.register(people, programme=corridor.programme, by=by, at=at)
    return open_case(
        household,
        programme=corridor.programme,
        host_country=host_of(corridor, opening),
        origin_country=corridor.origin_country_id,
        destination=destination,
        opening=opening,
        by=by,
        at=at,
    )


def _hold_household(household: Household) -> None:
    """Two who open a case of one household at once: the second waits, and finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s::text, 1))", [str(household.pk)]
        )


@transaction.atomic
def take(case: Case, *, by: User, at: datetime) -> Case:
    """A worker of the accountable organisation takes the case and its open steps."""
    require(by, "cases.confirm_facts")
    case = locked(case)
    reasons = rules.reasons_not_to_write(is_open=case.is_open)
    own = case.accountable_org_id == by.organisation_id
    refuse_if([*reasons, *([] if own else [Reason.NOT_ACCOUNTABLE])])
    case.worker = by
    case.changed_at = at
    case.save(update_fields=["worker", "changed_at"])
    tasks.end(TaskKind.ASSIGN_WORKER, case.pk, at=at)
    tasks.hand_to(case.pk, by)
    signals.taken.send(Case, case=case, by=by, at=at)
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
    case = locked(case)
    reasons: list[TextChoices] = list(
        rules.reasons_not_to_close(
            is_open=case.is_open, reason_given=reason in ClosureReason.values
        )
    )
    for _receiver, found in signals.closing.send(Case, case=case):
        reasons.extend(cast(list[TextChoices], found or []))
    refuse_if(reasons)
    case.closed_at, case.closure_reason = at, reason
    case.save(update_fields=["closed_at", "closure_reason"])
    move(case, Stage.CLOSURE, by=by, at=at)
    tasks.end_all_of_case(case.pk, at=at)
    signals.closed.send(Case, case=case, by=by, at=at)
    return case
