"""Who sees a plan and its decision, as the app role."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Purpose
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.plans.choices import DecisionReason, Outcome
from homeward.plans.models import Decision, Plan, PlanLine

TABLES = (Plan, PlanLine, Decision)


def seen(cast: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> list[int]:
    with cast.as_app(user, purpose):
        return [model.objects.count() for model in TABLES]


@pytest.fixture
def rejected(table: Any) -> Any:
    plan = table.submit(table.drafted())
    table.decide(plan, Outcome.REJECTED, DecisionReason.NOT_VIABLE)
    return table


def test_without_an_actor_there_is_no_row(rejected: Any) -> None:
    with rejected.cast.as_app():
        assert [model.objects.count() for model in TABLES] == [0, 0, 0]


def test_the_drafter_sees_plan_and_decision(rejected: Any) -> None:
    assert seen(rejected.cast, rejected.cast.partner) == [1, 2, 1]


def test_the_commission_sees_them_for_its_decision_alone(rejected: Any) -> None:
    cast = rejected.cast
    assert seen(cast, cast.secretary, Purpose.DECISION) == [1, 2, 1]
    # Its own decision stays its own row; the plan is not for other purposes.
    assert seen(cast, cast.secretary, Purpose.CASEWORK) == [0, 0, 1]


def test_the_stranger_and_the_reception_desk_see_nothing(rejected: Any) -> None:
    cast = rejected.cast
    assert seen(cast, cast.stranger) == [0, 0, 0]
    assert seen(cast, cast.officer, Purpose.ARRIVAL) == [0, 0, 0]


def test_agreement_without_consent_shows_the_commission_nothing(bare: Any) -> None:
    cast = bare.cast
    bare.drafted()
    cast.agree(cast.partner_org, cast.commission, Purpose.DECISION)
    assert seen(cast, cast.secretary, Purpose.DECISION) == [0, 0, 0]


def test_withdrawal_closes_the_plan_to_the_commission(rejected: Any) -> None:
    cast = rejected.cast
    with cast.as_app(cast.owner):
        given = Consent.objects.filter(recipient_org=cast.commission)
        persons.withdraw_consent([c.pk for c in given], by=cast.owner, at=cast.now)
    assert seen(cast, cast.secretary, Purpose.DECISION) == [0, 0, 1]


def test_support_begins_by_an_approval_of_one_s_own_alone(rejected: Any) -> None:
    cast, decision = rejected.cast, Decision.objects.get()
    for user, purpose in (
        (cast.secretary, Purpose.DECISION),
        (cast.partner, Purpose.CASEWORK),
        (cast.stranger, Purpose.CASEWORK),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            begin_support(cast, user, purpose, decision)


def begin_support(cast: Any, user: Any, purpose: Purpose, decision: Decision) -> None:
    with cast.as_app(user, purpose), connection.cursor() as cursor:
        cursor.execute("select plans_begin_support(%s)", [decision.pk])
