"""Ways: their rules, and who may draft, compare and publish one."""

from datetime import date
from typing import Any

import pytest

from homeward.core.refusals import Refused
from homeward.programmes.actions import ways as actions
from homeward.programmes.choices import Reason, Stage, StageCondition, WayKind
from homeward.programmes.models import Way
from homeward.programmes.queries import ways as queries
from homeward.programmes.rules.ways import (
    Line,
    after,
    differences,
    next_stages,
    reasons_not_to_follow,
)
from homeward.programmes.tests.conftest import NOW

HOST_FIRST = [
    Stage.COUNSELLING, Stage.DEPARTURE, Stage.ARRIVAL, Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP,
    Stage.CLOSURE,
]  # fmt: skip


def test_every_stage_leads_to_closure_and_closure_nowhere() -> None:
    for stage in HOST_FIRST[:-1]:
        assert Stage.CLOSURE in next_stages(HOST_FIRST, stage)
    assert next_stages(HOST_FIRST, Stage.CLOSURE) == set()


def test_support_may_go_back_and_counselling_may_not() -> None:
    assert next_stages(HOST_FIRST, Stage.SUPPORT) == {Stage.PLAN, Stage.FOLLOW_UP, Stage.CLOSURE}
    assert next_stages(HOST_FIRST, Stage.COUNSELLING) == {Stage.DEPARTURE, Stage.CLOSURE}


def test_a_stage_that_the_way_lost_leads_to_what_lies_behind_it() -> None:
    assert after(HOST_FIRST, Stage.TRAVEL) == Stage.ARRIVAL
    assert after([Stage.COUNSELLING], Stage.CLOSURE) is None


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        (Stage.COUNSELLING, Reason.ENDS_MISSING),
        (Stage.CLOSURE, Reason.ENDS_MISSING),
        (Stage.PLAN, Reason.NO_PLAN_STAGE),
        (Stage.SUPPORT, Reason.NO_PLAN_STAGE),
        (Stage.DEPARTURE, Reason.TRAVEL_WITHOUT_ARRIVAL),
        (Stage.ARRIVAL, Reason.TRAVEL_WITHOUT_ARRIVAL),
    ],
)
def test_a_way_lacks_what_no_case_can_miss(without: Stage, reason: Reason) -> None:
    stages = [stage for stage in HOST_FIRST if stage != without]
    assert reasons_not_to_follow(stages, WayKind.HOST_FIRST) == [reason]


def test_an_application_needs_a_decision_unless_the_host_confirms() -> None:
    decided = [*HOST_FIRST, Stage.DECISION]
    assert reasons_not_to_follow(decided, WayKind.HOST_FIRST) == [
        Reason.DECISION_WITHOUT_APPLICATION
    ]
    assert reasons_not_to_follow([*decided, Stage.APPLICATION], WayKind.WITH_DECISION) == []


def test_two_ways_are_compared_stage_by_stage() -> None:
    old = [Line(Stage.PLAN), Line(Stage.TRAVEL)]
    new = [Line(Stage.PLAN, to_enter=frozenset({StageCondition.ARRIVED})), Line(Stage.DEPARTURE)]
    assert [(change.stage, change.what) for change in differences(old, new)] == [
        (Stage.DEPARTURE, "added"), (Stage.TRAVEL, "removed"), (Stage.PLAN, "to_enter"),
    ]  # fmt: skip


def test_every_shipped_way_can_be_followed(db: None) -> None:
    for way in Way.objects.filter(programme=None):
        order = queries.order_of(way.pk)
        assert reasons_not_to_follow(order, WayKind(way.kind)) == []
        assert order == [stage for stage in Stage if stage in order]


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def drafted(cast: Any, as_app: Any) -> Way:
    with as_app(cast.manager):
        return actions.draft(cast.programme, WayKind.HOST_FIRST, by=cast.manager, at=NOW)


