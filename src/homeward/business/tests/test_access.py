"""Who sees a business and its loans, as the app role."""

from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import ActorKind, Role
from homeward.business import actions
from homeward.business.models import (
    Business,
    BusinessPlan,
    CostLine,
    Credit,
    GroupMeeting,
    GroupMember,
    SectorGroup,
)
from homeward.places.models import Country

TABLES = (Business, BusinessPlan, CostLine, Credit, GroupMember)


def seen(cast: Any, user: Any, models: Any = TABLES, **how: Any) -> list[int]:
    with cast.as_app(user, **how):
        return [model.objects.count() for model in models]


@pytest.fixture
def known(shop: Any) -> Any:
    shop.act(
        actions.ask_credit, shop.business, lender=shop.cast.provider, asked=Decimal(5),
        currency="GHS", asked_on=shop.cast.now.date(),
    )  # fmt: skip
    shop.group = shop.act(
        actions.open_group, name="Tailors", trade="Tailoring",
        country=Country.objects.get(code="GH"),
    )  # fmt: skip
    shop.act(actions.join, shop.business, shop.group)
    shop.act(
        actions.hold_group_meeting, shop.group, held_on=shop.cast.now.date(), came=9, text="Prices"
    )
    return shop


def test_without_an_actor_there_is_no_row(known: Any) -> None:
    with known.cast.as_app():
        assert [m.objects.count() for m in (*TABLES, SectorGroup, GroupMeeting)] == [0] * 7


def test_the_case_manager_sees_all_and_the_adviser_no_loan(known: Any) -> None:
    assert seen(known.cast, known.cast.partner) == [1, 1, 3, 1, 1]
    assert seen(known.cast, known.adviser) == [1, 1, 3, 0, 1]


def test_the_host_sees_the_plan_by_agreement_and_consent_and_the_group_s_name(known: Any) -> None:
    # Agreement and consent run from the case manager's organisation to the host.
    assert seen(known.cast, known.cast.owner) == [1, 1, 3, 0, 1]
    assert seen(known.cast, known.cast.owner, (SectorGroup, GroupMeeting)) == [1, 0]


def test_the_stranger_sees_nothing_of_it(known: Any) -> None:
    assert seen(known.cast, known.cast.stranger) == [0] * 5
    assert seen(known.cast, known.cast.stranger, (SectorGroup, GroupMeeting)) == [0, 0]


def test_the_person_sees_their_own_plan_and_loan(known: Any) -> None:
    user = known.cast.user("self", known.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = known.people[0].pk, None
    user.save()
    assert seen(known.cast, user, kind=ActorKind.PERSON) == [1, 1, 3, 1, 1]
