"""Which list is out on whose device, who stands on it, and which entries came back from it.

No row holds what a device holds: neither its key nor a name.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.offline import choices


class Taking(models.Model):
    """A day's list was given to a user's device, until when, and what the device said last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The user's roles when it was taken; with others it ends.
    roles = ArrayField(models.CharField(max_length=30))
    kind = models.CharField(max_length=10, choices=choices.Kind.choices)
    day = models.DateField()
    # By its token a device asks whether the list still stands, without anybody signed in.
    token_hash = models.CharField(max_length=64, unique=True)
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    # How many entries the device said it still holds.
    waiting = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-taken_at"]
        indexes = [
            models.Index(fields=["organisation", "-taken_at"], name="list_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="list_ends_after_it_was_taken",
                condition=models.Q(expires_at__gt=models.F("taken_at")),
            ),
            models.CheckConstraint(
                name="list_is_ended_by_somebody",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.day}"


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class TakenRow(models.Model):
    """Somebody stands on a list that is out. A device knows the row by `id`, and by no other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taking = models.ForeignKey(Taking, on_delete=models.CASCADE, related_name="rows")
    # The arrival's or the session's id, by the list's kind.
    row_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["taking", "row_id"], name="row_is_on_a_list_once")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} on {self.taking_id}"


class Entry(models.Model):
    """One entry as it reached us: once for each key. What it says is written where it belongs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taking = models.ForeignKey(Taking, on_delete=models.CASCADE, related_name="entries")
    key = models.UUIDField()
    said_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=choices.Outcome.choices)
    # What its device is told, also when it asks a second time. It names nobody.
    told = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["received_at"]
        constraints = [models.UniqueConstraint(fields=["taking", "key"], name="entry_counts_once")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.key}"
