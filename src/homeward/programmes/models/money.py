"""What a programme may spend and what has flowed, in the currency and with the dates as told."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.places.models import Country
from homeward.programmes.choices import BudgetKind, BudgetStatus
from homeward.programmes.models.programme import Programme


class Budget(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="budgets")
    kind = models.CharField(
        _("kind"), max_length=10, choices=BudgetKind.choices, default=BudgetKind.ORIGINAL
    )
    status = models.CharField(
        _("status"), max_length=10, choices=BudgetStatus.choices, default=BudgetStatus.INDICATIVE
    )
    funder = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("funded by"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text="ISO 4217")
    # The day whose rate of exchange stands for it.
    value_on = models.DateField(_("value date"), null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Transaction(models.Model):
    """Money that was promised or has moved; `kind` is IATI's code of a transaction type."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="transactions")
    kind = models.CharField(_("kind"), max_length=3)
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    on = models.DateField(_("on"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    value_on = models.DateField(_("value date"), null=True, blank=True)
    provider = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider_said = models.CharField(max_length=500, blank=True)
    receiver = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receiver_said = models.CharField(max_length=500, blank=True)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    description = models.TextField(_("description"), blank=True)
    # What has no column of its own.
    details = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["programme", "kind"], name="transaction_kind")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
