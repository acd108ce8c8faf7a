"""Reads of books: balances, trial balance, statements, and what does not balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet, Sum, Window

from homeward.ledger.models import Account, Book, Posting, Transaction

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Balance:
    account: Account
    debit: Decimal
    credit: Decimal

    @property
    def amount(self) -> Decimal:
        """Debit less credit."""
        return self.debit - self.credit


def books(*, kind: str = "") -> QuerySet[Book]:
    found = Book.objects.select_related("owner_org")
    return found.filter(kind=kind) if kind else found


def account(book: Book | UUID, code: str, currency: str) -> Account:
    return Account.objects.get(book=book, code=code, currency=currency)


def balance(of: Account, on: date | None = None) -> Decimal:
    """Debit less credit, up to and with a day."""
    found = _postings(on).filter(account=of)
    return Decimal(found.aggregate(sum=Sum("amount", default=NOTHING))["sum"])


def trial_balance(book: Book, on: date | None = None) -> list[Balance]:
    """Every account with the sums of its two sides; each currency's debits equal its credits."""
    sums = {
        row["account"]: row
        for row in _postings(on)
        .filter(book=book)
        .order_by()
        .values("account")
        .annotate(
            debit=Sum("amount", filter=_positive(), default=NOTHING),
            credit=Sum(-F("amount"), filter=~_positive(), default=NOTHING),
        )
    }
    accounts = Account.objects.filter(book=book).order_by("currency", "kind", "code")
    none = {"debit": NOTHING, "credit": NOTHING}
    return [
        Balance(found, row["debit"], row["credit"])
        for found in accounts
        for row in [sums.get(found.pk, none)]
    ]


def totals(balances: Iterable[Balance]) -> dict[str, tuple[Decimal, Decimal]]:
    """Currency -> both sides' sums."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for found in balances:
        debit, credit = sums.get(found.account.currency, (NOTHING, NOTHING))
        sums[found.account.currency] = (debit + found.debit, credit + found.credit)
    return sums


def statement(of: Account) -> QuerySet[Any]:
    """An account's lines in their order, each with the balance after it (`after`)."""
    order = [F("transaction__on").asc(), F("transaction__at").asc(), F("pk").asc()]
    return (
        Posting.objects.filter(account=of)
        .select_related("transaction__by", "transaction__reverses")
        .annotate(after=Window(Sum("amount"), order_by=order))
        .order_by(*order)
    )


def of_subject(subject: UUID) -> list[Transaction]:
    """What was posted about one thing, in all books that the reader sees."""
    lines = Posting.objects.select_related("account")
    return list(
        Transaction.objects.filter(subject=subject)
        .select_related("book", "by")
        .prefetch_related(Prefetch("postings", lines))
        .order_by("at", "book__kind", "key")
    )


def posted(book: Book, key: str) -> Transaction | None:
    return Transaction.objects.filter(book=book, key=key).first()


def faults() -> list[UUID]:
    """Transactions that don't balance, of all books; `homeward check` asks."""
    with connection.cursor() as cursor:
        cursor.execute("select * from ledger_faults()")
        return [row[0] for row in cursor.fetchall()]


def _postings(on: date | None) -> QuerySet[Posting]:
    return Posting.objects.filter(transaction__on__lte=on) if on else Posting.objects.all()


def _positive() -> Q:
    return Q(amount__gt=0)
