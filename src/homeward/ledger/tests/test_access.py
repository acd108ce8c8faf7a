"""Who sees books, as the app role; what two do at once; and what a killed process leaves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from homeward.access import gate
from homeward.access.choices import Purpose, Role
from homeward.core.refusals import Refused
from homeward.ledger import actions, queries
from homeward.ledger.choices import Reason
from homeward.ledger.models import Account, Book, Posting, Transaction
from homeward.ledger.tests.conftest import opened

TABLES = (Book, Account, Transaction, Posting)


def seen(cast: Any, user: Any) -> list[int]:
    with cast.as_app(user):
        return [model.objects.count() for model in TABLES]


def test_the_owner_s_finance_roles_see_their_books_and_nobody_else(books: Any) -> None:
    books.spend()
    cast = books.cast
    assert seen(cast, cast.finance) == [1, 3, 1, 2]
    manager = cast.user("manager", cast.fund, Role.PROGRAMME_MANAGER)
    for user in (cast.owner, cast.partner, cast.stranger, manager):
        assert seen(cast, user) == [0] * 4
    with cast.as_app():
        assert [model.objects.count() for model in TABLES] == [0] * 4


def test_nobody_posts_in_another_s_book(books: Any) -> None:
    cast = books.cast
    lines = [actions.Line(books.spent, 1), actions.Line(books.till, -1)]
    said = {"key": "x", "on": cast.now.date(), "at": cast.now}
    with cast.as_app(cast.partner), pytest.raises(Refused) as refused:
        actions.post(books.book, lines, by=cast.partner, **said)
    assert refused.value.reasons == [Reason.NOT_THE_BOOK_S_OWNER]
    # Nor by saying that somebody else does it: the database knows who acts.
    with cast.as_app(cast.partner), pytest.raises(DatabaseError), transaction.atomic():
        actions.post(books.book, lines, by=cast.finance, **said)


@pytest.mark.parametrize(
    "change",
    [
        "insert into ledger_posting (transaction_id, account_id, book_id, currency, amount)"
        " select transaction_id, account_id, book_id, currency, 1 from ledger_posting",
        "update ledger_posting set amount = 1",
        "delete from ledger_transaction",
        "select ledger_write(null, '', null, '', null, null, '[]')",
        "select ledger_account_of(null, '', '', '')",
        "update ledger_account set currency = 'USD'",
        "delete from ledger_book",
    ],
)
def test_the_application_writes_books_by_their_function_alone(books: Any, change: str) -> None:
    books.spend()
    cast = books.cast
    before = seen(cast, cast.finance)
    assert changed(cast, change) in {"permission denied", "0 rows"}
    assert seen(cast, cast.finance) == before


def changed(cast: Any, change: str) -> str:
    """What the app role's statement came to; a policy lets nothing through without an error."""
    with cast.as_app(cast.finance):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
                return f"{cursor.rowcount} rows"
        except DatabaseError as error:
            return str(error)[:17]


def test_two_at_once_post_the_same_thing_once(own_database: None, cast: Any) -> None:
    books = opened(cast)
    together = Barrier(2)

    def click(amount: int) -> str:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"set local role {settings.APP_ROLE}")
                with gate.acting_user(cast.finance.pk, Purpose.FINANCE):
                    lines = [
                        actions.Line(books.spent, amount), actions.Line(books.till, -amount)
                    ]  # fmt: skip
                    together.wait(timeout=20)
                    actions.post(
                        books.book, lines, key="payment:1", on=cast.now.date(), at=cast.now,
                        by=cast.finance,
                    )  # fmt: skip
            return "posted"
        except Refused as refused:
            return str(refused.reasons[0].value)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clicks:
        said = sorted(clicks.map(click, [1, 2]))
    assert said == ["posted", "posted_already"]
    assert Transaction.objects.count() == 1
    assert queries.faults() == []
