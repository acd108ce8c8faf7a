"""Ten thousand random operations, after which every book balances and says what a model says.

It takes longer than other tests, since each operation is a real one in the database.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from homeward.core.refusals import Refused
from homeward.ledger import actions, queries
from homeward.ledger.choices import AccountKind, Reason
from homeward.ledger.models import Account, Transaction

EXAMPLES, STEPS = 42, 250
AT_LEAST = 10_000
CURRENCIES = ("EUR", "GHS", "XOF")
CODES = ("bank", "spent", "due:a", "due:b", "exchange")
AMOUNTS = st.integers(-(10**9), 10**9).filter(bool).map(lambda cents: Decimal(cents) / 100)
CURRENCY, CODE = st.sampled_from(CURRENCIES), st.sampled_from(CODES)


class Bookkeeping(RuleBasedStateMachine):
    """Posts, reverses, and tries what must be refused; `sums` is what each account should hold."""

    cast: Any
    book: Any
    accounts: dict[tuple[str, str], Account]
    done = 0

    def __init__(self) -> None:
        super().__init__()
        self.sums: dict[int, Decimal] = defaultdict(Decimal)
        self.posted: list[Transaction] = []
        self.reversed: set[Any] = set()
        self.number = 0
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.acting = self.cast.as_app(self.cast.finance)
        self.acting.__enter__()

    def teardown(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        found = queries.trial_balance(self.book)
        assert {b.account.pk: b.amount for b in found if b.amount} == {
            pk: amount for pk, amount in self.sums.items() if amount
        }
        assert all(debit == credit for debit, credit in queries.totals(found).values())
        assert queries.faults() == []
        self.acting.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def _post(self, lines: list[actions.Line], key: str) -> Transaction:
        cast = self.cast
        return actions.post(
            self.book, lines, key=key, on=date(2026, 5, 1), at=cast.now, by=cast.finance, memo="x"
        )

    def _take(self, made: Transaction, lines: list[actions.Line]) -> None:
        self.posted.append(made)
        for line in lines:
            self.sums[line.account.pk] += line.amount

    def _key(self) -> str:
        type(self).done += 1
        self.number += 1
        return f"op:{self.number}"

    @rule(currency=CURRENCY, into=CODE, out_of=CODE, amount=AMOUNTS)
    def move(self, currency: str, into: str, out_of: str, amount: Decimal) -> None:
        lines = [
            actions.Line(self.accounts[into, currency], amount),
            actions.Line(self.accounts[out_of, currency], -amount),
        ]
        self._take(self._post(lines, self._key()), lines)

    @rule(one=CURRENCY, other=CURRENCY, amount=AMOUNTS, bought=AMOUNTS)
    def exchange(self, one: str, other: str, amount: Decimal, bought: Decimal) -> None:
        lines = [
            actions.Line(self.accounts["bank", one], -amount),
            actions.Line(self.accounts["exchange", one], amount),
            actions.Line(self.accounts["exchange", other], -bought),
            actions.Line(self.accounts["bank", other], bought),
        ]
        self._take(self._post(lines, self._key()), lines)

    @rule(currency=CURRENCY, amount=AMOUNTS, more=AMOUNTS)
    def leave_it_uneven(self, currency: str, amount: Decimal, more: Decimal) -> None:
        lines = [
            actions.Line(self.accounts["bank", currency], amount),
            actions.Line(self.accounts["spent", currency], more - amount),
        ]
        self._refused(lines, self._key(), Reason.UNBALANCED)

    @rule(number=st.integers(0, 10**6), amount=AMOUNTS)
    def click_twice(self, number: int, amount: Decimal) -> None:
        type(self).done += 1
        if not self.posted:
            return
        lines = [
            actions.Line(self.accounts["bank", "EUR"], amount),
            actions.Line(self.accounts["spent", "EUR"], -amount),
        ]
        self._refused(lines, self.posted[number % len(self.posted)].key, Reason.POSTED_ALREADY)

    def _refused(self, lines: list[actions.Line], key: str, reason: Reason) -> None:
        with pytest.raises(Refused) as refused:
            self._post(lines, key)
        assert reason in refused.value.reasons

    @rule(number=st.integers(0, 10**6))
    def reverse(self, number: int) -> None:
        key = self._key()
        if not self.posted:
            return
        posted = self.posted[number % len(self.posted)]
        before = [(p.account, p.amount) for p in posted.postings.select_related("account")]
        said = {"key": key, "on": date(2026, 5, 2), "at": self.cast.now, "by": self.cast.finance}
        if posted.pk in self.reversed:
            with pytest.raises(Refused) as refused:
                actions.reverse(posted, **said)
            assert refused.value.reasons == [Reason.REVERSED_ALREADY]
            return
        made = actions.reverse(posted, **said)
        self.reversed.add(posted.pk)
        self._take(made, [actions.Line(account, -amount) for account, amount in before])


def test_books_balance_after_ten_thousand_random_operations(books: Any) -> None:
    cast = books.cast
    with cast.as_app(cast.finance):
        accounts = {
            (code, currency): actions.open_account(books.book, code, AccountKind.ASSET, currency)
            for code in CODES
            for currency in CURRENCIES
        }

    class Played(Bookkeeping):
        pass

    Played.cast, Played.book, Played.accounts = cast, books.book, accounts
    played = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, database=None)
    run_state_machine_as_test(seed(5)(Played), settings=played)
    assert Played.done >= AT_LEAST
