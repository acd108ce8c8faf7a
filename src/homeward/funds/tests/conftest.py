"""The approved plan of a family, and a fund office that may pay for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.choices import Purpose
from homeward.funds import actions
from homeward.funds.choices import Check
from homeward.funds.models import Budget, CheckRule, Instalment, Payment, Proof
from homeward.ledger import queries as ledger
from homeward.ledger.models import Account, Book
from homeward.plans.models import Plan, PlanLine
from homeward.plans.tests.conftest import Table, bare, open_budget, table

__all__ = ["bare", "open_budget", "table"]

PDF = b"%PDF-1.4 a receipt"


@dataclass
class Till:
    """The fund office's till. Its methods act as the right person, through the real actions."""

    table: Table
    cast: Any
    plan: Plan
    line: PlanLine

    def plan_parts(self, *amounts: str, **more: Any) -> list[Instalment]:
        parts = [(Decimal(amount), None) for amount in amounts]
        with self.cast.as_app(self.cast.partner):
            line = PlanLine.objects.get(pk=self.line.pk)
            return actions.plan_instalments(
                line, parts, by=self.cast.partner, at=self.cast.now, **more
            )

    def bring(self, instalment: Instalment, content: bytes = PDF, **more: Any) -> Proof:
        with self.cast.as_app(self.cast.partner):
            return actions.bring_proof(
                instalment, content, "receipt.pdf", by=self.cast.partner, at=self.cast.now, **more
            )

    def partner(self, action: Any, *words: Any, **more: Any) -> Any:
        """An action of the case manager's."""
        with self.cast.as_app(self.cast.partner):
            return action(*words, **more, by=self.cast.partner, at=self.cast.now)

    def officer(self, action: Any, *words: Any, **more: Any) -> Any:
        """An action of the fund office's."""
        by = more.pop("by", self.cast.finance)
        with self.cast.as_app(by, Purpose.FINANCE):
            return action(*words, **more, by=by, at=self.cast.now)

    def ask_for(self, check: Check, **more: Any) -> CheckRule:
        fields = {"way": "", "from_amount": None, "valid_from": date(2020, 1, 1), "source": "SOP 7"}
        rule: CheckRule = self.officer(
            actions.set_check_rule, self.cast.programme, check, **fields | more
        )
        return rule

    def balances(self, kind: str = "commitment") -> dict[str, Decimal]:
        """Account -> balance of the budget's one book, those of nothing left out."""
        budget = Budget.objects.get(pk=self.budget.pk)
        pk = budget.commitment_book_id if kind == "commitment" else budget.cash_book_id
        found = ledger.trial_balance(Book.objects.get(pk=pk))
        return {f"{b.account.code} {b.account.currency}": b.amount for b in found if b.amount}

    def account(self, code: str, currency: str = "EUR") -> Account:
        """Of the budget's cash book."""
        return Account.objects.get(book=self.budget.cash_book_id, code=code, currency=currency)

    @property
    def budget(self) -> Budget:
        return Budget.objects.get(kind="ordinary")

    def pay(self, instalment: Instalment, **changed: Any) -> Payment:
        cast = self.cast
        with cast.as_app(cast.finance, Purpose.FINANCE):
            paid_on = changed.pop("paid_on", cast.now.date())
            return actions.pay(instalment, paid_on, by=cast.finance, at=cast.now, **changed)

    def refuse(self, proof: Proof, reason: str) -> Any:
        cast = self.cast
        with cast.as_app(cast.finance, Purpose.FINANCE):
            return actions.refuse_proof(proof, reason, by=cast.finance, at=cast.now)


def approved(table: Table) -> Plan:
    """Two lines, one of them funded with 1,200 EUR, before the fund office is let in."""
    plan = table.submit(table.drafted())
    table.approve(plan)
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def till(table: Table) -> Till:
    cast = table.cast
    cast.agree(cast.host, cast.fund, Purpose.FINANCE, may_write=False)
    cast.agree(cast.partner_org, cast.fund, Purpose.FINANCE)
    cast.agree(cast.fund, cast.partner_org)
    for person in table.people:
        cast.consent(person, cast.fund, Purpose.FINANCE)
    plan = approved(table)
    return Till(table, cast, plan, plan.lines.get(cost__isnull=False))
