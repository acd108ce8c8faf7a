"""Emergency access, its reviews, and every attempt. Nothing here is ever deleted by the app."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.cases.models import Case
from homeward.emergencies.choices import Verdict
from homeward.emergencies.rules import LONGEST
from homeward.persons.models import Person


@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class EmergencyAccess(models.Model):
    """One user opened one person's file. Made by emergencies_open() of policies.sql alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("case"), max_length=20)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("reason"))
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__lte=models.F("begun_at") + LONGEST),
                name="emergency_access_is_an_hour_at_most",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"], name="emergency_open", condition=models.Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"emergency access to {self.reference}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.until > timezone.now()


@person_level(erasure=Erasure.CLEAR, clear=("note",))
class EmergencyReview(models.Model):
    """The verdict of one organisation: of the file's owner, and of the one that used the access."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    access = models.ForeignKey(EmergencyAccess, on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    verdict = models.CharField(max_length=15, choices=Verdict.choices, blank=True)
    note = EncryptedTextField(_("what it rests on"))
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["access", "org"], name="organisation_reviews_an_access_once"
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.access_id}"


class EmergencyAttempt(models.Model):
    """Somebody asked for emergency access. What was typed, and whether it opened, never why not."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    typed = models.CharField(_("typed"), max_length=40)
    opened = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"attempt at {self.typed}"
