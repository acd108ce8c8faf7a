"""Ways as data: what follows what, what is asked between, and the pages of it."""

from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.cases import actions, rules
from homeward.cases.choices import FactKind, Reason, SaidBy, Stage, Unmet
from homeward.cases.models import Case, StageChange
from homeward.cases.queries import ways
from homeward.core.refusals import Refused
from homeward.programmes.choices import WayKind
from homeward.programmes.queries import ways as programme_ways
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def opened(cast: Any, kind: WayKind, **more: Any) -> Case:
    _case, people = cast.family()
    with cast.as_app(cast.owner):
        actions.close(Case.objects.get(), "own_choice", by=cast.owner, at=cast.now)
        host = None if kind == WayKind.ORIGIN_FIRST else "BE"
        from homeward.persons.models import Household  # noqa: PLC0415

        case = actions.open_case(
            Household.objects.get(pk=people[0].household_id), programme=cast.programme,
            host_country=host, origin_country="GH",
            opening=actions.Opening(kind=kind, **more), by=cast.owner, at=cast.now,
        )  # fmt: skip
        actions.record_fact(
            case, FactKind.TRADE, "Tailor", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    return case


def held(case: Case) -> set[str]:
    return set(Task.objects.filter(case_id=case.pk, done_at=None).values_list("kind", flat=True))


def test_a_case_keeps_the_way_that_it_began_with(cast: Any) -> None:
    case, _people = cast.family()
    assert case.way.kind == WayKind.HOST_FIRST
    assert [stand.stage for stand in ways.bar(case, StageChange.objects.filter(case=case))] == [
        Stage.COUNSELLING, Stage.DEPARTURE, Stage.ARRIVAL, Stage.PLAN, Stage.SUPPORT,
        Stage.FOLLOW_UP, Stage.CLOSURE,
    ]  # fmt: skip


def test_without_a_host_leg_the_plan_follows_the_counselling(cast: Any) -> None:
    case = opened(cast, WayKind.ORIGIN_FIRST)
    assert case.host_country_id is None
    assert case.case_org_id == cast.host.pk
    cast.consent(case.person, cast.partner_org)
    with cast.as_app(cast.owner):
        actions.finish_intake(case, by=cast.owner, at=cast.now)
        case = Case.objects.get(pk=case.pk)
    assert case.stage == Stage.PLAN
    assert TaskKind.DRAFT_PLAN in held(case)


def test_a_condition_of_the_way_stops_the_move_and_is_named(cast: Any) -> None:
    case = opened(cast, WayKind.ORIGIN_FIRST)
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.finish_intake(case, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Unmet.CONSENT_RECORDED]


def test_a_case_of_one_household_is_open_once(cast: Any) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.open_case(
            case.household, programme=cast.programme, host_country="BE", origin_country="GH",
            by=cast.owner, at=cast.now,
        )  # fmt: skip
    assert refused.value.reasons == [Reason.OPEN_ALREADY]


@pytest.mark.parametrize("stage", sorted(rules.BY_THEIR_OWN_ACT))
def test_what_begins_with_an_act_is_not_moved_to_by_hand(cast: Any, stage: Stage) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.move_on(case, stage, by=cast.owner, at=cast.now)
    assert Reason.BY_ITS_OWN_ACT in refused.value.reasons


def test_support_goes_on_to_the_follow_up_and_back(cast: Any) -> None:
    case, _people = cast.arrived()
    Case.objects.filter(pk=case.pk).update(stage=Stage.SUPPORT)
    with cast.as_app(cast.partner):
        case = actions.move_on(case, Stage.FOLLOW_UP, by=cast.partner, at=cast.now)
        assert case.stage == Stage.FOLLOW_UP
        case = actions.move_on(case, Stage.SUPPORT, by=cast.partner, at=cast.now)
        assert case.stage == Stage.SUPPORT
        with pytest.raises(Refused):
            actions.move_on(case, Stage.DEPARTURE, by=cast.partner, at=cast.now)


def test_the_programme_s_own_way_goes_before_the_shipped_one(cast: Any) -> None:
    from homeward.programmes.actions import ways as drafting  # noqa: PLC0415

    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    shipped = programme_ways.way_on(cast.programme.pk, WayKind.HOST_FIRST, cast.now.date())
    with cast.as_app(manager):
        way = drafting.draft(cast.programme, WayKind.HOST_FIRST, by=manager, at=cast.now)
        drafting.remove_stage(way, Stage.FOLLOW_UP, by=manager)
        drafting.publish(way, valid_from=cast.now.date(), note="", by=manager, at=cast.now)
    assert programme_ways.way_on(cast.programme.pk, WayKind.HOST_FIRST, cast.now.date()) == way
    case, _people = cast.family()
    assert case.way == way != shipped
    assert Stage.FOLLOW_UP not in programme_ways.order_of(case.way_id)


def test_the_page_tells_the_stages_their_conditions_and_who_answers(
    cast: Any, client_of: Any
) -> None:
    case, _people = cast.arrived()
    page = client_of(cast.partner).get(f"/cases/{case.pk}/way/").content.decode()
    assert "Begins in the host country, version 1" in page
    assert "Reintegration NGO" in page
    assert "Transfer to another organisation" in page
    assert client_of(cast.stranger).get(f"/cases/{case.pk}/way/").status_code == 404
