"""The project's own book: its accounts, and which of them an event moves. The ledger keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.collectives.choices import EntryKind
from homeward.collectives.models import Project
from homeward.ledger import actions as ledger
from homeward.ledger.choices import AccountKind
from homeward.ledger.models import Book, Transaction

KIND = "collective"


class Account(TextChoices):
    CASH = "cash", _("Cash and bank")
    ASSETS = "assets", _("Shared assets")
    CAPITAL = "capital", _("Put in by members")
    OWED = "owed", _("Owed to members who left")
    SUPPORT = "support", _("Support received")
    SALES = "sales", _("Sales")
    INPUTS = "inputs", _("Inputs")
    COSTS = "costs", _("Other costs")
    WORKS = "works", _("Works and training")
    PAYOUTS = "payouts", _("Paid out to members")
    TO_LEAVERS = "to_leavers", _("Part of the result of members who left")
    GONE = "gone", _("Value of assets that are gone")


KINDS = {
    Account.CASH: AccountKind.ASSET,
    Account.ASSETS: AccountKind.ASSET,
    Account.CAPITAL: AccountKind.LIABILITY,
    Account.OWED: AccountKind.LIABILITY,
    Account.SUPPORT: AccountKind.INCOME,
    Account.SALES: AccountKind.INCOME,
    Account.INPUTS: AccountKind.EXPENSE,
    Account.COSTS: AccountKind.EXPENSE,
    Account.WORKS: AccountKind.EXPENSE,
    Account.PAYOUTS: AccountKind.EXPENSE,
    Account.TO_LEAVERS: AccountKind.EXPENSE,
    Account.GONE: AccountKind.EXPENSE,
}

# Of what is logged: which account receives, which gives.
MOVES = {
    EntryKind.GRANT: (Account.CASH, Account.SUPPORT),
    EntryKind.PURCHASE: (Account.INPUTS, Account.CASH),
    EntryKind.COST: (Account.COSTS, Account.CASH),
    EntryKind.SALE: (Account.CASH, Account.SALES),
}

# Debit positive, credit negative; what is nothing is left out.
Moves = Mapping[Account, Decimal]


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is posted about: `key` names it, so that nothing is posted twice."""

    key: str
    memo: str
    subject: UUID
    on: date


def between(receives: Account, gives: Account, amount: Decimal) -> dict[Account, Decimal]:
    return {receives: amount, gives: -amount}


def post(project: Project, moves: Moves, event: Event, *, by: User, at: datetime) -> Transaction:
    """Posts in the book of a locked project, and keeps the balance of its cash."""
    book = _opened(project, by=by, at=at)
    lines = [
        ledger.Line(ledger.open_account(book, account, KINDS[account], project.currency), amount)
        for account, amount in moves.items()
        if amount
    ]
    posted = ledger.post(
        book, lines, key=event.key, on=event.on, at=at, by=by, memo=event.memo,
        subject=event.subject,
    )  # fmt: skip
    _count(project, moves.get(Account.CASH, Decimal(0)))
    return posted


def reverse(project: Project, posted: Transaction, event: Event, *, by: User, at: datetime) -> None:
    ledger.reverse(posted, key=event.key, on=event.on, at=at, by=by)
    cash = posted.postings.filter(account__code=Account.CASH)
    _count(project, -sum((line.amount for line in cash), Decimal(0)))


def _opened(project: Project, *, by: User, at: datetime) -> Book:
    """The book; opened with the first money."""
    if project.book is None:
        project.book = ledger.open_book(
            project.name, KIND, owner_org=project.owner_org, by=by, at=at
        )
        project.save(update_fields=["book"])
    return project.book


def _count(project: Project, change: Decimal) -> None:
    project.cash += change
    project.save(update_fields=["cash"])