def test_a_second_draft_and_a_broken_one_are_refused(cast: Any, as_app: Any, drafted: Way) -> None:
    by = cast.manager
    with as_app(by), pytest.raises(Refused) as refused:
        actions.draft(cast.programme, WayKind.HOST_FIRST, by=by, at=NOW)
    assert refused.value.reasons == [Reason.DRAFT_ALREADY]
    with as_app(by), pytest.raises(Refused) as refused:
        actions.remove_stage(drafted, Stage.PLAN, by=by)
    assert refused.value.reasons == [Reason.STAGE_STAYS]
    with as_app(by):
        actions.remove_stage(drafted, Stage.DEPARTURE, by=by)
        with pytest.raises(Refused) as refused:
            actions.publish(drafted, valid_from=None, note="", by=by, at=NOW)
    assert refused.value.reasons == [Reason.NO_FIRST_DAY, Reason.TRAVEL_WITHOUT_ARRIVAL]


def test_another_organisation_drafts_nothing(cast: Any, as_app: Any) -> None:
    by = cast.outsider
    with as_app(by), pytest.raises(Refused) as refused:
        actions.draft(cast.programme, WayKind.HOST_FIRST, by=by, at=NOW)
    assert refused.value.reasons == [Reason.NOT_THE_LEAD]


def test_a_published_version_follows_the_one_before(cast: Any, as_app: Any, drafted: Way) -> None:
    by = cast.manager
    with as_app(by):
        actions.publish(drafted, valid_from=date(2026, 6, 1), note="", by=by, at=NOW)
        second = actions.draft(cast.programme, WayKind.HOST_FIRST, by=by, at=NOW)
        actions.set_stage(second, actions.StageSaid(stage=Stage.TRAVEL), by=by)
        with pytest.raises(Refused) as refused:
            actions.publish(second, valid_from=date(2026, 6, 1), note="", by=by, at=NOW)
        actions.publish(second, valid_from=date(2026, 7, 1), note="Charters", by=by, at=NOW)
    assert refused.value.reasons == [Reason.WAY_STARTS_TOO_EARLY, Reason.NO_WAY_NOTE]
    on = [
        queries.way_on(cast.programme.pk, WayKind.HOST_FIRST, day).pk
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert on == [drafted.pk, second.pk]
    assert queries.way_on(cast.programme.pk, WayKind.HOST_FIRST, date(2026, 5, 1)).programme is None


def test_the_pages_draft_change_compare_and_publish(cast: Any, client_of: Any) -> None:
    client = client_of(cast.manager)
    base = f"/programmes/{cast.programme.pk}/ways/"
    assert "as it comes with the software" in client.get(base).content.decode()
    assert client.post(f"{base}host_first/draft/").status_code == 302
    way = Way.objects.get(programme=cast.programme)
    stage = f"{base}{way.pk}/stages/plan/"
    answer = client.post(
        stage, {"name_en": "Reintegration plan", "to_enter": ["arrived"], "wait": "draft_plan"}
    )
    assert answer.status_code == 302
    page = client.get(f"{base}{way.pk}/").content.decode()
    assert "Reintegration plan" in page
    assert "Plan, to enter it: nothing → The day of arrival is known" in page
    published = client.post(
        f"{base}{way.pk}/publish/",
        {"valid_from_day": 1, "valid_from_month": 6, "valid_from_year": 2026, "note": ""},
    )
    assert published.status_code == 302
    assert client.post(stage, {"name_en": "Too late"}).status_code == 409
    assert client_of(cast.counsellor).post(f"{base}host_first/draft/").status_code == 403
    assert client_of(cast.outsider).post(f"{base}retroactive/draft/").status_code == 409


def test_a_draft_is_its_lead_s_alone(cast: Any, drafted: Way, client_of: Any) -> None:
    url = f"/programmes/{cast.programme.pk}/ways/{drafted.pk}/"
    assert client_of(cast.manager).get(url).status_code == 200
    assert client_of(cast.outsider).get(url).status_code == 404
