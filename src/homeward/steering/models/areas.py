import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees.models import Committee, Decision
from homeward.places.models import Area
from homeward.programmes.models import Programme
from homeward.steering.choices import AreaStatus, EvidenceKind


class PriorityArea(models.Model):
    """An area that a programme puts first: a candidate until a recorded decision says yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="+", verbose_name=_("area")
    )
    why = models.TextField(_("why"))
    status = models.CharField(
        max_length=15, choices=AreaStatus.choices, default=AreaStatus.PROPOSED
    )
    proposed_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # As both were called then: who reads the area need not see the committee.
    committee_name = models.CharField(max_length=200, blank=True)
    decision_label = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                name="validated_area_rests_on_a_decision",
                condition=~Q(status__in=("validated", "not_validated"))
                | Q(decision__isnull=False, decided_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["programme", "area"],
                condition=Q(status__in=("proposed", "on_agenda", "validated")),
                name="area_is_proposed_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.area}"


class AreaEvidence(models.Model):
    """What spoke for an area on the day it was proposed; a small number is told as such."""

    priority_area = models.ForeignKey(
        PriorityArea, on_delete=models.CASCADE, related_name="evidence"
    )
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    # As it may be told to everybody: "34", "<10"; empty where nobody knows.
    told = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)
    counted_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.told}"
