"""By what a pool is shared out, what its donors ask for, and what they were told."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.funds.choices import Check, Way
from homeward.plans.choices import Dimension
from homeward.pools.choices import Direction, Figure, Rounding
from homeward.pools.models.pools import PoolRow


class DisbursementCriterion(PoolRow):
    """By what money is shared out, with its weight. A change is an end and a new one."""

    name = models.CharField(_("criterion"), max_length=120)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2)
    direction = models.CharField(_("direction"), max_length=5, choices=Direction.choices)
    figure = models.CharField(_("figure"), max_length=10, choices=Figure.choices)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["stated_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_weighs_more_than_nothing", condition=Q(weight__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.name


class DonorProcedure(PoolRow):
    """What a donor asks of spending its money and of reports. Empty means: not asked."""

    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    ceiling_per_case = models.DecimalField(
        _("at most for a case"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    approval_above = models.DecimalField(
        _("its approval is asked above"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    ways = ArrayField(
        models.CharField(max_length=10, choices=Way.choices), default=list, blank=True
    )
    dimensions = ArrayField(
        models.CharField(max_length=14, choices=Dimension.choices), default=list, blank=True
    )
    checks = ArrayField(
        models.CharField(max_length=20, choices=Check.choices), default=list, blank=True
    )
    report_every_months = models.PositiveSmallIntegerField(
        _("a report every so many months"), null=True, blank=True
    )
    report_within_days = models.PositiveSmallIntegerField(
        _("within so many days of its end"), default=0
    )
    rounding = models.CharField(
        _("rounding"), max_length=5, choices=Rounding.choices, default=Rounding.CENT
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["donor__name", "-valid_from"]

    def __str__(self) -> str:
        return f"{self.donor}: {self.source}"


class PriorApproval(PoolRow):
    """A donor said yes beforehand. `subject` is the plan that it is for, by its id alone."""

    procedure = models.ForeignKey(
        DonorProcedure, on_delete=models.PROTECT, related_name="approvals"
    )
    subject = models.UUIDField()
    up_to = models.DecimalField(_("up to"), max_digits=12, decimal_places=2)
    number = models.CharField(_("number of the donor's letter"), max_length=60)
    on = models.DateField(_("on"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["subject"], name="approval_of_a_donor_for")]
        constraints = [
            models.CheckConstraint(
                name="approval_is_for_more_than_nothing", condition=Q(up_to__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.number


class PoolReport(PoolRow):
    """A donor's report on a period. Its figures are those of the day on which it was made."""

    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    figures = models.JSONField(encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-last", "-made_at"]
        constraints = [
            models.CheckConstraint(
                name="report_s_period_begins_before_it_ends", condition=Q(first__lte=F("last"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.donor}: {self.first} to {self.last}"
