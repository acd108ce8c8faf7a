"""Releases of statistics, and those taken in from other installations. They name nobody.

What is hidden is never stored: the tables are kept as they are shown.
"""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.indicators.choices import PeriodKind
from homeward.statistics.choices import Status


class Release(models.Model):
    """Figures chosen, checked, looked at by two people, published once and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Of this organisation, from its publication on.
    number = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    note = models.TextField(_("what a reader should know"), blank=True)
    codes = ArrayField(models.CharField(max_length=60), default=list)
    cuts = ArrayField(models.CharField(max_length=60, blank=True), default=list)
    period = models.CharField(max_length=10, choices=PeriodKind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    # Tables as they are shown (rules.content), and their fingerprint.
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why_withdrawn = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        ordering = ["-published_at", "-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="release_number_is_used_once"
            ),
            models.CheckConstraint(
                name="release_is_published_with_number_and_day",
                condition=Q(status__in=[Status.DRAFT, Status.PROPOSED])
                | Q(number__isnull=False, published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="release_is_published_by_a_second_person",
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("prepared_by")),
            ),
            models.CheckConstraint(
                name="release_is_withdrawn_with_a_reason",
                condition=~Q(status=Status.WITHDRAWN)
                | ~Q(why_withdrawn="") & Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tables(self) -> list[dict[str, Any]]:
        return list(self.content.get("tables", []))


class TakenRelease(models.Model):
    """A release of another installation, signed by it, to be added to our own figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sender_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    installation = models.CharField(_("installation"), max_length=200)
    release = models.UUIDField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    published_at = models.DateTimeField()
    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["installation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_org", "release"], name="release_is_taken_in_once_by_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.installation}: {self.title}"
