from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from homeward.desk import framework as pages_of
from homeward.steering import framework
from homeward.steering.choices import Reason, StepState, Whose
from homeward.steering.conditions import CONDITIONS
from homeward.steering.rules import refusals, workplan
from homeward.steering.rules.workplan import Condition, Counted

DAY = date(2026, 5, 1)
NEED = Condition(
    code="agreements",
    step=4,
    label="Signed",
    missing="Sign it",
    fact="agreements",
    test=workplan.some,
    whose=Whose.PARTIES,
    url="",
    action="",
)
ALL = replace(NEED, code="criteria", fact="criteria", test=workplan.every)


def test_a_fact_without_a_row_is_unknown_and_nought_is_not_met() -> None:
    assert workplan.judge(NEED, {}).verdict == workplan.UNKNOWN
    assert workplan.judge(NEED, {"agreements": Counted(0, 0)}).verdict == workplan.NOT_MET
    assert workplan.judge(NEED, {"agreements": Counted(1, 2, DAY)}).verdict == workplan.MET


def test_all_of_nothing_is_not_met_and_nothing_left_is() -> None:
    nothing = {"criteria": Counted(0, 0)}
    assert workplan.judge(ALL, nothing).verdict == workplan.NOT_MET
    assert workplan.judge(ALL, {"criteria": Counted(2, 3)}).verdict == workplan.NOT_MET
    assert workplan.judge(ALL, {"criteria": Counted(3, 3)}).verdict == workplan.MET
    assert workplan.judge(replace(ALL, test=workplan.none_left), nothing).verdict == workplan.MET


def test_what_waits_for_another_is_not_met_before_it() -> None:
    later = replace(NEED, after="criteria")
    facts = {"agreements": Counted(1), "criteria": Counted(0, 1)}
    assert workplan.judge(later, facts).verdict == workplan.NOT_MET
    assert workplan.judge(later, facts | {"criteria": Counted(1, 1)}).verdict == workplan.MET


def test_what_is_not_needed_holds_no_step_back() -> None:
    more = replace(NEED, code="pools", fact="pools", needed=False)
    step = workplan.stands([NEED, more], {"agreements": Counted(1), "pools": Counted(0)}, steps=4)
    assert (step[NEED.step - 1].state, step[NEED.step - 1].open) == (StepState.DONE, [])
    alone = workplan.stands([NEED, more], {"agreements": Counted(0), "pools": Counted(1)}, steps=4)
    assert alone[NEED.step - 1].state == StepState.NOT_BEGUN


def test_a_number_too_small_to_be_told_still_counts() -> None:
    few = Counted(-1)
    assert few.is_few
    assert workplan.judge(NEED, {"agreements": few}).verdict == workplan.MET


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([], StepState.UNKNOWN),
        (["unk", "unk"], StepState.NOT_BEGUN),
        (["no", "unk"], StepState.NOT_BEGUN),
        (["ok", "unk"], StepState.BEGUN),
        (["ok", "no"], StepState.BEGUN),
        (["ok", "ok"], StepState.DONE),
    ],
)
def test_a_step_is_as_far_as_its_conditions(verdicts: list[str], state: StepState) -> None:
    assert workplan.state_of(verdicts) == state


def test_a_programme_of_which_nothing_is_known_has_begun_no_step() -> None:
    steps = workplan.stands(CONDITIONS, {})
    assert [step.state for step in steps] == [StepState.NOT_BEGUN] * 10
    found = workplan.next_open(steps)
    assert found is not None
    assert (found[0].number, found[1].condition.code) == (1, "mapped")


def test_every_step_has_a_condition_and_every_code_is_one() -> None:
    assert {each.step for each in CONDITIONS} == set(range(1, 11))
    codes = [each.code for each in CONDITIONS]
    assert len(codes) == len(set(codes))


def test_the_steps_are_called_as_the_framework_calls_them() -> None:
    named = [(s.title, [(p.number, p.title) for p in s.steps]) for s in pages_of.STAGES]
    ours = [
        (title, [(n, framework.STEPS[n]) for n in numbers]) for title, numbers in framework.STAGES
    ]
    assert str(ours) == str(named)


FORCE: dict[str, Any] = {
    "is_draft": True, "text": "Stays", "thresholds": 1, "rests": True, "valid_from": DAY,
    "before": date(2026, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_draft": False}, Reason.IN_FORCE_ALREADY),
        ({"text": " "}, Reason.NO_TEXT),
        ({"thresholds": 0}, Reason.NO_THRESHOLD),
        ({"rests": False}, Reason.NO_BASIS),
        ({"before": DAY}, Reason.NOT_LATER),
    ],
)
def test_each_missing_part_keeps_a_definition_out_of_force(
    change: dict[str, Any], reason: Reason
) -> None:
    assert refusals.reasons_not_to_put_in_force(**FORCE) == []
    assert refusals.reasons_not_to_put_in_force(**(FORCE | change)) == [reason]


def test_adopted_as_it_stands_leaves_no_difference_open() -> None:
    said: dict[str, Any] = {"is_theirs": True, "source": "Gazette", "whole": True}
    assert refusals.reasons_not_to_adopt(**said, differences_open=False) == []
    assert refusals.reasons_not_to_adopt(**said, differences_open=True) == [Reason.DIFFERENCES_OPEN]
    kept = said | {"whole": False}
    assert refusals.reasons_not_to_adopt(**kept, differences_open=True) == []
    assert refusals.reasons_not_to_adopt(
        is_theirs=False, source="", whole=False, differences_open=False
    ) == [Reason.OTHER_COUNTRY, Reason.NO_SOURCE]
