"""A stage is rehearsed, begun, and carried out in batches that may end anywhere and go on."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from psycopg.errors import InsufficientPrivilege

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.handovers import queries, rules
from homeward.handovers.choices import Reason, RowState, StageStatus, Status
from homeward.handovers.models import Handover, HandoverRow, Rehearsal, Stage
from homeward.linkage import names
from homeward.persons import indexing, marks
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

MOVE, FIND = "hand_over", "find_handovers"
JOB = "homeward.handovers.jobs.hand_over"
# Names for the tokens, numbers for those of documents and phones, and the rows of the act itself.
jobs.declare(
    MOVE,
    classes={DataClass.IDENTITY, DataClass.CONTACT, DataClass.CASE},
    purpose=Purpose.CASEWORK,
    across_owners=False,
)
jobs.declare(FIND, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)
# Cases in one transaction: what is lost when the process is killed, and done again. Each takes some
# 500 statements, however many cases it has, and holds a lock for each person and table.
AT_ONCE = 200

Progress = Callable[[int], object]


@dataclass(frozen=True)
class UnderWay:
    stage: UUID
    lead: int
    receiver: int


@transaction.atomic
def rehearse(stage: Stage, *, by: User, at: datetime) -> Rehearsal:
    """A dry run: what would move, what not and why. Its report is kept; nothing moves."""
    require(by, "handovers.run")
    stage = _locked(stage)
    checks = [
        (stage.handover.from_org_id == by.organisation_id, Reason.NOT_LEAD),
        (
            stage.status == StageStatus.PLANNED
            and stage.handover.status in (Status.DRAFT, Status.OFFERED, Status.SIGNED),
            Reason.WRONG_STATUS,
        ),
    ]
    refuse_if([reason for holds, reason in checks if not holds])
    with connection.cursor() as cursor:
        cursor.execute("select handovers_rehearse(%s, %s)", [stage.pk, at])
        made = cursor.fetchone()[0]
    return Rehearsal.objects.get(pk=made)


@transaction.atomic
def begin(stage: Stage, *, by: User, at: datetime) -> Stage:
    """All have signed and the rehearsal still holds: the worker moves what may move."""
    require(by, "handovers.run")
    stage = _locked(stage)
    today = timezone.localdate(at)
    refuse_if(rules.reasons_not_to_run(queries.running_facts(stage, by, today)))
    stage.status, stage.begun_at, stage.begun_by = StageStatus.RUNNING, at, by
    stage.save(update_fields=["status", "begun_at", "begun_by"])
    tasks.end(TaskKind.RUN_CASELOAD, stage.pk, at=at)
    call(stage.pk)
    return stage


def call(stage: UUID) -> None:
    """Asks the worker to go on with a stage; once is enough."""
    try:
        app.configure_task(JOB, queueing_lock=f"hand_over_{stage}").defer(stage_id=str(stage))
    except AlreadyEnqueued:
        return


def _locked(stage: Stage) -> Stage:
    return (
        Stage.objects.select_for_update(of=("self",))
        .select_related("handover", "receiver")
        .get(pk=stage.pk)
    )


def under_way() -> list[UnderWay]:
    with jobs.acting_job(FIND), connection.cursor() as cursor:
        cursor.execute("select stage, lead, receiver from handovers_under_way()")
        return [UnderWay(*row) for row in cursor.fetchall()]


def run(
    stage: UUID, *, figures: Callable[[], Any] | None = None, progress: Progress | None = None
) -> int:
    """Carries a begun stage out, from wherever it stands: each batch is one transaction.

    Killed anywhere, what was committed has moved whole and the rest not at all; run again, it goes
    on. Two at once wait for each other's rows. `figures` computes all indicators: before the first
    case and after the last, so that it shows whether any differs.
    """
    found = next((each for each in under_way() if each.stage == stage), None)
    if found is None:
        return 0
    _compare(found, figures, first=True)
    done = 0
    while cases := _next(found):
        moved = _move(found, cases)
        done += moved
        if progress:
            progress(moved)
    _tell(found)
    _compare(found, figures, first=False)
    _finish(found)
    return done


def _next(found: UnderWay) -> list[UUID]:
    """The next households that wait, each whole."""
    with jobs.acting_job(MOVE, found.lead):
        return list(
            HandoverRow.objects.filter(stage=found.stage, state=RowState.MOVES)
            .order_by("case__household_id", "pk")
            .values_list("case_id", flat=True)[:AT_ONCE]
        )


def _move(found: UnderWay, cases: Sequence[UUID]) -> int:
    """One batch; where the database refuses it, by halves, and the household that can't stays."""
    try:
        return _move_together(found, cases)
    except DatabaseError as error:
        if not _is_of_a_row(error):
            raise
        if half := len(cases) // 2:
            return _move(found, cases[:half]) + _move(found, cases[half:])
        with jobs.acting_job(MOVE, found.lead), connection.cursor() as cursor:
            cursor.execute("select handovers_leave(%s, %s::uuid[])", [found.stage, list(cases)])
        return 0


