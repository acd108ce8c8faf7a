import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.exports import choices


class ExportJob(models.Model):
    """What was asked for, by whom, and how far it is. It holds ids and no text of anybody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The user's roles when it was asked for; with others it ends.
    roles = ArrayField(models.CharField(max_length=30))
    sheet = models.CharField(max_length=40)
    format = models.CharField(max_length=4, choices=choices.Format.choices)
    language = models.CharField(max_length=5)
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.QUEUED
    )
    ending = models.CharField(max_length=10, choices=choices.Ending.choices, blank=True)
    rows = ArrayField(models.UUIDField())
    done = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["user", "-asked_at"], name="export_of_user")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.pk}"

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def is_open(self) -> bool:
        return self.status in {choices.Status.QUEUED, choices.Status.RUNNING}


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class ExportedPerson(models.Model):
    """Somebody is in an export. With the row gone, by erasure, its files go (policies.sql)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(ExportJob, on_delete=models.CASCADE, related_name="persons")
    person_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "person_id"], name="person_is_in_an_export_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.job_id}"


class ExportPart(models.Model):
    """One file of an export, ciphertext in the database as every file is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(ExportJob, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    row_count = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    content = EncryptedTextField(help_text="base64 of the bytes")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="export_part_is_made_once")
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.job_id}"


class ExportDownload(models.Model):
    """Who took which part, when. Written before the bytes leave, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(ExportJob, on_delete=models.CASCADE, related_name="downloads")
    part = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"part {self.part} of {self.job_id} taken"
