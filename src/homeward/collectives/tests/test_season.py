"""A cooperative of 35 over one season: all that came in went somewhere, and every sum is told."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from homeward.collectives import actions, queries
from homeward.collectives.book import Account
from homeward.collectives.choices import ContributionKind, EntryKind, ExitRule, PayoutRule
from homeward.collectives.models import Contribution, Exit, Membership, Payout, Project
from homeward.ledger import queries as ledger

RETURNEES, RESIDENTS = 20, 15
CENT = Decimal("0.01")


def balances(project: Project) -> dict[str, Decimal]:
    return {b.account.code: b.amount for b in queries.trial_balance(project)}


@pytest.fixture
def season(group: Any) -> Any:
    """The year as it went; one of the 35 leaves in the middle of it, and the rest are paid."""
    Project.objects.update(exit_rule=ExitRule.PART, payout_rule=PayoutRule.LABOUR)
    members = [group.returnee(f"Ama{n}") for n in range(RETURNEES)]
    members += [group.resident(f"Kofi{n}") for n in range(RESIDENTS)]
    for n, member in enumerate(members):
        group.put_in(member, 50)
        group.put_in(member, 10 + n % 5, ContributionKind.LABOUR)
    group.log(EntryKind.GRANT, "Support of the programme", amount=8000)
    group.log(EntryKind.PURCHASE, "Seed", quantity=140, unit="kg", price=30)
    group.log(EntryKind.PURCHASE, "Fertiliser", quantity=70, unit="bag", price=45)
    group.log(EntryKind.DISTRIBUTION, "Seed", quantity=140, unit="kg", to_members=35)
    group.log(EntryKind.DISTRIBUTION, "Fertiliser", quantity=66, unit="bag", to_members=35)
    group.log(EntryKind.COST, "Tractor, two days", amount=900)
    group.log(EntryKind.HARVEST, "Sunflower", quantity=9000, unit="kg", day=100)
    group.log(EntryKind.SALE, "Sunflower", quantity=4000, unit="kg", price=4, day=120)
    group.members = members
    group.gone = group.leave(members[7], reason="He found work in town")
    group.log(EntryKind.SALE, "Sunflower", quantity=4800, unit="kg", price="4.15", day=150)
    with group.cast.as_app(group.keeper):
        group.left = queries.result(group.season).left
    group.run = group.pay_out(str(group.left))
    group.act(actions.pay_leaver, group.gone, on=group.cast.now.date())
    group.project.refresh_from_db()
    return group


def test_inputs_harvest_sales_and_payouts_balance(season: Any) -> None:
    with season.cast.as_app(season.keeper):
        told = queries.figures([season.project], season.keeper)[season.project.pk]
        inputs = {s.what: (s.came, s.went, s.left) for s in queries.inputs_in_store(season.season)}
        (harvest,) = queries.harvest_in_store(season.season)
        result = queries.result(season.season)
        found = queries.trial_balance(season.project)
        held = balances(season.project)
    # One returnee of the 20 left midway.
    assert (told.returnees, told.residents, told.members, told.share) == ("19", "15", "34", 44)
    assert inputs == {"Seed": (140, 140, 0), "Fertiliser": (70, 66, 4)}
    assert (harvest.came, harvest.went, harvest.left) == (9000, 8800, 200)
    assert result.sales == 4000 * 4 + 4800 * Decimal("4.15")
    assert result.inputs == 140 * 30 + 70 * 45
    assert result.costs == 900
    assert (result.paid + result.to_leavers, result.left) == (result.earned, 0)
    # The book says the same, and balances.
    for debit, credit in ledger.totals(found).values():
        assert debit == credit > 0
    assert -held[Account.SALES] == result.sales
    assert held[Account.INPUTS] + held[Account.COSTS] == result.inputs + result.costs
    assert held[Account.PAYOUTS] + held[Account.TO_LEAVERS] == result.earned
    assert held[Account.CAPITAL] == -(35 * 50 - 50)
    assert held[Account.OWED] == 0
    # All that was earned was paid: what is left is the support and what the members put in.
    assert held[Account.CASH] == 8000 + 34 * 50 == season.project.cash
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("select * from ledger_faults()")
        assert cursor.fetchall() == []


def test_each_part_is_recomputed_from_days_and_who_left_midway_has_theirs(season: Any) -> None:
    paid = list(Payout.objects.select_related("membership"))
    assert len(paid) == RETURNEES + RESIDENTS - 1
    assert sum(p.amount for p in paid) == season.run.amount == season.left
    for payout in paid:
        days = Contribution.objects.get(membership=payout.membership, kind="labour").quantity
        assert payout.weight == days
        assert abs(payout.amount - season.run.amount * days / season.run.weights) < CENT
    gone = Exit.objects.get()
    earned_by_then = 4000 * 4 - (140 * 30 + 70 * 45 + 900)
    assert (gone.capital, gone.paid_on) == (50, season.cast.now.date())
    assert (gone.result, gone.weight, gone.weights) == (earned_by_then, 12, 35 * 12)
    assert 0 <= gone.result * 12 / (35 * 12) - gone.part < CENT
    assert not Payout.objects.filter(membership=gone.membership).exists()
    assert Membership.objects.get(pk=gone.membership_id).left_on == season.cast.now.date()