def _is_of_a_row(error: DatabaseError) -> bool:
    """A constraint, or a trigger of a table: not that this job may move nothing at all."""
    return isinstance(error, IntegrityError) or (
        isinstance(error.__cause__, InsufficientPrivilege)
        and not str(error.__cause__).startswith("handovers_move")
    )


def _move_together(found: UnderWay, cases: Sequence[UUID]) -> int:
    with jobs.acting_job(MOVE, found.lead):
        tokens = _tokens(found, cases)
        going = set(_waiting(found, cases))
        with connection.cursor() as cursor:
            cursor.execute(
                "select handovers_move(%s, %s::uuid[], %s::jsonb, %s)",
                [found.stage, list(cases), json.dumps(tokens), timezone.now()],
            )
            moved: int = cursor.fetchone()[0]
            # Whatever rests on a row that went has to be found here, not at the commit.
            cursor.execute("set constraints all immediate")
        if moved:
            _log(found, going - set(_waiting(found, cases, RowState.STAYS)))
    _tell(found)
    return moved


def _waiting(
    found: UnderWay, cases: Sequence[UUID], state: RowState = RowState.MOVES
) -> QuerySet[HandoverRow, UUID]:
    """Of the households of these cases the cases of the stage in this state."""
    return HandoverRow.objects.filter(
        stage=found.stage, state=state, case__household__in=_households(found, cases)
    ).values_list("case_id", flat=True)


def _households(found: UnderWay, cases: Sequence[UUID]) -> QuerySet[HandoverRow, UUID]:
    return HandoverRow.objects.filter(stage=found.stage, case_id__in=cases).values_list(
        "case__household", flat=True
    )


def _tokens(found: UnderWay, cases: Sequence[UUID]) -> dict[str, dict[str, list[int]]]:
    """Of each person of these households the search tokens under the receiver's own key."""
    people = list(
        Person.objects.filter(household__in=_households(found, cases), owner_org=found.lead)
    )
    ids = [person.pk for person in people]
    spelled = persons.spelled_otherwise(ids)
    numbers = persons.numbers(ids)
    key = persons.token_key(found.receiver)
    made = {}
    for person in people:
        person.owner_org_id = found.receiver
        words = indexing.tokens_of(person, [str(name) for name in spelled.get(person.pk, [])])
        held = numbers.get(person.pk, persons.Numbers())
        marked = names.keyed(marks.terms(held.documents, held.phones), key=key)
        made[str(person.pk)] = {
            "tokens": sorted({*words, *marked}),
            "marks": sorted(set(marked)),
        }
    return made


def _log(found: UnderWay, cases: Iterable[UUID]) -> None:
    """In the read log of the lead: these files left the house."""
    items = [["cases_case", str(pk), int(DataClass.CASE), None, found.lead] for pk in sorted(cases)]
    _append(found, items)


def _tell(found: UnderWay) -> None:
    """In the read log of the receiver: these files came. Once each, also after a crash between."""
    while True:
        with jobs.acting_job(MOVE, found.receiver):
            rows = list(
                HandoverRow.objects.filter(
                    stage=found.stage, state=RowState.MOVED, told_at__isnull=True
                ).order_by("pk")[:AT_ONCE]
            )
            if not rows:
                return
            HandoverRow.objects.filter(pk__in=[row.pk for row in rows]).update(
                told_at=timezone.now()
            )
            _append(
                found,
                [
                    [
                        "cases_case", str(row.case_id), int(DataClass.CASE), str(row.person_id),
                        found.receiver,
                    ]
                    for row in rows
                ],
            )  # fmt: skip


def _append(found: UnderWay, items: list[list[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select audit_append('handovers.move', %s, %s::jsonb)",
            [f"/handovers/stages/{found.stage}/", json.dumps(items)],
        )


def _compare(found: UnderWay, figures: Callable[[], Any] | None, *, first: bool) -> None:
    """How many figures stand, and how many differ from before the first case moved."""
    if figures is None:
        return
    with jobs.acting_job(MOVE, found.lead):
        moment = Stage.objects.values_list("figures_at", flat=True).get(pk=found.stage)
    if first and moment is not None:
        return
    figures()
    with jobs.acting_job(MOVE, found.lead):
        stage = Stage.objects.get(pk=found.stage)
        if first:
            stage.figures_at = timezone.now()
        else:
            stage.figures = queries.figures_standing()
            stage.figures_differing = queries.figures_since(stage.figures_at)
        stage.save(update_fields=["figures_at", "figures", "figures_differing"])


def _finish(found: UnderWay) -> None:
    now = timezone.now()
    with jobs.acting_job(MOVE, found.lead):
        held = Handover.objects.select_for_update(of=("self",)).get(stages=found.stage)
        stage = Stage.objects.get(pk=found.stage)
        if stage.status != StageStatus.RUNNING:
            return
        stage.status, stage.done_at = StageStatus.DONE, now
        stage.save(update_fields=["status", "done_at"])
        if not held.stages.exclude(status=StageStatus.DONE).exists():
            held.status, held.ended_at = Status.DONE, now
            held.save(update_fields=["status", "ended_at"])
