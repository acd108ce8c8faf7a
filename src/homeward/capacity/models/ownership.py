"""Which share of each step the country of origin's own organisations did, by quarter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.capacity.choices import Step
from homeward.core.rows import money
from homeward.places.models import Country


class OwnershipFormula(models.Model):
    """How the parts are weighed, and below how many nothing is told: dated, never changed."""

    valid_from = models.DateField(_("valid from"), unique=True)
    # {"started": 1, ...}
    weights = models.JSONField()
    smallest = models.PositiveSmallIntegerField(_("a figure of fewer than this is not told"))
    source = models.CharField(_("where it is written"), max_length=300)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return str(self.valid_from)


class OwnershipFigure(models.Model):
    """One step of one country of origin in one quarter; with an organisation, its part of it.

    Written by the job alone. None: too few to be told.
    """

    origin = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    quarter = models.DateField()
    step = models.CharField(max_length=10, choices=Step.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    currency = models.CharField(max_length=3, blank=True)
    own = money(null=True)
    abroad = money(null=True)
    # Done, and not known by whose money or worker.
    unknown = money(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["origin", "-quarter", "step", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "quarter", "step", "organisation", "currency"],
                name="ownership_is_counted_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.quarter} {self.step}"
