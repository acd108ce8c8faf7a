"""How a case moves from stage to stage along its way, and the waits that go with it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import conditions, rules
from homeward.cases.actions.steps import begin_steps
from homeward.cases.choices import Reason, Stage
from homeward.cases.models import Case, StageChange
from homeward.cases.queries import ways
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes.models import WayStage
from homeward.programmes.queries import ways as programme_ways
from homeward.programmes.rules.ways import after, next_stages
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def move(case: Case, to: Stage, *, by: User, at: datetime) -> None:
    """The only code that writes Case.stage; its history is written with it.

    Two writers stand beside it, in SQL: cases_take_over, for a desk that sees no case, and
    plans_begin_support, for a commission that writes on none. What happened is a fact there, and
    no condition of a way undoes it.
    """
    stages = programme_ways.stages_of(case.way_id)
    if to not in next_stages([Stage(each.stage) for each in stages], Stage(case.stage)):
        raise Refused(Reason.WRONG_STAGE)
    refuse_if(conditions.unmet(case, _asked(stages, Stage(case.stage), to)))
    case.stage, case.changed_at = to, at
    case.save(update_fields=["stage", "changed_at"])
    note_stage(case, to, by=by, at=at)
    here = next((each for each in stages if each.stage == to), None)
    if here is not None and here.wait:
        due = ways.due_before(case.travels_on, here.days_before_travel)
        wait(TaskKind(here.wait), case, holder=by, at=at, due_on=due)


def _asked(stages: Sequence[WayStage], here: Stage, to: Stage) -> list[str]:
    """What is asked to leave one stage for another. A case may end from everywhere."""
    left = [code for each in stages if each.stage == here for code in each.to_leave]
    entered = [code for each in stages if each.stage == to for code in each.to_enter]
    return entered if to == Stage.CLOSURE else [*left, *entered]


def go_on(case: Case, *, by: User, at: datetime) -> Stage | None:
    """To the stage that follows on its way, or None at the end."""
    order = programme_ways.order_of(case.way_id)
    following = after(order, Stage(case.stage))
    if following is not None:
        move(case, following, by=by, at=at)
    return following


def move_on(case: Case, to: Stage, *, by: User, at: datetime) -> Case:
    """A worker takes the case to a stage that no act of its own begins."""
    require(by, "cases.move")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_move(
            is_open=case.is_open,
            is_accountable=case.accountable_org_id == by.organisation_id,
            here=Stage(case.stage),
            to=to,
        )
    )
    stages = programme_ways.stages_of(case.way_id)
    left = next((each.wait for each in stages if each.stage == case.stage), "")
    move(case, to, by=by, at=at)
    if left:
        tasks.end(TaskKind(left), case.pk, at=at)
    return case


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


def wait(
    kind: TaskKind, case: Case, *, holder: User, at: datetime, due_on: date | None = None
) -> None:
    """The worker who acts holds it; of another organisation than the accountable one, its own."""
    own = holder.organisation_id == case.accountable_org_id
    tasks.begin(
        kind,
        case.pk,
        holder_org=case.accountable_org_id,
        holder=holder if own else case.worker,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        due_on=due_on,
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
