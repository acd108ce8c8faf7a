from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from homeward.core.refusals import Refused
from homeward.ledger import actions, queries
from homeward.ledger.choices import Reason
from homeward.ledger.models import Posting, Transaction


def at_commit() -> None:
    """What waits for the commit, now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def as_owner(change: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(change)
        at_commit()


def test_what_is_posted_moves_two_balances(books: Any) -> None:
    books.spend("10.50")
    assert queries.balance(books.spent) == Decimal("10.50")
    assert queries.balance(books.till) == Decimal("-10.50")
    assert queries.balance(books.spent, date(2026, 4, 30)) == 0
    at_commit()


def test_the_same_key_is_never_posted_twice(books: Any) -> None:
    books.spend()
    with pytest.raises(Refused) as refused:
        books.spend("99")
    assert refused.value.reasons == [Reason.POSTED_ALREADY]
    assert queries.balance(books.spent) == 10


def test_what_does_not_balance_is_refused(books: Any) -> None:
    with pytest.raises(Refused) as refused:
        books.post((books.spent, "5"), (books.cedis, "-5"))
    assert refused.value.reasons == [Reason.UNBALANCED]
    assert not Transaction.objects.exists()


def test_a_reversal_is_a_transaction_of_its_own_and_happens_once(books: Any) -> None:
    cast, first = books.cast, books.spend()
    again = {"on": date(2026, 5, 2), "at": cast.now, "by": cast.finance}
    with cast.as_app(cast.finance):
        second = actions.reverse(first, key="back", **again)
        with pytest.raises(Refused) as refused:
            actions.reverse(first, key="back again", **again)
    assert refused.value.reasons == [Reason.REVERSED_ALREADY]
    assert second.reverses == first
    assert queries.balance(books.spent) == 0
    assert Posting.objects.count() == 4


def test_a_trial_balance_has_two_equal_sides(books: Any) -> None:
    books.spend("10")
    books.spend("2.5", key="second")
    found = queries.trial_balance(books.book)
    assert [(b.account.code, b.debit, b.credit) for b in found if b.account.currency == "EUR"] == [
        ("till", Decimal(0), Decimal("12.50")),
        ("spent", Decimal("12.50"), Decimal(0)),
    ]
    assert queries.totals(found)["EUR"] == (Decimal("12.50"), Decimal("12.50"))


def test_a_statement_tells_the_balance_after_each_line(books: Any) -> None:
    books.spend("10")
    books.spend("2.5", key="second", on=date(2026, 5, 2))
    after = [posting.after for posting in queries.statement(books.till)]
    assert after == [Decimal(-10), Decimal("-12.5")]


@pytest.mark.parametrize(
    "uneven",
    [
        "insert into ledger_posting (transaction_id, account_id, book_id, currency, amount)"
        " select transaction_id, account_id, book_id, currency, 1 from ledger_posting limit 1",
        # Balanced, but added to what stands.
        "insert into ledger_posting (transaction_id, account_id, book_id, currency, amount)"
        " select transaction_id, account_id, book_id, currency, amount from ledger_posting",
        'insert into ledger_transaction (id, book_id, key, "on", at, memo, lines)'
        " select gen_random_uuid(), book_id, 'x', \"on\", at, memo, 2 from ledger_transaction",
    ],
)
def test_not_even_the_owner_leaves_books_that_do_not_balance(books: Any, uneven: str) -> None:
    books.spend()
    with pytest.raises(IntegrityError, match="does not balance"):
        as_owner(uneven)


@pytest.mark.parametrize(
    "wrong",
    [
        "select transaction_id, account_id, book_id, 'USD', 1 from ledger_posting limit 1",
        "select transaction_id, account_id, gen_random_uuid(), currency, 1"
        " from ledger_posting limit 1",
    ],
)
def test_a_line_is_in_its_account_s_currency_and_book(books: Any, wrong: str) -> None:
    books.spend()
    columns = "transaction_id, account_id, book_id, currency, amount"
    with pytest.raises(IntegrityError):
        as_owner(f"insert into ledger_posting ({columns}) {wrong}")


@pytest.mark.parametrize("table", ["ledger_transaction", "ledger_posting"])
def test_what_was_posted_stands_for_the_owner_too(books: Any, table: str) -> None:
    books.spend()
    for change in (
        f"delete from {table}",
        f"update {table} set id = id",
        f"truncate {table} cascade",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_check_names_what_does_not_balance(books: Any) -> None:
    posted = books.spend()
    at_commit()
    assert queries.faults() == []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("alter table ledger_posting disable trigger user")
            cursor.execute("update ledger_posting set amount = amount + 1 where amount > 0")
        assert queries.faults() == [posted.pk]
        transaction.set_rollback(True)
