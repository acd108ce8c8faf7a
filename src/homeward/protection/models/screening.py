"""One screen of one person: kept whole, also where it raised nothing."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.assessments.choices import AssessmentPurpose
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.forms.models import FormVersion
from homeward.protection import choices
from homeward.protection.models.base import ProtectionRow


def purposes() -> list[tuple[str, Any]]:
    return AssessmentPurpose.choices


@tracked()
@person_level(erasure=Erasure.DELETE)
class Screening(ProtectionRow):
    """Written by whoever asks, cleared or not; read by the cleared alone, answers and all."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30, choices=purposes)
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    # JSON: the place of each question, and its answer as it stands in an XForm.
    answers = EncryptedTextField(_("answers"))
    source = models.CharField(_("source"), max_length=15, choices=choices.Source.choices)
    held_on = models.DateField(_("asked on"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]
        indexes = [
            *ProtectionRow.Meta.indexes,
            models.Index(fields=["case", "-at"], name="screening_of_case"),
        ]

    def __str__(self) -> str:
        return f"screening {self.pk}"
