"""A book of the fund office with a till in two currencies."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from homeward.ledger import actions
from homeward.ledger.choices import AccountKind
from homeward.ledger.models import Account, Book, Transaction


@dataclass
class Books:
    """Its methods act as the fund office's finance officer."""

    cast: Any
    book: Book
    till: Account
    spent: Account
    cedis: Account

    def post(self, *amounts: tuple[Account, str], key: str = "first", **more: Any) -> Transaction:
        cast = self.cast
        lines = [actions.Line(account, Decimal(amount)) for account, amount in amounts]
        with cast.as_app(cast.finance):
            return actions.post(
                self.book, lines, key=key, on=more.get("on", date(2026, 5, 1)), at=cast.now,
                by=cast.finance, memo="spent",
            )  # fmt: skip

    def spend(self, amount: str = "10", **more: Any) -> Transaction:
        return self.post((self.spent, amount), (self.till, f"-{amount}"), **more)


def opened(cast: Any) -> Books:
    with cast.as_app(cast.finance):
        book = actions.open_book("Till", "test", owner_org=cast.fund, by=cast.finance, at=cast.now)
        return Books(
            cast,
            book,
            actions.open_account(book, "till", AccountKind.ASSET, "EUR"),
            actions.open_account(book, "spent", AccountKind.EXPENSE, "EUR"),
            actions.open_account(book, "till", AccountKind.ASSET, "GHS"),
        )


@pytest.fixture
def books(cast: Any) -> Books:
    return opened(cast)
