"""The steps of a procedure in a case: begun with the stage, held, ended with what shows them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from homeward.access.choices import Purpose
from homeward.cases import actions, queries
from homeward.cases.choices import Reason, StepState
from homeward.cases.models import CaseProcedure, CaseStep
from homeward.core.refusals import Refused
from homeward.procedures.choices import Part
from homeward.procedures.tests.conftest import manager, publish, sop
from homeward.programmes.choices import Stage
from homeward.tasks.models import Task
from homeward.tasks.rules import add_working_days

__all__ = ["manager", "publish", "sop"]

FIRST = [
    ("1", Stage.COUNSELLING, Part.COUNSELLING, "", "signed sheet"),
    ("2", Stage.COUNSELLING, Part.COUNSELLING, "1", ""),
    ("3", Stage.ARRIVAL, Part.RECEPTION, "", ""),
    ("4", Stage.PLAN, Part.CASE_MANAGEMENT, "", ""),
]


def waits(case: Any) -> list[tuple[str, str, date | None]]:
    """As the owner of the database: what is open of the procedure, with holder and day."""
    found = Task.objects.filter(case_id=case.pk, kind="sop_step", done_at__isnull=True)
    return [(task.note, str(task.holder_org), task.due_on) for task in found.order_by("note")]


def step(case: Any, code: str) -> CaseStep:
    return CaseStep.objects.get(case=case, step__code=code)


def test_opening_a_case_begins_the_steps_of_its_stage(cast: Any, publish: Any) -> None:
    publish(FIRST)
    case, _people = cast.family()
    due = add_working_days(date.today(), 3)
    assert waits(case) == [("1 Step 1", "Return Counselling", due)]
    task = Task.objects.get(kind="sop_step")
    assert (task.holder, task.waiter, task.reference) == (cast.owner, cast.owner, case.reference)


def test_the_next_step_opens_when_the_one_before_is_done(cast: Any, as_app, publish: Any) -> None:
    publish(FIRST)
    case, _people = cast.family()
    with as_app(cast.owner):
        with pytest.raises(Refused) as caught:
            actions.do_step(step(case, "1"), " ", by=cast.owner, at=cast.now)
        assert caught.value.reasons == [Reason.NO_EVIDENCE]
        with pytest.raises(Refused) as caught:
            actions.skip_step(step(case, "2"), "", by=cast.owner, at=cast.now)
        assert caught.value.reasons == [Reason.STEP_NOT_OPEN, Reason.WHY_NOT_APPLICABLE]
        actions.do_step(step(case, "1"), "Sheet in the file", by=cast.owner, at=cast.now)
        with pytest.raises(Refused):
            actions.do_step(step(case, "1"), "Again", by=cast.owner, at=cast.now)
    assert [note for note, _org, _due in waits(case)] == ["2 Step 2"]
    with as_app(cast.owner):
        actions.skip_step(step(case, "2"), "No travel", by=cast.owner, at=cast.now)
        assert [one.state for one in queries.steps_of(case.pk)] == [
            StepState.DONE,
            StepState.NOT_APPLICABLE,
        ]
    assert waits(case) == []


def test_each_stage_brings_its_steps_to_whoever_holds_them(cast: Any, publish: Any) -> None:
    publish(FIRST)
    case, _people = cast.arrived()
    held = {note: org for note, org, _due in waits(case)}
    assert held["3 Step 3"] == "Airport desk"
    assert held["4 Step 4"] == "Reintegration NGO"


def test_a_running_case_keeps_the_version_it_began_with(cast: Any, as_app, publish: Any) -> None:
    first = publish(FIRST)
    case, _people = cast.family()
    second = publish([("9", Stage.COUNSELLING, Part.COUNSELLING, "", "")])
    later, _others = cast.family()
    with as_app(cast.owner):
        actions.begin_steps(case.pk)
        assert CaseProcedure.objects.get(case=case).version == first
        assert CaseProcedure.objects.get(case=later).version == second
    assert [note for note, _org, _due in waits(case)] == ["1 Step 1"]


def test_a_procedure_out_of_force_or_of_another_programme_begins_nothing(
    cast: Any, sop: Any, publish: Any
) -> None:
    publish(FIRST)
    sop.status = "suspended"
    sop.save()
    case, _people = cast.family()
    assert not CaseProcedure.objects.filter(case=case).exists()
    sop.status, sop.programmes = "in_force", [cast.programme.pk]
    sop.save()
    case, _people = cast.family()
    assert waits(case)


def test_the_desk_ends_its_step_and_reads_what_is_asked(
    cast: Any, as_app, client_of, publish: Any
) -> None:
    publish(FIRST)
    cast.arrived()
    with as_app(cast.officer, Purpose.ARRIVAL):
        (mine,) = CaseStep.objects.select_related("step")
        assert mine.step.title == "Step 3"
    officer = client_of(cast.officer)
    assert "Step 3" in officer.get(f"/steps/{mine.pk}/").content.decode()
    assert officer.post(f"/steps/{mine.pk}/", {"text": "", "skip": "1"}).status_code == 409
    assert officer.post(f"/steps/{mine.pk}/", {"text": "", "done": "1"}).status_code == 302
    mine.refresh_from_db()
    assert (mine.state, mine.by) == (StepState.DONE, cast.officer)


def test_the_stranger_and_the_wrong_role(cast: Any, as_app, client_of, publish: Any) -> None:
    publish(FIRST)
    case, _people = cast.family()
    mine = step(case, "1")
    for stranger in (cast.stranger, cast.partner):
        assert client_of(stranger).get(f"/steps/{mine.pk}/").status_code == 404
        with as_app(stranger):
            assert not CaseStep.objects.exists()
            assert not CaseProcedure.objects.exists()
    assert client_of(cast.secretary).get(f"/steps/{mine.pk}/").status_code == 403
    with as_app(cast.secretary), pytest.raises(PermissionDenied):
        actions.do_step(mine, "", by=cast.secretary, at=cast.now)


def test_days_are_counted_in_the_database_as_here(database: None) -> None:
    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
    def agrees(start: date, days: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "select cases_due(%s, %s, 'working'), cases_due(%s, %s, 'calendar')",
                [start, days, start, days],
            )
            assert cursor.fetchone() == (
                add_working_days(start, days),
                start + timedelta(days=days),
            )

    agrees()
