"""A case from its opening to its end."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import rules, signals
from homeward.cases.actions.stages import locked, move, note_stage, reference, wait
from homeward.cases.choices import ClosureReason, Stage
from homeward.cases.models import Case, Note
from homeward.core.refusals import refuse_if
from homeward.persons import actions as persons
from homeward.persons.models import Household
from homeward.programmes.models import Corridor, Programme
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
    """Opens a case at its first stage; who opens it is its worker and holds the next step."""
    require(by, "cases.open")
    org = by.organisation_of_rows
    case = Case.objects.create(
        reference=reference(origin_country, at),
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
    note_stage(case, Stage.COUNSELLING, by=by, at=at)
    wait(TaskKind.RECORD_CONSENT, case, holder=by, at=at)
    return case


@transaction.atomic
def open_household(
    people: Sequence[persons.Member],
    *,
    corridor: Corridor,
    destination: str = "",
    by: User,
    at: datetime,
) -> Case:
    """Registers a household and opens its case, both or neither."""
    household, _people = persons.register(people, programme=corridor.programme, by=by, at=at)
    return open_case(
        household,
        programme=corridor.programme,
        host_country=corridor.host_country_id,
        origin_country=corridor.origin_country_id,
        destination=destination,
        by=by,
        at=at,
    )


@transaction.atomic
def take(case: Case, *, by: User, at: datetime) -> Case:
    """A worker of the accountable organisation takes the case and its open steps."""
    require(by, "cases.confirm_facts")
    case = locked(case)
    refuse_if(rules.reasons_not_to_write(is_open=case.is_open))
    case.worker = by
    case.changed_at = at
    case.save(update_fields=["worker", "changed_at"])
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
    return case
