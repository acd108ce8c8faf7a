"""Every write on books. Called by the feature whose books they are, inside its own transaction.

No verb of its own: who may pay or sell is asked there, and whose books they are by the database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.core.refusals import Refused, refuse_if
from homeward.ledger import rules
from homeward.ledger.choices import AccountKind, Reason
from homeward.ledger.models import Account, Book, Posting, Transaction


@dataclass(frozen=True)
class Line:
    """Debit positive, credit negative."""

    account: Account
    amount: Decimal


@transaction.atomic
def open_book(name: str, kind: str, *, owner_org: Organisation, by: User, at: datetime) -> Book:
    if by.organisation_id != owner_org.pk:
        raise Refused(Reason.NOT_THE_BOOK_S_OWNER)
    return Book.objects.create(name=name, kind=kind, owner_org=owner_org, opened_at=at)


def open_account(
    book: Book, code: str, kind: AccountKind, currency: str, *, name: str = ""
) -> Account:
    """The account of this code and currency; opened where the book has none yet."""
    # Two at once: one opens it, and both find it.
    new = Account(book=book, code=code, currency=currency, kind=kind, name=name)
    Account.objects.bulk_create([new], ignore_conflicts=True)
    return Account.objects.get(book=book, code=code, currency=currency)


@transaction.atomic
def post(
    book: Book,
    lines: Sequence[Line],
    *,
    key: str,
    on: date,
    at: datetime,
    by: User,
    memo: str = "",
    subject: UUID | None = None,
) -> Transaction:
    """Posts lines that balance in each currency. A key that was used is refused, not posted again.

    `key` names what happened ("payment:<id>"), so that a second click, or a second run after a
    crash, can't post it anew. `memo` is a code of it. Refused: see choices.Reason.
    """
    return _post(book, lines, key=key, on=on, at=at, by=by, memo=memo, subject=subject)


@transaction.atomic
def reverse(posted: Transaction, *, key: str, on: date, at: datetime, by: User) -> Transaction:
    """Posts the opposite of a transaction, once. The first one stays as it is."""
    if Transaction.objects.filter(reverses=posted).exists():
        raise Refused(Reason.REVERSED_ALREADY)
    lines = [
        Line(posting.account, -posting.amount)
        for posting in Posting.objects.filter(transaction=posted).select_related("account")
    ]
    return _post(
        posted.book, lines, key=key, on=on, at=at, by=by, memo=posted.memo, subject=posted.subject,
        reverses=posted.pk,
    )  # fmt: skip


def _post(
    book: Book,
    lines: Sequence[Line],
    *,
    key: str,
    on: date,
    at: datetime,
    by: User,
    memo: str,
    subject: UUID | None,
    reverses: UUID | None = None,
) -> Transaction:
    entries = [
        rules.Entry(book=line.account.book_id, currency=line.account.currency, amount=line.amount)
        for line in lines
    ]
    refuse_if(rules.reasons_not_to_post(entries, book=book.pk))
    if book.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_BOOK_S_OWNER)
    written = json.dumps([[line.account.pk, str(line.amount)] for line in lines])
    with connection.cursor() as cursor:
        cursor.execute(
            "select ledger_post(%s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
            [book.pk, key, on, memo, subject, at, written, reverses],
        )
        made = cursor.fetchone()[0]
    if made is None:
        raise Refused(Reason.POSTED_ALREADY)
    return Transaction.objects.get(pk=made)
