"""A pool of two donors and a fund between states, by the real actions. All of it is invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from homeward.access import gate
from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.demo import cast as people_of
from homeward.demo.money import DONORS
from homeward.demo.world import World
from homeward.funds import actions as funds
from homeward.funds.choices import BudgetKind, Need
from homeward.incentives import actions as incentives
from homeward.incentives.choices import Entry
from homeward.places.models import Country
from homeward.pools import actions, queries
from homeward.pools.choices import Direction, EarmarkKind, Figure, PoolKind, Rounding
from homeward.pools.models import Commitment, CommitmentYear, Pool, Round

YEARS = 3
# For the first year, from each donor.
PROMISED = (Decimal(120000), Decimal(80000))
CHARTER = "Charter of the fund, 4"
FIGURES = {"ordinary": ("310", "6"), "reserve": ("45", "2"), "other": ("90", "9")}
COUNTED_BY = "Plan of returns, table 2"


def show(world: World) -> None:
    officer = world.cast.finance
    second = people_of.user("dede", "Dede Boateng", world.cast.fund, Role.FINANCE_OFFICER, "en")
    with _acting(officer):
        pool = _open(world, officer)
        promised = [
            _promise(world, pool, name, amount, officer)
            for (name, _share), amount in zip(DONORS, PROMISED, strict=True)
        ]
        _terms(world, pool, promised, officer)
        first = _draw(world, pool, "First half of the year", Decimal("0.6"), officer)
    with _acting(second):
        actions.approve(first, "Minute 4 of the fund's committee", by=second, at=world.now)
    with _acting(officer):
        _rules_of_reserve(world, first, officer)
        actions.report(
            pool, promised[0].donor, first=world.today.replace(month=1, day=1), last=world.today,
            by=officer, at=world.now,
        )  # fmt: skip
        _draw(world, pool, "Second half of the year", Decimal("0.3"), officer)
    _between_states(world)


@contextmanager
def _acting(user: User) -> Iterator[None]:
    with gate.acting_user(user.pk, Purpose.FINANCE):
        yield


def _open(world: World, by: User) -> Pool:
    return actions.open_pool(
        name="Ways home regional fund", kind=PoolKind.REGIONAL_RESERVE, currency="EUR",
        countries=list(Country.objects.filter(code="GH")),
        programmes=[world.ground.programme, world.ground.stranger_programme],
        source=CHARTER, by=by, at=world.now,
    )  # fmt: skip


def _promise(world: World, pool: Pool, name: str, amount: Decimal, by: User) -> Commitment:
    this = world.today.year
    made = actions.commit(
        pool, Actor.objects.get(source="demo", source_id=name),
        agreement_number=f"RF-{this}-{name[:1]}", currency="EUR",
        years=[(this + n, amount - 10000 * n) for n in range(YEARS)],
        source="Grant agreement, annex 1", by=by, at=world.now,
    )  # fmt: skip
    year = CommitmentYear.objects.get(commitment=made, year=this)
    day = world.today - timedelta(days=14)
    actions.confirm_year(year, on=day, by=by, at=world.now)
    actions.receive(year, amount * 3 / 4, on=day, key=f"demo-{made.pk}", by=by, at=world.now)
    return made


def _terms(world: World, pool: Pool, promised: list[Commitment], by: User) -> None:
    since = world.today.replace(month=1, day=1)
    for name, weight, direction in (
        ("Persons expected to return", "2", Direction.MORE),
        ("Places in services for each hundred persons", "1", Direction.LESS),
    ):
        actions.state_criterion(
            pool, name=name, weight=Decimal(weight), direction=direction, figure=Figure.STATED,
            valid_from=since, source=CHARTER, by=by, at=world.now,
        )  # fmt: skip
    actions.earmark(
        promised[0], EarmarkKind.PROGRAMME, world.ground.programme, percent=Decimal(30),
        amount=None, source="Grant agreement, annex 2", by=by, at=world.now,
    )  # fmt: skip
    actions.state_procedure(
        pool, promised[0].donor, ceiling_per_case=Decimal(3000), approval_above=Decimal(2500),
        report_every_months=3, report_within_days=30, rounding=Rounding.ONE, valid_from=since,
        source="Grant agreement, annex 3", by=by, at=world.now,
    )  # fmt: skip


def _draw(world: World, pool: Pool, name: str, part: Decimal, by: User) -> Round:
    criteria = list(queries.criteria_on(pool, world.today))
    whom = (
        (world.ground.programme, BudgetKind.ORDINARY, FIGURES["ordinary"]),
        (world.ground.programme, BudgetKind.RESERVE, FIGURES["reserve"]),
        (world.ground.stranger_programme, BudgetKind.ORDINARY, FIGURES["other"]),
    )
    return actions.draw_up(
        pool, name=name, budgets_until=world.today + timedelta(days=400),
        sources={
            each: (queries.free(each) * part).quantize(Decimal(1))
            for each in queries.commitments(pool)
        },
        lines=[
            actions.LineSaid(
                programme=programme, kind=kind,
                figures={c.pk: Decimal(f) for c, f in zip(criteria, figures, strict=True)},
                sources={c.pk: COUNTED_BY for c in criteria},
            )
            for programme, kind, figures in whom
        ],
        by=by, at=world.now,
    )  # fmt: skip


def _rules_of_reserve(world: World, placed: Round, by: User) -> None:
    line = placed.lines.get(kind=BudgetKind.RESERVE)
    if line.budget is None:
        return
    for need in (Need.OVER_PACKAGE, Need.RETURN_JOURNEY):
        funds.set_reserve_rule(
            line.budget, need, roles=[Role.CASE_MANAGER], ceiling=Decimal(2000),
            asks_vulnerability=True, valid_from=world.today, source=CHARTER, by=by, at=world.now,
        )  # fmt: skip


def _between_states(world: World) -> None:
    by = world.cast.coordinator
    with gate.acting_user(by.pk):
        fund = incentives.open_fund(
            name="Flexible return fund", currency="EUR",
            about="What is agreed with a state beside returns: schools, roads to work, visas.",
            source="Joint declaration, article 6", by=by, at=world.now,
        )  # fmt: skip
        ghana = Country.objects.get(code="GH")
        for entry, what, amount, days in (
            (Entry.AGREED, "Two vocational schools", 900000, 300),
            (Entry.ENTERED, "First school, budget of the year", 400000, 200),
            (Entry.PAID, "First school, opening instalment", 150000, 60),
        ):
            made = incentives.enter(
                fund, entry, ghana, what=what, amount=Decimal(amount),
                on=world.today - timedelta(days=days), source="Financing note 3",
                key=f"demo-{entry}", by=by, at=world.now,
            )  # fmt: skip
        incentives.remark(
            made, what="The note says Kumasi, not Tamale", source="Financing note 3, erratum",
            key="demo-remark", by=by, at=world.now,
        )  # fmt: skip
