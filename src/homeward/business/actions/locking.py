"""The lock under which a business is written, and what its rows and waits belong to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from homeward.access.models import User
from homeward.business.choices import Reason
from homeward.business.models import Business
from homeward.cases import actions as cases
from homeward.core.refusals import Refused
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def locked(business: Business) -> Business:
    """Read again. Whoever may read it and not write on it finds no row to lock."""
    found = (
        Business.objects.select_for_update(of=("self",))
        .select_related("case", "person", "area")
        .filter(pk=business.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_OURS)
    return found


def belongs(business: Business, by: User) -> dict[str, Any]:
    """A row of whoever writes it, about the person of the business."""
    return {
        "owner_org": by.organisation_of_rows,
        "programme_id": business.programme_id,
        "person_id": business.person_id,
    }


def wait(
    kind: TaskKind,
    subject: UUID,
    business: Business,
    *,
    holder: User | None,
    holder_org: int,
    by: User,
    at: datetime,
    due_on: date | None = None,
    note: str = "",
) -> None:
    tasks.begin(
        kind,
        subject,
        holder_org=holder_org,
        holder=holder,
        waiter_org=by.organisation_of_rows,
        waiter=by,
        at=at,
        programme_id=business.programme_id,
        case_id=business.case_id,
        person_id=business.person_id,
        reference=business.case.reference,
        note=note,
        due_on=due_on,
    )


def ended(kind: TaskKind, subject: UUID, business: Business, *, by: User, at: datetime) -> None:
    """Ends a wait; an open case always has somebody who holds what comes next."""
    tasks.end(kind, subject, at=at)
    cases.ensure_next_step(business.case_id, by=by, at=at)
