"""A programme with its manager, a chain, a donor's budget, and a register with figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.conftest import Cast
from homeward.funds.models import Budget, BudgetShare
from homeward.indicators.choices import Direction, MarkKind, Measure, PeriodKind, Status, Unit
from homeward.indicators.dashboards import actions
from homeward.indicators.dashboards.actions import MeasureSaid, ResultSaid
from homeward.indicators.dashboards.choices import Level
from homeward.indicators.dashboards.models import Logframe
from homeward.indicators.models import Definition, Figure, Indicator, Mark, Run

Y2025 = date(2025, 1, 1)


@dataclass
class Board:
    """The cast with a manager of the lead and one of a stranger, a donor and an indicator."""

    cast: Cast

    def __post_init__(self) -> None:
        cast = self.cast
        self.manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
        self.outsider = cast.user("outsider", cast.stranger_org, Role.PROGRAMME_MANAGER)
        self.evaluator = cast.user("eva", cast.stranger_org, Role.EVALUATOR)
        self.donor = Actor.objects.create(name="Generous ministry")
        self.budget = Budget.objects.create(
            programme=cast.programme, fund_org=cast.fund, name="Budget 2025", amount=1000,
            currency="EUR", valid_from=Y2025, valid_until=date(2025, 12, 31),
        )  # fmt: skip
        BudgetShare.objects.create(budget=self.budget, donor=self.donor, percent=100)
        self.indicator = Indicator.objects.create(
            code="tests-share", name="Delivered in time", direction=Direction.HIGHER, position=1
        )
        self.definition = Definition.objects.create(
            indicator=self.indicator, version=1, status=Status.PUBLISHED, source="returns",
            unit=Unit.CASE, measure=Measure.SHARE, valid_from=date(2026, 1, 1),
            published_at=cast.now, checked_at=cast.now,
            dimensions=["programme", "area", "sex"],
            periods=[PeriodKind.ALL, PeriodKind.YEAR, PeriodKind.QUARTER],
        )  # fmt: skip

    def figure(self, value: float = 0.5, persons: int = 40, **fields: Any) -> Figure:
        return Figure.objects.create(
            **{
                "definition": self.definition, "period": PeriodKind.ALL, "persons": persons,
                "numerator": round(value * persons), "denominator": persons, "value": value,
                "computed_at": self.cast.now, **fields,
            }
        )  # fmt: skip

    def computed(self) -> None:
        """Figures of all, of the programme, of the programme in 2025, and a small one by sex."""
        programme = {"cut": "programme", "programme": self.cast.programme}
        self.figure()
        self.figure(0.6, **programme)
        self.figure(
            0.7, period=PeriodKind.YEAR, starts_on=Y2025, ends_on=date(2025, 12, 31), **programme
        )
        self.figure(0.6, period=PeriodKind.YEAR, starts_on=Y2025, ends_on=date(2025, 12, 31))
        for sex, persons in (("female", 4), ("male", 30), ("other", 12)):
            self.figure(0.5, persons, cut="sex", sex=sex)
        Run.objects.create(started_at=self.cast.now, finished_at=self.cast.now)

    def target(self, value: str) -> Mark:
        return Mark.objects.create(
            indicator=self.indicator, kind=MarkKind.TARGET, value=Decimal(value),
            valid_from=Y2025, source="Programme document, annex 1",
        )  # fmt: skip

    def chain(self, *, publish: bool = True, target: str = "0.9") -> Logframe:
        """Impact, outcome and output; the outcome by the indicator, the rest counted by hand."""
        by = self.manager
        chain = actions.begin_chain(self.cast.programme, by=by, at=self.cast.now)
        impact = actions.add_result(
            chain, ResultSaid(level=Level.IMPACT, number="1", statement="Returns last"), by=by
        )
        outcome = actions.add_result(
            chain,
            ResultSaid(level=Level.OUTCOME, number="1.1", statement="Help in time", serves=impact),
            by=by,
        )
        actions.add_measure(impact, MeasureSaid(words="Laws changed", unit="laws"), by=by)
        actions.add_measure(
            outcome,
            MeasureSaid(
                indicator=self.indicator, baseline=Decimal("0.3"), baseline_on=date(2024, 12, 31),
                target=Decimal(target), target_on=self.cast.now.date() + timedelta(days=10),
            ),
            by=by,
        )  # fmt: skip
        if publish:
            actions.publish(
                chain, valid_from=Y2025, source="Minutes of 3 January", by=by, at=self.cast.now
            )
        return Logframe.objects.get(pk=chain.pk)


@pytest.fixture
def board(cast: Cast) -> Board:
    return Board(cast)


@pytest.fixture
def chain(board: Board, as_app: Callable[..., Any]) -> Logframe:
    """A published chain whose outcome's figure is behind."""
    board.computed()
    with as_app(board.manager):
        return board.chain()
