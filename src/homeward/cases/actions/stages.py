"""How a case moves from stage to stage, and the waits that go with it."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from homeward.access.models import User
from homeward.cases import rules
from homeward.cases.actions.steps import begin_steps
from homeward.cases.choices import Reason, Stage
from homeward.cases.models import Case, StageChange
from homeward.core.refusals import Refused
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def move(case: Case, to: Stage, *, by: User, at: datetime) -> None:
    """The only code that writes Case.stage; its history is written with it.

    Two writers stand beside it, in policies.sql: cases_take_over, for a desk that sees no case,
    and plans_begin_support, for a commission that writes on none.
    """
    if to not in rules.NEXT[Stage(case.stage)]:
        raise Refused(Reason.WRONG_STAGE)
    case.stage, case.changed_at = to, at
    case.save(update_fields=["stage", "changed_at"])
    note_stage(case, to, by=by, at=at)


def note_stage(case: Case, to: Stage, *, by: User, at: datetime) -> None:
    StageChange.objects.create(
        case=case,
        to=to,
        at=at,
        by=by,
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
    )
    begin_steps(case.pk)


def wait(kind: TaskKind, case: Case, *, holder: User, at: datetime) -> None:
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


def locked(case: Case | UUID) -> Case:
    """Read again under a lock: the page may be old, and two workers may click at once."""
    pk = case.pk if isinstance(case, Case) else case
    return Case.objects.select_for_update(of=("self",)).get(pk=pk)


def reference(origin_country: str, at: datetime) -> str:
    """GH-26-01812: country of origin, year, number. The number counts nothing that is seen."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('cases_reference_number')")
        number = cursor.fetchone()[0]
    return f"{origin_country}-{at:%y}-{number:05d}"
