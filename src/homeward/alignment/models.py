"""Findings of a comparison, what was decided on them, and judgements on who serves what.

None of it is about a person. `Opening` tells that returns are expected in an area and month, so
that it is its own organisation's alone (policies.sql).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.alignment import choices
from homeward.places.models import Area, Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme


class Threshold(models.Model):
    """A number that a finding goes by, with the day from which it holds and where it is from."""

    setting = models.CharField(max_length=30, choices=choices.Setting.choices)
    value = models.PositiveIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "valid_from"], name="threshold_is_stated_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting}: {self.value}"


class Comparison(models.Model):
    """One comparison of all programmes: when, of what, and what it found in sum.

    `inputs` counts what was known of them; `sums` counts pairs by finding and by aspect. Without
    `finished_at` it goes on, or was broken off; its findings come with its end, all at once.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    programmes = models.PositiveIntegerField(default=0)
    # Of everything that was compared: the same again needs no new comparison.
    fingerprint = models.CharField(max_length=64, blank=True)
    inputs = models.JSONField(default=dict)
    sums = models.JSONField(default=dict)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class Finding(models.Model):
    """A pair worth a look: an overlap, a likely duplicate, or two in one place that don't meet.

    `reasons` is a mask of choices.Why. `first` has the smaller number.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="findings")
    first = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    reasons = models.BigIntegerField()
    title_likeness = models.PositiveSmallIntegerField()
    is_overlap = models.BooleanField()
    is_duplicate = models.BooleanField()
    contradictions = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-is_duplicate", "-title_likeness", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "first", "second"], name="pair_is_found_once_in_a_comparison"
            ),
            models.CheckConstraint(
                name="pair_is_named_in_order", condition=Q(first__lt=F("second"))
            ),
        ]
        indexes = [
            models.Index(fields=["first"], name="finding_first"),
            models.Index(fields=["second"], name="finding_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"


class PairDecision(models.Model):
    """What was decided on a pair. Never changed: the latest stands, the others are its history."""

    first = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    decision = models.CharField(_("decision"), max_length=15, choices=choices.Decision.choices)
    reason = models.TextField(_("why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["first", "second", "-at"], name="decision_of_pair")]
        constraints = [
            models.CheckConstraint(
                name="decided_pair_is_named_in_order", condition=Q(first__lt=F("second"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.decision}"


class Mend(models.Model):
    """A proposal to a lead organisation: what to change so that two programmes meet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    aspect = models.CharField(_("about"), max_length=12, choices=choices.Aspect.choices)
    text = models.TextField(_("what to change"))
    asked_org = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("whom you ask")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(
        _("answer"), max_length=10, choices=choices.Answer.choices, blank=True
    )
    answer_reason = models.TextField(_("why"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="mended_pair_is_named_in_order", condition=Q(first__lt=F("second"))
            ),
            models.UniqueConstraint(
                fields=["first", "second", "aspect", "asked_org"],
                condition=Q(answered_at__isnull=True),
                name="one_open_mend_of_an_aspect_per_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.aspect}"


class Judgement(models.Model):
    """Where a kind of service is given better, in one corridor. The latest version stands."""

    category = models.CharField(_("need"), max_length=20, choices=Category.choices)
    host_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("host country")
    )
    origin_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country of origin")
    )
    side = models.CharField(_("better given"), max_length=10, choices=choices.Side.choices)
    reason = models.TextField(_("why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    review_on = models.DateField(_("to be reviewed on"))

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="judgement_is_on_two_countries",
                condition=~Q(host_country=F("origin_country")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.side}"


class Opening(models.Model):
    """Returns come to an area before a programme opens there. Its own organisation's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    # The first day of the month.
    month = models.DateField()
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    opens_on = models.DateField()
    raised_at = models.DateTimeField()
    choice = models.CharField(
        _("what you do"), max_length=15, choices=choices.Choice.choices, blank=True
    )
    reason = models.TextField(_("why"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "area", "month", "programme"],
                name="opening_is_raised_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area_id} in {self.month:%Y-%m}"
