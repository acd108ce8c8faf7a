"""Incidents against somebody's rights, and the measures that follow them or keep somebody safe."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.protection import queries, rules
from homeward.protection.actions.common import of, refuse_if_closed, wait
from homeward.protection.choices import Reason, Severity, Source
from homeward.protection.models import Incident, Measure, Term
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Told:
    kind: Term
    what: str
    severity: Severity
    happened_on: date | None = None
    where: str = ""
    involved: str = ""
    reported_to: str = ""
    source: Source = Source.PERSON


@transaction.atomic
def log_incident(case: Case, person: Person, told: Told, *, by: User, at: datetime) -> Incident:
    require(by, "protection.log_incident")
    refuse_if_closed(case)
    checks = [
        (bool(told.what.strip()), Reason.NO_WORDS),
        (told.happened_on is None or told.happened_on <= at.date(), Reason.IN_THE_FUTURE),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    values = {**asdict(told), "kind": told.kind}
    return Incident.objects.create(at=at, by=by, **values, **of(case, person.pk, by))


@transaction.atomic
def close_incident(incident: Incident, outcome: str, *, by: User, at: datetime) -> Incident:
    require(by, "protection.log_incident")
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    waits = incident.measures.filter(done_at__isnull=True).exists()
    checks = [
        (incident.closed_at is None, Reason.WRONG_STATE),
        (not waits, Reason.STEPS_OPEN),
        (bool(outcome.strip()), Reason.NO_WORDS),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    incident.outcome, incident.closed_at, incident.closed_by = outcome.strip(), at, by
    incident.save(update_fields=["outcome", "closed_at", "closed_by"])
    return incident


@transaction.atomic
def plan_measure(
    case: Case,
    person_id: UUID,
    what: str,
    *,
    holder: User,
    due_on: date,
    incident: Incident | None = None,
    by: User,
    at: datetime,
) -> Measure:
    """A step of the safety plan, or of what follows an incident; it is a wait of its holder."""
    require(by, "protection.take_measure")
    refuse_if_closed(case)
    cleared = {
        user.pk
        for user in queries.colleagues(
            by.organisation_of_rows.pk, queries.cleared_for(DataClass.PROTECTION)
        )
    }
    checks = [
        (bool(what.strip()), Reason.NO_WORDS),
        (holder.pk in cleared, Reason.HOLDER_NOT_CLEARED),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    measure = Measure.objects.create(
        incident=incident, what=what.strip(), holder=holder, due_on=due_on, begun_at=at,
        begun_by=by, **of(case, person_id, by),
    )  # fmt: skip
    wait(
        TaskKind.TAKE_MEASURE, measure.pk, case, person_id=person_id,
        org_id=by.organisation_of_rows.pk, holder=holder, due_on=due_on, at=at,
    )  # fmt: skip
    return measure


@transaction.atomic
def take_measure(measure: Measure, result: str, *, by: User, at: datetime) -> Measure:
    require(by, "protection.take_measure")
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    refuse_if(
        rules.reasons_not_to_do_step(
            is_open=measure.done_at is None, needs_evidence=True, evidence=result
        )
    )
    measure.result, measure.done_at, measure.done_by = result.strip(), at, by
    measure.save(update_fields=["result", "done_at", "done_by"])
    tasks.end(TaskKind.TAKE_MEASURE, measure.pk, at=at)
    return measure
