"""Requests, rectifications, erasures, holds and copies: person-level rows; and retention rules."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.persons.models import PersonRow
from homeward.programmes.models import Programme
from homeward.rights import choices


class RightsRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


@person_level(erasure=Erasure.CLEAR, clear=("said", "answer"))
class RightsRequest(RightsRow):
    """What a person asked for, who established that it was they, and the answer."""

    kind = models.CharField(_("asked for"), max_length=15, choices=choices.RequestKind.choices)
    asked_by = models.CharField(_("asked"), max_length=15, choices=choices.AskedBy.choices)
    said = EncryptedTextField(_("in their words"))
    received_on = models.DateField(_("received on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    identity = models.CharField(
        _("identity established"), max_length=10, choices=choices.IdentityCheck.choices, blank=True
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=choices.RequestStatus.choices,
        default=choices.RequestStatus.OPEN,
    )
    refusal = models.CharField(
        _("refused because"), max_length=15, choices=choices.RefusalGround.choices, blank=True
    )
    answer = EncryptedTextField(_("answer"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(RightsRow.Meta):
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


@person_level(erasure=Erasure.DELETE)
class Rectification(PersonRow):
    """One value put right, with both versions. The row is of the class of what it changes."""

    subject = models.CharField(_("what"), max_length=20)
    field = models.CharField(_("field"), max_length=30)
    row_id = models.UUIDField()
    before = EncryptedTextField(_("before"))
    after = EncryptedTextField(_("after"))
    reason = EncryptedTextField(_("reason"))
    request = models.ForeignKey(
        RightsRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field} of {self.person_id}"


@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Hold(RightsRow):
    """While it stands nobody erases the file, whichever organisation owns it."""

    kind = models.CharField(_("because of"), max_length=15, choices=choices.HoldKind.choices)
    note = EncryptedTextField(_("note"))
    until = models.DateField(_("until"), null=True, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"hold on {self.person_id}"


@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class ErasureDecision(RightsRow):
    """Proposed by one, approved by another, carried out once. It stays: it tells of nobody."""

    ground = models.CharField(_("ground"), max_length=10, choices=choices.ErasureGround.choices)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=choices.ErasureStatus.choices,
        default=choices.ErasureStatus.PROPOSED,
    )
    reason = EncryptedTextField(_("reason"))
    request = models.ForeignKey(
        RightsRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    carried_out_at = models.DateTimeField(_("carried out at"), null=True, blank=True)

    class Meta(RightsRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="a_second_person_decides_on_an_erasure",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["proposed", "approved"]),
                name="one_erasure_of_a_file_is_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"erasure of {self.person_id}"


@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class PersonCopy(RightsRow):
    """A copy made for the person. Only the holder of its link can open it: the link is its key."""

    request = models.ForeignKey(
        RightsRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    content = models.BinaryField(default=b"", help_text="ciphertext under the link's token")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    opened = models.PositiveSmallIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"copy for {self.person_id}"


class RetentionRule(models.Model):
    """How long a closed case of a programme is kept: data with dates, set by its lead."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", verbose_name=_("programme")
    )
    months = models.PositiveSmallIntegerField(_("months after closure"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where this is laid down"), max_length=200)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["programme__name", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "valid_from"], name="retention_is_stated_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.months}"
