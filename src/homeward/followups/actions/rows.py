"""What the writes of this feature have in common."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def common(case: Case, by: User) -> dict[str, Any]:
    """What each person-level row on a case carries: it is the writer's organisation's own."""
    return {
        "case": case,
        "person_id": case.person_id,
        "programme_id": case.programme_id,
        "owner_org": by.organisation_of_rows,
    }


def wait(
    kind: TaskKind,
    subject_id: UUID,
    case: Case,
    *,
    owner_org_id: int,
    holder: User | None,
    due_on: date | None,
    at: datetime,
) -> None:
    """A wait of the organisation whose row it is about; another day moves the one that is open."""
    tasks.begin(
        kind,
        subject_id,
        holder_org=owner_org_id,
        holder=holder,
        waiter_org=owner_org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=due_on,
    )
    if due_on is not None:
        tasks.agree_day(kind, subject_id, due_on=due_on)


def worker_of(case: Case, owner_org_id: int) -> User | None:
    """The case's worker where the row is of the organisation that answers for the case."""
    return case.worker if case.accountable_org_id == owner_org_id else None
