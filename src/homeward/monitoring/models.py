"""Rules of alerts, alerts, counted refusals, and what the nightly check found. No person in any."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.monitoring.choices import Kind


class Operator(models.Model):
    """An organisation that runs the installation. Without one, every administrator watches."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.organisation)


class AlertRule(models.Model):
    """From which figure on an alert is raised, and who is told. A change is a new rule."""

    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    threshold = models.PositiveIntegerField(_("from"))
    # Over which time it is counted; what is an age has none.
    window_minutes = models.PositiveIntegerField(_("within minutes"), null=True, blank=True)
    told = ArrayField(
        models.CharField(max_length=30, choices=Role.choices), verbose_name=_("who is told")
    )
    source = models.CharField(_("where it is laid down"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    # Empty: it came with the software.
    stated_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(name="alert_rule_has_a_figure", condition=Q(threshold__gte=1))
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.threshold}"


class Alert(models.Model):
    """One incident: since when, how bad at worst, who has it in hand, until when. Told once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    rule = models.ForeignKey(AlertRule, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    # The worst figure seen; empty where there is none to measure.
    value = models.FloatField(null=True)
    told_at = models.DateTimeField(null=True)
    told_count = models.PositiveIntegerField(default=0)
    acknowledged_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(ended_at__isnull=True),
                name="incident_is_one_alert",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since:%Y-%m-%d %H:%M}"


class Refusal(models.Model):
    """How often one account was refused in one minute; `who` is a digest that names nobody."""

    minute = models.DateTimeField()
    who = models.CharField(max_length=64)
    organisation_id = models.BigIntegerField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "who"], name="refusals_of_one_minute")
        ]

    def __str__(self) -> str:
        return f"{self.count} at {self.minute:%H:%M}"


class Check(models.Model):
    """What `homeward check` found one night; no sentence where all was well."""

    checked_at = models.DateTimeField()
    faults = ArrayField(models.TextField(), default=list)

    class Meta:
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{len(self.faults)} faults at {self.checked_at:%Y-%m-%d %H:%M}"


class Watch(models.Model):
    """When somebody last looked for alerts: one row. A gap is a silence of the worker."""

    one = models.BooleanField(primary_key=True, default=True)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="watch_is_one", condition=Q(one=True))]

    def __str__(self) -> str:
        return f"looked at {self.looked_at:%Y-%m-%d %H:%M}"
