"""What every action on an instalment does: lock it, move its status, open its next wait."""

from datetime import date, datetime

from homeward.access.models import User
from homeward.core.refusals import Refused
from homeward.funds import rules
from homeward.funds.choices import InstalmentStatus, Reason
from homeward.funds.models import Instalment
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def locked(instalment: Instalment) -> Instalment:
    """Read again under a lock: two officers may click at once. Seen but not to be written: none."""
    found = (
        Instalment.objects.select_for_update(of=("self",))
        .select_related("case", "planned_by", "budget", "supplier")
        .filter(pk=instalment.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_THE_FUND)
    return found


def move(instalment: Instalment, to: InstalmentStatus) -> None:
    """The only code that writes Instalment.status; the database books the step with it."""
    if to not in rules.NEXT[InstalmentStatus(instalment.status)]:
        raise Refused(Reason.WRONG_STATUS)
    instalment.status = to
    instalment.save(update_fields=["status"])


def wait_for_proof(instalment: Instalment, *, at: datetime, note: str = "") -> None:
    wait(
        TaskKind.BRING_PROOF,
        instalment,
        holder_org_id=instalment.owner_org_id,
        holder=instalment.planned_by,
        due_on=instalment.due_on,
        note=note,
        at=at,
    )


def wait(
    kind: TaskKind,
    instalment: Instalment,
    *,
    holder_org_id: int,
    holder: User | None = None,
    due_on: date | None = None,
    note: str = "",
    at: datetime,
) -> None:
    """Whoever planned the instalment waits for it."""
    tasks.begin(
        kind,
        instalment.pk,
        holder_org=holder_org_id,
        holder=holder,
        waiter_org=instalment.owner_org_id,
        waiter=instalment.planned_by,
        at=at,
        programme_id=instalment.programme_id,
        case_id=instalment.case_id,
        person_id=instalment.person_id,
        reference=instalment.case.reference,
        note=note,
        due_on=due_on,
    )


def belongs(instalment: Instalment, by: User) -> dict[str, object]:
    return {
        "owner_org": by.organisation_of_rows,
        "programme_id": instalment.programme_id,
        "person_id": instalment.person_id,
    }
