"""Books, their accounts, and what was posted. Nothing here names a person.

Postings are written by the functions of policies.sql alone, and changed by nobody.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access import roles
from homeward.access.models import Organisation, User
from homeward.ledger.choices import AccountKind


class Book(models.Model):
    """One set of accounts that balance among themselves; `kind` is its feature's own word."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=20)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["owner_org"], name="book_of_an_organisation")]

    def __str__(self) -> str:
        return self.name


class Account(models.Model):
    """`code` says what is counted, `name` whose it is where the code alone does not say."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        ordering = ["kind", "code", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "code", "currency"], name="account_is_opened_once_a_currency"
            ),
            # What a posting points to: its account is of its book and in its currency.
            models.UniqueConstraint(
                fields=["id", "book", "currency"], name="account_with_book_and_currency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.code} {self.currency}"


class Transaction(models.Model):
    """What was posted together. `key` is its own in the book: the same is never posted twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="transactions")
    key = models.CharField(max_length=120)
    on = models.DateField(_("on"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # A code of what happened, never a text of somebody's.
    memo = models.CharField(max_length=40)
    # What it is about, where that is a row of another feature: an instalment, a sale.
    subject = models.UUIDField(null=True)
    lines = models.PositiveSmallIntegerField()
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="same_thing_is_posted_once"),
            models.UniqueConstraint(fields=["id", "book"], name="transaction_with_book"),
            models.CheckConstraint(
                name="transaction_has_two_lines_or_more", condition=Q(lines__gte=2)
            ),
            models.CheckConstraint(name="nothing_reverses_itself", condition=~Q(reverses=F("id"))),
        ]
        indexes = [models.Index(fields=["subject"], name="transaction_subject")]

    def __str__(self) -> str:
        return f"{self.memo} {self.key}"


class Posting(models.Model):
    """One line: debit positive, credit negative. Book and currency are its account's."""

    transaction = models.ForeignKey(Transaction, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="line_moves_something", condition=~Q(amount=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


roles.READ_ONLY += [model._meta.db_table for model in (Transaction, Posting)]
