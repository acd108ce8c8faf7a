"""What people who live in a country can claim there, to lay beside what returnees get."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.places.models import Area, Country
from homeward.programmes.choices import Counted, LineKind, Period


class ResidentEntitlement(models.Model):
    """Without an amount it is given in kind, or nobody has said how much it is."""

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    # None: in the whole country.
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("compared with"), max_length=20, choices=LineKind.choices)
    whom = models.CharField(_("who can claim it"), max_length=300)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    period = models.CharField(_("how often"), max_length=10, choices=Period.choices)
    counted = models.CharField(_("counted"), max_length=10, choices=Counted.choices)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    source = models.CharField(_("source"), max_length=255)
    url = models.URLField(_("web page"), max_length=500, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    entered_by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["country", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="entitlement_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="entitlement_amount_has_a_currency",
                condition=Q(amount__isnull=True) | (Q(amount__gte=0) & ~Q(currency="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
