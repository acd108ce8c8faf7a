"""Random operations with the real actions: both ledgers, the counters and the rows agree.

Some hundreds, the same from run to run; 200 examples are ten thousand.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Sum
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from homeward.actors.models import Actor
from homeward.core.refusals import Refused
from homeward.funds import actions, queries
from homeward.funds.choices import ProofRefusal, ReturnReason, Way
from homeward.funds.models import Budget, Instalment, Payment, Reservation
from homeward.funds.tests.test_books import faults
from homeward.plans.models import PlanLine

EXAMPLES, STEPS = 5, 50
AMOUNTS = st.integers(1, 500_00).map(lambda cents: Decimal(cents) / 100)
WHICH = st.integers(0, 10**6)


class Office(RuleBasedStateMachine):
    """A case manager and a fund office that do whatever comes; what rules forbid is refused."""

    till: Any
    donors: list[Actor]
    done = refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        assert faults() == []
        self._agrees()
        with connection.cursor() as cursor:
            cursor.execute("set constraints all deferred")
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def _agrees(self) -> None:
        """What the rows say, counted anew, is what the books say."""
        budget, held = (
            self.till.budget,
            Reservation.objects.aggregate(sum=Sum(F("amount") - F("released")))["sum"],
        )
        by_status = {
            row["status"]: row["sum"]
            for row in Instalment.objects.order_by().values("status").annotate(sum=Sum("amount"))
        }
        paid = by_status.get("paid", Decimal(0))
        open_ = sum((by_status.get(s, Decimal(0)) for s in ("planned", "proven", "refused")), paid)
        expected = {
            "granted EUR": -budget.amount, "available EUR": budget.amount - held,
            "reserved EUR": held - open_, "committed EUR": open_ - paid, "paid EUR": paid,
        }  # fmt: skip
        assert self.till.balances() == {code: sum_ for code, sum_ in expected.items() if sum_}
        given = [
            queries.given_by(donor, fund_org_id=self.till.cast.fund.pk) for donor in self.donors
        ]
        assert sum((each.spent for one in given for each in one), Decimal(0)) <= paid

    def _do(self, act: Callable[..., Any], *words: Any, **more: Any) -> None:
        type(self).done += 1
        try:
            act(*words, **more)
        except Refused:
            type(self).refused += 1

    def _one(self, which: int, model: Any = Instalment) -> Any:
        found = list(model.objects.order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(amount=AMOUNTS)
    def reserve(self, amount: Decimal) -> None:
        """As an approval would leave it: the plan's money and the counter, in one transaction."""
        till = self.till
        type(self).done += 1
        Budget.objects.filter(pk=till.budget.pk).update(reserved=F("reserved") + amount)
        first = Reservation.objects.order_by("at").first()
        assert first
        Reservation.objects.create(
            plan=first.plan, budget=till.budget, amount=amount, currency="EUR", at=till.cast.now,
            owner_org=first.owner_org, programme=first.programme, person=first.person,
        )  # fmt: skip

    @rule(first=AMOUNTS, second=AMOUNTS, way=st.sampled_from([Way.CASH, Way.SERVICE]))
    def plan(self, first: Decimal, second: Decimal, way: Way) -> None:
        self._do(self.till.plan_parts, str(first), str(second), way=way)

    @rule(which=WHICH)
    def prove(self, which: int) -> None:
        if found := self._one(which):
            self._do(self.till.bring, found)

    @rule(which=WHICH)
    def refuse(self, which: int) -> None:
        found = self._one(which)
        if found and (proof := found.proofs.last()):
            self._do(self.till.refuse, proof, ProofRefusal.ILLEGIBLE)

    @rule(which=WHICH, currency=st.sampled_from(["", "EUR", "GHS", "XOF"]))
    def pay(self, which: int, currency: str) -> None:
        if found := self._one(which):
            self._do(self.till.pay, found, currency=currency)

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        if found := self._one(which):
            self._do(self.till.partner, actions.cancel_instalment, found)

    @rule(which=WHICH)
    def give_back(self, which: int) -> None:
        if found := self._one(which, Payment):
            said = {"on": self.till.cast.now.date()}
            self._do(self.till.officer, actions.give_back, found, ReturnReason.BOUNCED, **said)

    @rule(which=WHICH)
    def release(self, which: int) -> None:
        self._do(self.till.officer, actions.release, self._one(which, Reservation))

    @rule(first=st.integers(1, 99_99).map(lambda part: Decimal(part) / 100))
    def share(self, first: Decimal) -> None:
        a, b = self.donors
        shares = [(a, first), (b, 100 - first)]
        self._do(self.till.officer, actions.share_budget, self.till.budget, shares)


def test_both_ledgers_agree_whatever_is_done(till: Any) -> None:
    Budget.objects.update(amount=10**9)
    PlanLine.objects.filter(pk=till.line.pk).update(cost=10**8)
    donors = [Actor.objects.create(name=f"Donor {letter}") for letter in "AB"]
    for quote, rate in (("GHS", "14.3375"), ("XOF", "655.957")):
        till.officer(
            actions.enter_rate, "EUR", quote, Decimal(rate), on=date(2020, 1, 1), source="Bank"
        )

    class Played(Office):
        pass

    Played.till, Played.donors = till, donors
    played = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, database=None)
    run_state_machine_as_test(seed(7)(Played), settings=played)
    assert 0 < Played.refused < Played.done
