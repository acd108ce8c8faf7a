"""Programmes, the corridors they serve, and their packages: all of it dated data, never code."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.places.models import Country
from homeward.programmes.choices import LineKind, PublishedWay, Who


class Programme(models.Model):
    # A small number: the gate folds it into each row's scope.
    id = models.AutoField(primary_key=True)
    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    lead_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("led by")
    )
    funder_org = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("funded by"),
    )
    starts_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_open = models.BooleanField(_("takes new cases"), default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Corridor(models.Model):
    """From one host country to one country of origin."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="corridors")
    host_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("host country")
    )
    origin_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country of origin")
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "host_country", "origin_country"],
                name="corridor_is_named_once_in_a_programme",
            ),
            models.CheckConstraint(
                name="corridor_joins_two_countries",
                condition=~Q(host_country=F("origin_country")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host_country} → {self.origin_country}"


class Package(models.Model):
    """What a programme gives, in one published version."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="packages")
    name = models.CharField(_("version"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        ordering = ["programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], name="package_version_is_named_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "valid_from"], name="one_package_begins_on_a_day"
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
