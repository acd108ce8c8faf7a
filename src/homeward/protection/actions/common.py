"""What the actions of protection share."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.protection.choices import Reason
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def of(case: Case, person_id: UUID, by: User) -> dict[str, Any]:
    """The columns that every row about a person of this case carries."""
    return {
        "case": case,
        "person_id": person_id,
        "programme_id": case.programme_id,
        "owner_org": by.organisation_of_rows,
    }


def under(row: Any, by: User) -> dict[str, Any]:
    """The same for a row that hangs on another row about the person."""
    return {
        "person_id": row.person_id,
        "programme_id": row.programme_id,
        "owner_org": by.organisation_of_rows,
    }


def refuse_if_closed(case: Case) -> None:
    refuse_if([] if case.is_open else [Reason.CASE_CLOSED])


def wait(
    kind: TaskKind,
    subject_id: UUID,
    case: Case,
    *,
    person_id: UUID,
    org_id: int,
    at: datetime,
    holder: User | None = None,
    due_on: date | None = None,
    note: str = "",
) -> None:
    """A wait that stays inside one organisation: who holds it is who waits."""
    tasks.begin(
        kind,
        subject_id,
        holder_org=org_id,
        holder=holder,
        waiter_org=org_id,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=person_id,
        reference=case.reference,
        note=note,
        due_on=due_on,
    )


def move_due(kind: TaskKind, subject_id: UUID, due_on: date | None) -> None:
    """Another day was agreed for an open wait."""
    tasks.agree_day(kind, subject_id, due_on=due_on)


def alone(users: list[User]) -> User | None:
    """Whoever is the only one to hold it; among several it is the organisation's."""
    return users[0] if len(users) == 1 else None
