"""Ways in for forms that are filled elsewhere, and what came by them.

What comes is first a delivery of the organisation's, as it came: whose answers they are is not
known yet. Taken in, it is a submission under the person's own policies and key, and the delivery
keeps the id and the hash alone, by which the same thing is known when it comes again.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedBytesField, EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.forms.models import FormVersion
from homeward.openrosa.choices import State
from homeward.programmes.models import Programme
from homeward.surveys.choices import Source


class Device(models.Model):
    """An enumerator's way in: a token in the address, or the password beside their e-mail.

    It acts as its user, for some instruments of one programme, until a day, and can be revoked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    # None named: all that their organisation asks.
    instruments = ArrayField(models.UUIDField(), default=list, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    # The first letters, by which a lost code is recognised.
    hint = models.CharField(max_length=8)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-granted_at"]

    def __str__(self) -> str:
        return f"{self.user} ({self.hint})"


class KoboForm(models.Model):
    """A form at a KoboToolbox server whose submissions are fetched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    server = models.CharField(_("server"), max_length=200)
    asset = models.CharField(_("the form’s id there"), max_length=60)
    token = EncryptedTextField(_("token"))
    # What is fetched is about nobody who is registered here.
    of_nobody = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The highest `_id` up to which everything was fetched.
    fetched_up_to = models.BigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "server", "asset"],
                condition=Q(ended_at__isnull=True),
                name="kobo_form_is_fetched_once",
            )
        ]

    def __str__(self) -> str:
        return self.asset


class SheetDraft(models.Model):
    """A spreadsheet between its preview and the confirmation; then its content goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=150)
    content = EncryptedBytesField()
    of_nobody = models.BooleanField(default=False)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One filled form as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=Source.choices)
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="+")
    kobo_form = models.ForeignKey(KoboForm, null=True, on_delete=models.PROTECT, related_name="+")
    instance_id = models.CharField(max_length=200)
    deprecated_id = models.CharField(max_length=200, blank=True)
    # It is about nobody who is registered here: no survey was planned for it.
    of_nobody = models.BooleanField(default=False)
    # SHA-256 of what came, by which the same is known when it comes again.
    said = models.CharField(max_length=64)
    # XML, or KoboToolbox's JSON; empty once it was taken in or discarded.
    content = EncryptedTextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PARTIAL)
    # Codes of Why, or the words of the rules that refused it.
    why = ArrayField(models.TextField(), default=list, blank=True)
    came_at = models.DateTimeField()
    came_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Of surveys.Submission. No foreign key: the person may be erased, and this stays.
    submission_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["-came_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instance_id"], name="filled_form_is_delivered_once"
            ),
            # Two corrections of one record at once: the second is stale.
            models.UniqueConstraint(
                fields=["organisation", "deprecated_id"],
                condition=~Q(deprecated_id=""),
                name="filled_form_is_corrected_once",
            ),
            models.CheckConstraint(
                name="delivery_settled_says_when",
                condition=Q(state__in=["partial", "waiting"], settled_at__isnull=True)
                | Q(state__in=["taken", "replaced", "locked", "discarded"])
                & Q(settled_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "came_at"], name="delivery_tray")]

    def __str__(self) -> str:
        return self.instance_id


class DeliveryFile(models.Model):
    """A file that came with a filled form; moved to `files` when that is taken in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    said = models.CharField(max_length=64)
    # Empty once it was moved; `stored_id` is of files.StoredFile then.
    content = EncryptedBytesField()
    stored_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "name"], name="file_is_delivered_once")
        ]

    def __str__(self) -> str:
        return self.name
