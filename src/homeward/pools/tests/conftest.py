"""A fund office with two officers, a pool of two donors, and programmes that it serves."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Purpose, Role
from homeward.actors.models import Actor
from homeward.funds.choices import BudgetKind
from homeward.ledger import queries as ledger
from homeward.plans.tests.conftest import bare, open_budget, table
from homeward.pools import actions
from homeward.pools.choices import Direction, Figure, PoolKind
from homeward.pools.models import Commitment, CommitmentYear, DisbursementCriterion, Pool, Round
from homeward.programmes.models import Programme

__all__ = ["bare", "open_budget", "table"]

LONG_AGO = date(2020, 1, 1)


@dataclass
class Office:
    """Its methods act as an officer of the fund office, through the real actions."""

    cast: Any
    north: Actor
    south: Actor
    other: Programme

    def __post_init__(self) -> None:
        self.second = self.cast.user("second", self.cast.fund, Role.FINANCE_OFFICER)
        self.pool: Pool = self.do(
            actions.open_pool, name="Ways home fund", kind=PoolKind.ORDINARY, currency="EUR",
            countries=[], programmes=[self.cast.programme, self.other], source="Charter, 1",
        )  # fmt: skip

    def do(self, action: Any, *words: Any, by: Any = None, **more: Any) -> Any:
        by = by or self.cast.finance
        with self.cast.as_app(by, Purpose.FINANCE):
            return action(*words, **more, by=by, at=self.cast.now)

    def promise(self, donor: Actor, *amounts: str, currency: str = "EUR") -> Commitment:
        """From this year on, one amount a year."""
        this = self.cast.now.year
        years = [(this + n, Decimal(amount)) for n, amount in enumerate(amounts)]
        made: Commitment = self.do(
            actions.commit, self.pool, donor, agreement_number=f"A-{donor.pk}",
            currency=currency, years=years, source="Grant agreement, 3",
        )  # fmt: skip
        return made

    def year(self, commitment: Commitment, plus: int = 0) -> CommitmentYear:
        years = CommitmentYear.objects.select_related("pool")
        return years.get(commitment=commitment, year=self.cast.now.year + plus)

    def give(self, donor: Actor, amount: str, **more: Any) -> Commitment:
        """Promised, confirmed and at the bank."""
        commitment = self.promise(donor, amount, **more)
        year, today = self.year(commitment), self.cast.now.date()
        self.do(actions.confirm_year, year, on=today)
        self.do(actions.receive, year, Decimal(amount), on=today, key=f"k{commitment.pk}")
        return commitment

    def criterion(self, name: str = "Returns", weight: str = "1", **more: Any) -> Any:
        made: DisbursementCriterion = self.do(
            actions.state_criterion, self.pool, name=name, weight=Decimal(weight),
            valid_from=LONG_AGO, source="Steering committee, minute 4",
            **{"direction": Direction.MORE, "figure": Figure.STATED, **more},
        )  # fmt: skip
        return made

    def line(self, programme: Programme, figures: dict[Any, str | None], **more: Any) -> Any:
        return actions.LineSaid(
            programme=programme,
            figures={c.pk: None if v is None else Decimal(v) for c, v in figures.items()},
            sources=more.pop("sources", {c.pk: "Ministry, table 2" for c in figures}),
            **more,
        )

    def draw(self, sources: dict[Commitment, str], lines: list[Any], **more: Any) -> Round:
        made: Round = self.do(
            actions.draw_up, self.pool, name="First round", lines=lines,
            sources={c: Decimal(amount) for c, amount in sources.items()},
            budgets_until=self.cast.now.date() + timedelta(days=300), **more,
        )  # fmt: skip
        return made

    def approve(self, round_: Round) -> Round:
        made: Round = self.do(actions.approve, round_, "Minute 5 of 3 May", by=self.second)
        return made

    def placed(self, kind: BudgetKind = BudgetKind.ORDINARY, north: str = "6000",
               south: str = "4000") -> Any:  # fmt: skip
        """A budget of both donors for the cast's programme."""
        sources = {self.give(self.north, north): north, self.give(self.south, south): south}
        line = self.line(self.cast.programme, {self.criterion(): "1"}, kind=kind)
        round_ = self.approve(self.draw(sources, [line]))
        return round_.lines.get().budget

    def balances(self, book: Any) -> dict[str, Decimal]:
        """By the beginning of the account's code."""
        found: dict[str, Decimal] = {}
        for each in ledger.trial_balance(book):
            code = each.account.code.partition(":")[0] + " " + each.account.currency
            found[code] = found.get(code, Decimal(0)) + each.amount
        return {code: amount for code, amount in found.items() if amount}


@pytest.fixture
def office(cast: Any) -> Office:
    other = Programme.objects.create(
        code="second", name="Second way", lead_org=cast.host, starts_on=LONG_AGO
    )
    north, south = (Actor.objects.create(name=f"{name} Donor") for name in ("North", "South"))
    return Office(cast, north, south, other)
