"""What was asked for, made, taken and brought in. No row here names a person of a file."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.archives.choices import Status


class Request(models.Model):
    """One organisation's data was asked for by one person, and another decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    reason = models.TextField(_("reason"))
    # Only until the archive is made.
    passphrase = EncryptedTextField(_("passphrase"))
    # Nobody: whoever keeps the installation made it, by the command.
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(_("note"), blank=True)
    made_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    row_count = models.PositiveIntegerField(null=True)
    left_count = models.PositiveIntegerField(null=True)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(status__in=["asked", "approved"]),
                name="one_archive_of_an_organisation_is_under_way",
            ),
            models.CheckConstraint(
                name="nobody_approves_their_own_archive",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.asked_at:%Y-%m-%d}"


class Part(models.Model):
    """Some of an archive's bytes, sealed before they came here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="archive_part_is_made_once")
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.request_id}"


class Taking(models.Model):
    """Who took which part, when. Written before the bytes leave, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="takings")
    part = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"part {self.part} of {self.request_id} taken"


class Arrival(models.Model):
    """An archive that was brought into this installation, with its report."""

    # The archive's own number, so that it comes once.
    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    report = models.JSONField()

    class Meta:
        ordering = ["-arrived_at"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.arrived_at:%Y-%m-%d}"
