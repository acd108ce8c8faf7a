from dataclasses import replace

import pytest

from homeward.access.choices import DataClass
from homeward.cases.choices import (
    FACT_GROUPS,
    FactKind,
    Reason,
    Stage,
    class_of,
)
from homeward.cases.rules import (
    AnnouncingFacts,
    reasons_not_to_announce,
    reasons_not_to_close,
    reasons_not_to_confirm_arrival,
    reasons_not_to_finish_intake,
    reasons_not_to_write,
)

READY = AnnouncingFacts(
    is_open=True,
    stage=Stage.DEPARTURE,
    receivers_named=True,
    travel_dated=True,
    intake_taken=True,
    desk_agreement=True,
    desk_consent=True,
    case_org_agreement=True,
    case_org_consent=True,
)


def test_nothing_missing_nothing_refused() -> None:
    assert reasons_not_to_announce(READY) == []
    assert reasons_not_to_announce(replace(READY, stage=Stage.COUNSELLING)) == []


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("is_open", Reason.CLOSED),
        ("receivers_named", Reason.NO_RECEIVER),
        ("travel_dated", Reason.NO_FLIGHT),
        ("intake_taken", Reason.NO_INTAKE),
        ("desk_agreement", Reason.NO_AGREEMENT),
        ("case_org_agreement", Reason.NO_AGREEMENT),
        ("desk_consent", Reason.NO_CONSENT),
        ("case_org_consent", Reason.NO_CONSENT),
    ],
)
def test_each_missing_fact_alone_stops_the_announcement(missing: str, reason: Reason) -> None:
    assert reasons_not_to_announce(replace(READY, **{missing: False})) == [reason]  # type: ignore[arg-type]


def test_what_both_receivers_lack_is_said_once() -> None:
    bare = replace(READY, desk_agreement=False, case_org_agreement=False)
    assert reasons_not_to_announce(bare) == [Reason.NO_AGREEMENT]


@pytest.mark.parametrize("stage", [Stage.ARRIVAL, Stage.PLAN, Stage.SUPPORT, Stage.CLOSURE])
def test_after_the_departure_nothing_is_announced(stage: Stage) -> None:
    assert reasons_not_to_announce(replace(READY, stage=stage)) == [Reason.WRONG_STAGE]


def test_a_case_closes_once_and_with_a_reason() -> None:
    assert reasons_not_to_close(is_open=True, reason_given=True) == []
    assert reasons_not_to_close(is_open=False, reason_given=False) == [
        Reason.CLOSED,
        Reason.NO_REASON,
    ]


def test_small_rules_say_their_one_reason() -> None:
    assert reasons_not_to_confirm_arrival(confirmed_already=True) == [Reason.ARRIVED_ALREADY]
    assert reasons_not_to_confirm_arrival(confirmed_already=False) == []
    assert reasons_not_to_write(is_open=False) == [Reason.CLOSED]
    assert reasons_not_to_write(is_open=True) == []
    assert reasons_not_to_finish_intake(is_open=True, has_facts=False) == [Reason.NO_INTAKE]
    assert reasons_not_to_finish_intake(is_open=True, has_facts=True) == []


def test_every_kind_of_fact_stands_in_a_group_and_asylum_in_its_own_class() -> None:
    assert set(FACT_GROUPS) == set(FactKind)
    assert [kind for kind in FactKind if class_of(kind) == DataClass.ASYLUM] == [FactKind.ASYLUM]
