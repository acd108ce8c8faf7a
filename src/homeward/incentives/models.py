"""Incentive funds and their entries. No person, no case, no number of either is kept here.

An entry adds and never takes away: aid is no sanction. What was entered is not changed and not
removed; a remark on it says what was meant, and changes no sum.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.incentives.choices import Entry
from homeward.ledger.models import Book
from homeward.places.models import Country


class IncentiveFund(models.Model):
    """A fund by which states agree on more for each other: a flexible return fund, for example."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(_("currency"), max_length=3)
    about = models.TextField(_("what it is for"))
    source = models.CharField(_("where it is written"), max_length=200)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    # Opened by the database with the fund (policies.sql).
    book = models.OneToOneField(
        Book, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Measure(models.Model):
    """One entry: what a state is given, agreed, put into a budget or paid, and who says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fund = models.ForeignKey(IncentiveFund, on_delete=models.PROTECT, related_name="measures")
    entry = models.CharField(_("entry"), max_length=10, choices=Entry.choices)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("state")
    )
    what = models.CharField(_("what"), max_length=200)
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    on = models.DateField(_("on"))
    source = models.CharField(_("where it is written"), max_length=200)
    # A remark: on which entry.
    remarks = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="remarked"
    )
    # The form's own: sent twice, it is entered once.
    key = models.CharField(max_length=64)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-entered_at"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "key"], name="measure_is_entered_once"),
            models.CheckConstraint(
                name="entry_adds_and_a_remark_changes_no_sum",
                condition=Q(entry="remark", amount__isnull=True, remarks__isnull=False)
                | ~Q(entry="remark") & Q(amount__gt=0, remarks__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.country_id}"
