import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees.models import Decision
from homeward.places.models import Country
from homeward.procedures.models import SopVersion
from homeward.steering.choices import AdoptionStatus, DifferenceState


class Adoption(models.Model):
    """How a country stands to one version of a procedure. A later row of both stands instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("how it stands"), max_length=20, choices=AdoptionStatus.choices)
    on = models.DateField(_("since"))
    source = models.CharField(_("where it is written"), max_length=300)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decision"),
    )  # fmt: skip
    decision_label = models.CharField(max_length=300, blank=True)
    stated_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["-stated_at"]
        indexes = [
            models.Index(fields=["version", "country", "-stated_at"], name="adoption_stands")
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.version_id} {self.status}"


class KeptDifference(models.Model):
    """In what a country's practice differs from a version: kept with its reason, or closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    # The code of the step; empty: of the whole procedure.
    step_code = models.CharField(_("step"), max_length=20, blank=True)
    text = models.CharField(_("in what it differs"), max_length=500)
    state = models.CharField(
        max_length=10, choices=DifferenceState.choices, default=DifferenceState.OPEN
    )
    why = models.CharField(_("why it is kept, or how it was closed"), max_length=500, blank=True)
    due_on = models.DateField(_("to be settled by"), null=True, blank=True)
    noted_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["noted_at"]
        constraints = [
            models.CheckConstraint(
                name="settled_difference_has_its_reason",
                condition=Q(state="open") | (~Q(why="") & Q(settled_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
