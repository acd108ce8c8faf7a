"""A legal note under seal: its author and the colleagues named read it, and nobody else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.protection import choices
from homeward.protection.models.base import LegalRow


# Whoever fills a person's copy is not of the readers: what a court forbids to tell stays here.
@tracked()
@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class LegalNote(LegalRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(_("note"))
    court = EncryptedTextField(_("court or authority, and file number"))
    stage = models.CharField(
        _("criminal proceedings"), max_length=15, choices=choices.CourtStage.choices
    )
    role = models.CharField(
        _("the person takes part"), max_length=10, choices=choices.CourtRole.choices, blank=True
    )
    not_to_disclose = models.BooleanField(_("there is a duty not to disclose"), default=False)
    written_at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(LegalRow.Meta):
        ordering = ["-written_at"]
        indexes = [
            *LegalRow.Meta.indexes,
            models.Index(fields=["case", "-written_at"], name="legal_note_of_case"),
        ]

    def __str__(self) -> str:
        return f"legal note {self.pk}"


@tracked()
@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class LegalNoteReader(LegalRow):
    note = models.ForeignKey(LegalNote, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(LegalRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["note", "user"],
                condition=models.Q(removed_at__isnull=True),
                name="colleague_reads_a_legal_note_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} reads {self.note_id}"
