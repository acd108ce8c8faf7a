"""Suppliers and stock of an office. Nothing here names a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.funds import choices


class Supplier(models.Model):
    """Who sells goods and services to an office. The contact is the office's, nobody's own."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    what = models.CharField(_("what they sell"), max_length=200)
    contact = models.CharField(_("phone or e-mail of the office"), max_length=200, blank=True)
    tax_id = models.CharField(_("tax number"), max_length=60, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "name"], name="supplier_is_named_once_in_an_office"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StockItem(models.Model):
    """Goods in an office's store; `held` is the sum of the movements, kept by the database."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=30)
    held = models.DecimalField(max_digits=12, decimal_places=2, default=0, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "name"], name="stock_item_is_named_once_in_an_office"
            ),
            models.CheckConstraint(
                name="stock_is_never_less_than_nothing", condition=models.Q(held__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StockMovement(models.Model):
    """Names no person: to whom goods went stands in their delivery."""

    item = models.ForeignKey(StockItem, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("what happened"), max_length=10, choices=choices.Movement.choices)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=2)
    on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="stock_moves_in_its_direction",
                condition=models.Q(kind="in", quantity__gt=0)
                | models.Q(kind__in=["out", "lost"], quantity__lt=0)
                | models.Q(kind="counted") & ~models.Q(quantity=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity}"
