"""Where other systems are told, what happened, and how the telling went. Nothing names a person."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.webhooks.choices import (
    DeliveryState,
    EndpointState,
    EventKind,
    Failure,
    SubjectKind,
)


class Endpoint(models.Model):
    """An address of an organisation's own system. It is told of what its user may see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    used_for = models.CharField(_("what it is for"), max_length=200)
    url = models.CharField(_("address"), max_length=500)
    events = ArrayField(models.CharField(max_length=30, choices=EventKind.choices))
    state = models.CharField(
        _("state"), max_length=10, choices=EndpointState.choices, default=EndpointState.ACTIVE
    )
    secret = EncryptedTextField()
    # Signs beside the new one for a while, so that the receiver changes it without a gap.
    previous_secret = EncryptedTextField()
    previous_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(_("last delivered"), null=True, blank=True)

    class Meta:
        ordering = ["used_for", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paused_webhook_has_its_moment",
                condition=models.Q(state="active") | models.Q(paused_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.used_for

    @property
    def event_labels(self) -> list[str]:
        return [str(EventKind(kind).label) for kind in self.events]


class Event(models.Model):
    """Something happened: written by triggers, in the transaction in which it did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    subject_kind = models.CharField(max_length=10, choices=SubjectKind.choices)
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class Delivery(models.Model):
    """One event for one address. Those of one subject go out in the order of their numbers."""

    id = models.BigAutoField(primary_key=True)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    # The event's, here for the order.
    subject_id = models.UUIDField()
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField()
    # Somebody is sending it until then; a worker that died lets go of it by itself.
    leased_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event"], name="event_is_told_an_endpoint_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(state="waiting"), name="delivery_due"
            ),
            models.Index(
                fields=["endpoint", "subject_id", "id"],
                condition=models.Q(state="waiting"),
                name="delivery_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.endpoint_id}"


class Attempt(models.Model):
    """One try: what came back."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    failure = models.CharField(max_length=10, choices=Failure.choices, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.status or self.failure}"
