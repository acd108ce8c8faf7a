"""Health needs, and the hand-over of a treatment to a clinic that confirms it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.protection import choices
from homeward.protection.models.base import HealthRow
from homeward.services.models import Service


@tracked()
@person_level(erasure=Erasure.DELETE)
class HealthNeed(HealthRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=15, choices=choices.NeedKind.choices)
    what = EncryptedTextField(_("what is needed"))
    state = models.CharField(
        max_length=10, choices=choices.NeedState.choices, default=choices.NeedState.OPEN
    )
    source = models.CharField(_("source"), max_length=15, choices=choices.Source.choices)
    said_on = models.DateField(_("seen or said on"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # What covers it, or why it is no longer a need.
    state_why = EncryptedTextField(_("what covers it, or why it is closed"))
    state_at = models.DateTimeField(null=True, blank=True)
    state_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(HealthRow.Meta):
        ordering = ["opened_at"]
        constraints = [
            models.CheckConstraint(
                name="settled_health_need_names_who_settled_it",
                condition=models.Q(state="open")
                | models.Q(state_by__isnull=False, state_at__isnull=False),
            )
        ]
        indexes = [
            *HealthRow.Meta.indexes,
            models.Index(fields=["case", "state"], name="health_need_of_case"),
        ]

    def __str__(self) -> str:
        return str(choices.NeedKind(self.kind).label)


@tracked()
@person_level(erasure=Erasure.DELETE)
class CareHandover(HealthRow):
    """A treatment as one doctor hands it to the next. Sent, it is not changed any more."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(
        HealthNeed, null=True, blank=True, on_delete=models.SET_NULL, related_name="handovers"
    )
    receiver_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    condition = EncryptedTextField(_("condition"))
    treatment = EncryptedTextField(_("treatment"))
    dose = EncryptedTextField(_("medicine and dose"))
    equipment = EncryptedTextField(_("equipment"))
    allergies = EncryptedTextField(_("allergies"))
    doctor = EncryptedTextField(_("treating doctor, and how to reach them"))
    supply_until = models.DateField(_("the supply lasts until"), null=True, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The consent ended before the clinic had confirmed, or after.
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(HealthRow.Meta):
        ordering = ["-drafted_at"]
        constraints = [
            models.CheckConstraint(
                name="sent_hand_over_has_a_receiver",
                condition=models.Q(sent_at__isnull=True) | models.Q(receiver_org__isnull=False),
            )
        ]
        indexes = [
            *HealthRow.Meta.indexes,
            models.Index(fields=["case", "-drafted_at"], name="handover_of_case"),
            models.Index(fields=["receiver_org", "-sent_at"], name="handover_received"),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class CareConfirmation(HealthRow):
    """The clinic's own row: it has received the hand-over and expects the person that day."""

    handover = models.OneToOneField(
        CareHandover, on_delete=models.PROTECT, related_name="confirmation"
    )
    first_appointment = models.DateField(_("first appointment"))
    received_by = EncryptedTextField(_("who receives the person"))
    remark = EncryptedTextField(_("word to the sender"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"confirmation of {self.handover_id}"
