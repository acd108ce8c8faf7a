"""What a programme gives, in dated versions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.places.models import Country
from homeward.programmes.choices import CountsFrom, LineKind, PublishedWay, Who
from homeward.programmes.models.programme import Programme


class Package(models.Model):
    """What a programme gives, in one published version."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="packages")
    name = models.CharField(_("version"), max_length=60)
    # Blank: the same in each country of the programme.
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    counts_from = models.CharField(
        _("which version a case is promised"),
        max_length=10,
        choices=CountsFrom.choices,
        default=CountsFrom.ARRIVAL,
        db_default="arrival",
    )

    class Meta:
        ordering = ["programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="package_version_is_named_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "country", "valid_from"],
                name="one_package_begins_on_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="package_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.name}"


class PackageLine(models.Model):
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(_("kind"), max_length=20, choices=LineKind.choices)
    who = models.CharField(_("counted"), max_length=20, choices=Who.choices)
    way = models.CharField(
        _("way of return"),
        max_length=15,
        choices=PublishedWay.choices,
        default=PublishedWay.ANY,
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    months_within = models.PositiveSmallIntegerField(
        _("within how many months after arrival"), null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="package_amount_is_not_negative", condition=Q(amount__gte=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"
