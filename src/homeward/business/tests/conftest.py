"""A family after arrival, and a business plan of the mother's."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.business import actions
from homeward.business.choices import CostKind, Verdict
from homeward.business.models import Business, BusinessPlan
from homeward.cases.models import Case
from homeward.persons.models import Person


@dataclass
class Shop:
    """Its methods act as the case manager or the adviser, through the real actions."""

    cast: Any
    case: Case
    people: list[Person]
    adviser: User
    plan: BusinessPlan

    @property
    def business(self) -> Business:
        return Business.objects.select_related("case").get(pk=self.plan.business_id)

    def act(self, what: Any, *args: Any, by: User | None = None, **given: Any) -> Any:
        by = by or self.cast.partner
        with self.cast.as_app(by):
            return what(*args, **given, by=by, at=self.cast.now)

    def agreed(self) -> BusinessPlan:
        self.act(actions.send, self.plan)
        self.act(actions.review, self.plan, Verdict.AGREE, by=self.adviser)
        self.plan.refresh_from_db()
        return self.plan

    def started(self) -> Business:
        self.agreed()
        on = self.cast.now.date()
        found: Business = self.act(actions.start, self.business, on=on)
        return found


@pytest.fixture
def shop(cast: Any) -> Shop:
    case, people = cast.arrived()
    adviser = cast.user("adviser", cast.partner_org, Role.EMPLOYMENT_ADVISER)
    given = actions.Planned(
        activity="Sews and mends clothes", currency="GHS", place="Market, row 4",
        sales=Decimal(1500), goods_share=Decimal(40), own_money=Decimal(300),
        support=Decimal(1200), loan=Decimal(500),
    )  # fmt: skip
    with cast.as_app(cast.partner):
        plan = actions.begin(case, people[0], given, by=cast.partner, at=cast.now)
        for kind, what, amount in (
            (CostKind.START, "Two machines", 2400),
            (CostKind.MONTHLY, "Rent of the stall", 300),
            (CostKind.MONTHLY, "Electricity", 60),
        ):
            actions.add_cost(plan, kind, what, Decimal(amount), by=cast.partner, at=cast.now)
    return Shop(cast, case, people, adviser, plan)
