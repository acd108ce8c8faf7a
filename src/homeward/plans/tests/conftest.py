"""A family after arrival, a package, and a commission that may decide on its plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from homeward.access.choices import Purpose
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.plans import actions, rules
from homeward.plans.choices import (
    Answer,
    AnswerWay,
    DecisionReason,
    Dimension,
    LineKind,
    Outcome,
)
from homeward.plans.models import Decision, PersonAnswer, Plan, Session
from homeward.programmes.choices import LineKind as Support
from homeward.programmes.choices import Who
from homeward.programmes.models import Package, PackageLine


@dataclass
class Table:
    """The commission's table. Its methods act as the right person, through the real actions."""

    cast: Any
    case: Case
    people: list[Person]
    session: Session

    def draft(self, goal: str = "A stall of her own") -> Plan:
        cast = self.cast
        with cast.as_app(cast.partner):
            return actions.draft(self.case, goal=goal, by=cast.partner, at=cast.now)

    def add(self, plan: Plan, cost: str | None = "1200", **fields: Any) -> Any:
        cast = self.cast
        line = actions.Line(
            **{
                "dimension": Dimension.ECONOMIC,
                "kind": LineKind.FUNDED_ITEM if cost else LineKind.PUBLIC_SERVICE,
                "title": "Sewing machine" if cost else "Tailoring course",
                "cost": Decimal(cost) if cost else None,
                "currency": "EUR" if cost else "",
                **fields,
            }
        )
        with cast.as_app(cast.partner):
            return actions.add_line(plan, line, by=cast.partner, at=cast.now)

    def drafted(self) -> Plan:
        plan = self.draft()
        self.add(plan)
        self.add(plan, None)
        return plan

    def agree(self, plan: Plan, given: Answer = Answer.AGREED) -> PersonAnswer:
        """The person signs before the case manager."""
        cast = self.cast
        with cast.as_app(cast.partner):
            return actions.answer(
                plan, given, way=AnswerWay.SIGNATURE, said="As it stands",
                by=cast.partner, at=cast.now,
            )  # fmt: skip

    def submit(self, plan: Plan, session: Session | None = None) -> Plan:
        cast = self.cast
        if Plan.objects.get(pk=plan.pk).status in rules.SENDABLE and plan.lines.exists():
            self.agree(plan)
        with cast.as_app(cast.partner):
            return actions.submit(plan, session or self.session, by=cast.partner, at=cast.now)

    def decide(
        self, plan: Plan, outcome: Outcome, reason: DecisionReason, **fields: Any
    ) -> Decision:
        cast = self.cast
        with cast.as_app(cast.secretary, Purpose.DECISION):
            plan = Plan.objects.get(pk=plan.pk)
            return actions.decide(
                plan, fields.pop("session", self.session), outcome, reason=reason,
                by=cast.secretary, at=cast.now, **fields,
            )  # fmt: skip

    def approve(self, plan: Plan, **fields: Any) -> Decision:
        return self.decide(plan, Outcome.APPROVED, DecisionReason.FITS, **fields)

    def later_session(self, days: int = 20) -> Session:
        return Session.objects.create(
            commission=self.cast.commission,
            number=Session.objects.count() + 1,
            held_on=self.cast.now.date() + timedelta(days=days),
        )


@pytest.fixture
def bare(cast: Any) -> Table:
    """Nothing is agreed or consented with the commission yet."""
    case, people = cast.arrived()
    package = Package.objects.create(
        programme=cast.programme, name="2026/1", valid_from=date(2020, 1, 1), currency="EUR"
    )
    for who, amount in ((Who.PRINCIPAL, 1000), (Who.PER_FAMILY_MEMBER, 500)):
        PackageLine.objects.create(
            package=package, kind=Support.IN_KIND, who=who, amount=Decimal(amount)
        )
    session = Session.objects.create(
        commission=cast.commission, number=1, held_on=cast.now.date() + timedelta(days=3)
    )
    return Table(cast, case, people, session)


@pytest.fixture
def table(bare: Table) -> Table:
    """Agreement and consent cover the commission, and money is there."""
    cast = bare.cast
    cast.agree(cast.host, cast.commission, Purpose.DECISION, may_write=False)
    cast.agree(cast.partner_org, cast.commission, Purpose.DECISION)
    cast.agree(cast.commission, cast.partner_org)
    for person in bare.people:
        cast.consent(person, cast.commission, Purpose.DECISION)
    open_budget(cast)
    return bare


def open_budget(cast: Any, amount: int = 5000) -> Any:
    """By its label: funds stand on the floor above, and an approval asks them for money."""
    return apps.get_model("funds", "Budget").objects.create(
        programme=cast.programme, fund_org=cast.fund, name="Corridor", amount=amount,
        currency="EUR", valid_from=date(2020, 1, 1), valid_until=date(2090, 1, 1),
    )  # fmt: skip
