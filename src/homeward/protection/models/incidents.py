"""Incidents against a person's rights, and measures: what somebody does about a danger."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.protection import choices
from homeward.protection.models.base import ProtectionRow
from homeward.protection.models.terms import Term


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("what", "where", "involved", "reported_to", "outcome"))
class Incident(ProtectionRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(
        Term, verbose_name=_("kind"), on_delete=models.PROTECT, related_name="+"
    )
    severity = models.CharField(_("severity"), max_length=10, choices=choices.Severity.choices)
    # None: the day is not known.
    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    what = EncryptedTextField(_("what happened"))
    where = EncryptedTextField(_("where"))
    involved = EncryptedTextField(_("who was involved"))
    reported_to = EncryptedTextField(_("reported to"))
    source = models.CharField(_("source"), max_length=15, choices=choices.Source.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = EncryptedTextField(_("outcome"))
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]
        indexes = [
            *ProtectionRow.Meta.indexes,
            models.Index(fields=["case", "-at"], name="incident_of_case"),
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Measure(ProtectionRow):
    """A step of the safety plan, or of what follows an incident: who does what until when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(
        Incident, null=True, blank=True, on_delete=models.CASCADE, related_name="measures"
    )
    what = EncryptedTextField(_("what is done"))
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("until"))
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    result = EncryptedTextField(_("what came of it"))
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(ProtectionRow.Meta):
        ordering = ["due_on", "begun_at"]
        indexes = [
            *ProtectionRow.Meta.indexes,
            models.Index(fields=["case", "due_on"], name="measure_of_case"),
        ]

    def __str__(self) -> str:
        return f"measure {self.pk}"
