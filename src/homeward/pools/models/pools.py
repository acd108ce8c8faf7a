"""The pool, what donors promised it for which year, and what of that has come in."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.ledger.models import Book
from homeward.places.models import Area, Country
from homeward.pools.choices import EarmarkKind, PoolKind
from homeward.programmes.models import Programme
from homeward.services.choices import Category


class Pool(models.Model):
    """Money of several donors that one organisation administers for several programmes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=PoolKind.choices)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(_("currency"), max_length=3)
    countries = models.ManyToManyField(Country, blank=True, related_name="+")
    programmes = models.ManyToManyField(Programme, related_name="+")
    source = models.CharField(_("where it is written"), max_length=200)
    opened_on = models.DateField(_("since"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    # What donors owe, each in its own currency; and the money itself, in the pool's.
    commitment_book = models.OneToOneField(
        Book, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cash_book = models.OneToOneField(
        Book, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PoolRow(models.Model):
    """Whatever hangs on a pool: it is seen and written with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class Commitment(PoolRow):
    """A donor's agreement to give, over one year or several."""

    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    agreement_number = models.CharField(_("number of the agreement"), max_length=60)
    currency = models.CharField(_("currency"), max_length=3)
    source = models.CharField(_("where it is written"), max_length=200)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["donor__name", "agreement_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "donor", "agreement_number"],
                name="agreement_of_a_donor_stands_once_in_a_pool",
            )
        ]

    def __str__(self) -> str:
        return f"{self.donor} ({self.agreement_number})"


class CommitmentYear(PoolRow):
    """What is promised for one year; `received` is kept with each contribution, under a lock."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    received = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "year"], name="year_stands_once_in_a_commitment"
            ),
            models.CheckConstraint(
                name="no_more_comes_in_than_is_promised",
                condition=Q(received__gte=0) & Q(received__lte=F("amount")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class YearMove(PoolRow):
    """A part of a year that is rolled over to a later one, or released: it is not given at all."""

    from_year = models.ForeignKey(CommitmentYear, on_delete=models.PROTECT, related_name="moves")
    to_year = models.ForeignKey(
        CommitmentYear, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(name="something_is_moved", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="year_is_not_rolled_into_itself", condition=~Q(from_year=F("to_year"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} of {self.from_year_id}"


class Contribution(PoolRow):
    """Money of one year of a commitment that arrived, with the rate at which it was counted."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="+")
    year = models.ForeignKey(CommitmentYear, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    pool_amount = models.DecimalField(max_digits=14, decimal_places=2)
    rate = models.DecimalField(max_digits=18, decimal_places=8, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)
    rate_source = models.CharField(max_length=200, blank=True)
    on = models.DateField(_("at the bank on"))
    # The form's own: sent twice, it is posted once.
    key = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "key"], name="contribution_is_entered_once"),
            models.CheckConstraint(
                name="contribution_is_more_than_nothing",
                condition=Q(amount__gt=0) & Q(pool_amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.on}"


class Earmark(PoolRow):
    """A part of a commitment that is only for one programme, country, area or need."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="earmarks")
    kind = models.CharField(_("only for a"), max_length=10, choices=EarmarkKind.choices)
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    need = models.CharField(_("need"), max_length=20, choices=Category.choices, blank=True)
    # A percentage of what of the commitment goes into a round, or an amount in the pool's currency.
    percent = models.DecimalField(
        _("percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("where it is written"), max_length=200)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["stated_at"]
        constraints = [
            models.CheckConstraint(
                name="earmark_is_a_percentage_or_an_amount",
                condition=Q(percent__gt=0, percent__lte=100, amount__isnull=True)
                | Q(percent__isnull=True, amount__gt=0),
            ),
            models.CheckConstraint(
                name="earmark_names_what_it_is_for",
                condition=Q(kind="programme", programme__isnull=False)
                | Q(kind="country", country__isnull=False)
                | Q(kind="area", area__isnull=False)
                | Q(kind="need") & ~Q(need=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target_name}"

    @property
    def target(self) -> object:
        """Of a programme, country or area its id; of a need its code."""
        return self.need or self.programme_id or self.country_id or self.area_id

    @property
    def target_name(self) -> str:
        of_need = str(Category(self.need).label) if self.need else ""
        return of_need or str(self.programme or self.country or self.area)
