"""What leaves the house and what comes in, the gateways of organisations, their texts and hours.

None of it is person-level: a waiting message holds an address and a text as ciphertext, and both
are erased once it was sent. Whose message it was is told by the feature that queued it.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.messages import choices
from homeward.places.models import Country


class Gateway(models.Model):
    """A way out of an organisation, and in again where its provider calls back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    channel = models.CharField(_("channel"), max_length=10, choices=choices.Channel.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=choices.GatewayKind.choices)
    sender = models.CharField(_("sender"), max_length=200, blank=True)
    # SMTP: host and port. HTTP: the address that is called.
    host = models.CharField(_("mail server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("port"), null=True, blank=True)
    account = models.CharField(_("account"), max_length=200, blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    # The password, the headers as JSON, or the whole Apprise address.
    secret = EncryptedTextField(_("secret"))
    encoding = models.CharField(
        _("how the body is sent"), max_length=10, choices=choices.Encoding.choices,
        default=choices.Encoding.JSON,
    )  # fmt: skip
    body = models.TextField(_("body"), blank=True)
    id_path = models.CharField(_("where the provider’s number stands"), max_length=100, blank=True)
    dedup_header = models.CharField(_("header against doubles"), max_length=100, blank=True)
    per_minute = models.PositiveSmallIntegerField(_("at most a minute"), default=30)
    cost = models.DecimalField(
        _("cost of a part"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tested_at = models.DateTimeField(null=True, blank=True)
    # The way in: a secret address, and what else the provider shows.
    in_hash = models.CharField(max_length=64, blank=True)
    in_check = models.CharField(
        _("how the provider shows itself"), max_length=15, choices=choices.Check.choices,
        default=choices.Check.ADDRESS,
    )  # fmt: skip
    in_header = models.CharField(_("header of the check"), max_length=100, blank=True)
    in_secret = EncryptedTextField(_("secret of the check"))
    in_from = models.CharField(_("where the sender stands"), max_length=100, blank=True)
    in_text = models.CharField(_("where the text stands"), max_length=100, blank=True)
    in_id = models.CharField(_("where the number stands"), max_length=100, blank=True)
    in_status = models.CharField(_("where the state stands"), max_length=100, blank=True)

    class Meta:
        ordering = ["channel", "name"]
        indexes = [
            models.Index(fields=["organisation", "channel"], name="gateway_of_org"),
            models.Index(fields=["in_hash"], condition=~Q(in_hash=""), name="gateway_in"),
        ]

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """Something waiting to be sent. It says nothing personal: a reference and where to look."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = EncryptedTextField()
    subject = models.CharField(max_length=200, blank=True)
    body = EncryptedTextField(help_text="ciphertext: it may hold a link")
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    channel = models.CharField(
        max_length=10, choices=choices.Channel.choices, default=choices.Channel.EMAIL
    )
    state = models.CharField(
        max_length=10, choices=choices.State.choices, default=choices.State.WAITING
    )
    # None: of the installation itself, by its own mail server.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gateway = models.ForeignKey(
        Gateway, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What it was queued for, in the words of whoever queued it; they live above.
    source = models.UUIDField(null=True, blank=True)
    # Where the person is, whose night is kept; "": it goes at any hour.
    quiet_in = models.CharField(max_length=2, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    lapses = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=1)
    provider_id = models.CharField(max_length=100, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["queued_at"], condition=Q(state="waiting"), name="message_waiting"
            ),
            models.Index(fields=["organisation", "-queued_at"], name="message_of_org"),
            models.Index(
                fields=["gateway", "provider_id"],
                condition=~Q(provider_id=""),
                name="message_of_provider",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Text(models.Model):
    """One version of what is said on an occasion in a language; the newest is in use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(_("occasion"), max_length=15, choices=choices.Occasion.choices)
    language = models.CharField(_("language"), max_length=10)
    version = models.PositiveSmallIntegerField()
    body = models.TextField(_("text"), max_length=1000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["occasion", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occasion", "language", "version"],
                name="version_of_a_text_is_written_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.language} {self.version}"


class QuietHours(models.Model):
    """When an organisation lets people of a country sleep. Stated anew, never rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(_("time zone"), max_length=60)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["country", "-stated_at"]
        constraints = [
            models.CheckConstraint(
                name="quiet_hours_leave_hours_to_send", condition=~Q(starts=models.F("ends"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.starts}-{self.ends}"


class Incoming(models.Model):
    """What came in by a gateway, of nobody yet. Who it is from is found by a job, or by somebody.

    Sender and text go once it stands where it belongs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gateway = models.ForeignKey(Gateway, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=choices.Channel.choices)
    # By which the same one is known again: the provider's number, or a digest of all it says.
    provider_id = models.CharField(max_length=100)
    sender = EncryptedTextField()
    text = EncryptedTextField()
    came_at = models.DateTimeField()
    # A job looked for whom it is from.
    sorted_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-came_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "provider_id"], name="incoming_is_taken_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-came_at"],
                condition=Q(settled_at__isnull=True),
                name="incoming_open",
            )
        ]

    def __str__(self) -> str:
        return f"incoming {self.pk}"
