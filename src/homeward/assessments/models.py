"""Assessments: who was asked what with which form, and the answers, a row a class of data."""

import json
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.assessments import choices
from homeward.audit.tracking import tracked
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.forms import filling
from homeward.forms import queries as forms
from homeward.forms.models import Form, FormVersion
from homeward.persons.models import PersonRow
from homeward.programmes.models import Programme


def purposes() -> list[tuple[str, Any]]:
    """Named by a function, so that a new purpose needs no migration."""
    return choices.AssessmentPurpose.choices


class FormUse(models.Model):
    """Which form a programme asks at a step, from which day. Without a programme: all others."""

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(_("step"), max_length=30, choices=purposes)
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from"))
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["purpose", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "purpose", "valid_from"],
                nulls_distinct=False,
                name="programme_asks_one_form_a_step_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.form_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("said_by_name",))
class Assessment(PersonRow):
    """One talk along one form. Its class is the form's; each answer is of its question's class."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    purpose = models.CharField(max_length=30, choices=purposes)
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.DRAFT
    )
    said_by = models.CharField(
        _("who answers"), max_length=20, choices=SaidBy.choices, default=SaidBy.PERSON
    )
    said_by_name = EncryptedTextField(_("name of who answers"))
    held_on = models.DateField(_("asked on"))
    begun_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Counts the savings of a draft, so that two who write at once do not undo each other.
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta(PersonRow.Meta):
        ordering = ["-begun_at"]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "purpose", "-submitted_at"], name="assessment_latest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "purpose", "by"],
                condition=models.Q(status="draft"),
                name="nobody_drafts_the_same_assessment_twice",
            ),
            models.CheckConstraint(
                name="submitted_assessment_says_when",
                condition=~models.Q(status="submitted") | models.Q(submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.case_id}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:assessment", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == choices.Status.DRAFT


@person_level(erasure=Erasure.DELETE)
class AnswerSet(PersonRow):
    """The answers of one class: whoever is not cleared for it finds no row, and no gap.

    No change history: a draft is written at every step, and what is submitted never changes.
    """

    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answer_sets")
    # JSON: the place of each question, and its answer as it stands in an XForm.
    answers = EncryptedTextField(_("answers"))

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "data_class"], name="assessment_has_one_row_a_class"
            )
        ]

    def __str__(self) -> str:
        return f"answers of {self.assessment_id}"

    def kept(self) -> dict[str, str]:
        """The answers by the places of their questions."""
        try:
            read = json.loads(str(self.answers) or "{}")
        except ValueError:
            # Erased: the person's key is gone, and a word stands for what was here.
            return {}
        return {str(key): str(value) for key, value in read.items()}

    def get_answers_display(self) -> str:
        """In words: what a copy for the person shows of it."""
        form = forms.read(self.assessment.form_version)
        language = form.language(get_language() or "en")
        words = filling.in_words(form, self.kept(), language)
        return "\n".join(f"{question} {answer}" for question, answer in words)
