"""Two files that may be one person's, each side of it, and what each side said."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.duplicates import choices
from homeward.persons.models import PersonRow


class Pair(models.Model):
    """That two files may be one person's. It names neither: its sides do, each under the gate.

    The database writes it (policies.sql), since neither side sees what the other one says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A digest of both files' numbers: found once more, a pair is known again.
    known_as = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=choices.Kind.choices)
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.WAITING
    )
    probability = models.FloatField()
    # A digest of what was compared, under the owners' keys: changed facts raise a pair anew.
    facts = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    # What was said before does not count for what was raised anew.
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-probability", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pair_is_settled_on_a_day",
                condition=models.Q(status="waiting", settled_at__isnull=True)
                | ~models.Q(status="waiting") & models.Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.status == choices.Status.WAITING

    @property
    def is_own(self) -> bool:
        return self.kind == choices.Kind.OWN


# Not in a copy: a suspicion of the comparison. What people settled is persons.JoinedFile.
@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class Side(PersonRow):
    """One of the two files. It is seen by its owner's focal points while the file is."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="sides")
    # Whose the other file is; empty where both are of one organisation.
    other_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pair", "person"], name="file_is_once_of_a_pair")
        ]

    def __str__(self) -> str:
        return f"side of {self.pair_id}"


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class Answer(PersonRow):
    """What was said of a pair for one side, with why. It stands; a later one holds instead."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.IDENTITY, editable=False
    )
    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="answers")
    said = models.CharField(_("answer"), max_length=10, choices=choices.Said.choices)
    why = EncryptedTextField(_("why"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.said} of {self.side_id}"
