import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import User
from homeward.committees.models import Decision
from homeward.indicators.models import Indicator
from homeward.programmes.models import Programme
from homeward.services.choices import Dimension
from homeward.steering.choices import Bound, VersionStatus


class SustainabilityDefinition(models.Model):
    """What a programme calls a sustainable reintegration, in one version. In force it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    text = models.TextField(_("definition"))
    dimensions = ArrayField(
        models.CharField(max_length=15, choices=Dimension.choices),
        default=list, verbose_name=_("dimensions"),
    )  # fmt: skip
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decision"),
    )  # fmt: skip
    decision_label = models.CharField(max_length=300, blank=True)
    # A document, where the decision was not taken here.
    basis = models.CharField(_("where it is written"), max_length=300, blank=True)
    put_in_force_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    put_in_force_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="sustainability_version_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(status="draft"),
                name="one_draft_of_what_is_sustainable",
            ),
            models.UniqueConstraint(
                fields=["programme", "valid_from"],
                condition=Q(status="in_force"),
                name="one_sustainability_version_begins_on_a_day",
            ),
            models.CheckConstraint(
                name="sustainability_in_force_rests_on_a_decision",
                condition=Q(status="draft")
                | (
                    Q(valid_from__isnull=False, put_in_force_at__isnull=False)
                    & (Q(decision__isnull=False) | ~Q(basis=""))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"


class SustainabilityThreshold(models.Model):
    """From which value of an indicator on the programme calls it sustainable."""

    definition = models.ForeignKey(
        SustainabilityDefinition, on_delete=models.CASCADE, related_name="thresholds"
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    bound = models.CharField(_("bound"), max_length=10, choices=Bound.choices)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)

    class Meta:
        ordering = ["indicator__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "indicator"], name="indicator_has_one_threshold_in_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.bound} {self.value}"
