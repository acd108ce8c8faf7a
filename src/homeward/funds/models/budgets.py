"""Budgets of an office, and the dated data by which it gives and pays. No person is in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.access.models import Organisation
from homeward.actors.models import Actor
from homeward.funds import choices
from homeward.funds.choices import BudgetKind, Way
from homeward.ledger.models import Book
from homeward.programmes.models import Programme


class Budget(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    fund_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=10, choices=BudgetKind.choices, default=BudgetKind.ORDINARY
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    valid_from = models.DateField()
    valid_until = models.DateField()
    # Kept with every reservation under a lock: the sum over rows that one may not see.
    reserved = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    # The two ledgers, opened by the database with the budget (books.sql).
    commitment_book = models.OneToOneField(
        Book, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    cash_book = models.OneToOneField(
        Book, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_more_is_reserved_than_the_budget_holds",
                condition=models.Q(reserved__gte=0) & models.Q(reserved__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="no_more_is_paid_than_reserved",
                condition=models.Q(paid__gte=0) & models.Q(paid__lte=models.F("reserved")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetShare(models.Model):
    """What part of a budget is a donor's. The shares of one budget are 100 percent, or none."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="shares")
    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "donor"], name="donor_has_one_share_of_a_budget"
            ),
            models.CheckConstraint(
                name="budget_share_is_a_part",
                condition=models.Q(percent__gt=0) & models.Q(percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.donor}: {self.percent} %"


class ReserveRule(models.Model):
    """Who may ask a reserve, for which need, and for how much a case."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="rules")
    need = models.CharField(_("need"), max_length=15, choices=choices.Need.choices)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices))
    asks_vulnerability = models.BooleanField(default=False)
    ceiling = models.DecimalField(_("at most for a case"), max_digits=12, decimal_places=2)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["need", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="reserve_gives_more_than_nothing", condition=models.Q(ceiling__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.ceiling}"


class ReserveReach(models.Model):
    """A further programme whose cases may ask this reserve; its own needs no row."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="reaches")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField(_("since"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["programme__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "programme"], name="reserve_reaches_a_programme_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.programme)


class CheckRule(models.Model):
    """What a fund office asks before it pays, as dated data with its source.

    A blank way means each way; without an amount the check is always asked.
    """

    fund_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("for"), max_length=10, choices=Way.choices, blank=True)
    check_code = models.CharField(_("check"), max_length=20, choices=choices.Check.choices)
    from_amount = models.DecimalField(
        _("from an amount of"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ["programme", "way", "check_code", "-valid_from"]

    def __str__(self) -> str:
        return f"{self.check_code} for {self.way or 'each way'}"


class ExchangeRate(models.Model):
    """How much of `quote` one unit of `base` bought on a day, with who says so."""

    base = models.CharField(_("one unit of"), max_length=3)
    quote = models.CharField(_("buys this currency"), max_length=3)
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    on = models.DateField(_("on"))
    source = models.CharField(_("source"), max_length=200)
    entered_by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "base", "quote"]
        constraints = [
            models.UniqueConstraint(
                fields=["entered_by_org", "base", "quote", "on"], name="rate_is_stated_once_a_day"
            ),
            models.CheckConstraint(
                name="rate_is_more_than_nothing", condition=models.Q(rate__gt=0)
            ),
            models.CheckConstraint(
                name="rate_is_between_two_currencies",
                condition=~models.Q(base=models.F("quote")),
            ),
        ]

    def __str__(self) -> str:
        return f"1 {self.base} = {self.rate} {self.quote}"
