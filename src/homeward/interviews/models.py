"""Drafts of surveys that have a form, their files, and the links by which a person fills one in."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, Export, person_level
from homeward.audit.tracking import tracked
from homeward.files.models import StoredFile
from homeward.surveys.models import SurveyRow, Wave, new_instance_id


@tracked(leave_out=("answers", "revision", "saved_at"))
@person_level(erasure=Erasure.DELETE)
class InterviewDraft(SurveyRow):
    """What is typed so far, right or wrong, one a wave. It goes when the answers are kept."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="form_draft")
    # place -> text as forms.filling has them, as JSON.
    answers = EncryptedTextField(_("answers so far"))
    language = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    # Nobody: the person, by a link.
    saved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.BooleanField(default=False)
    instance_id = models.CharField(max_length=200, default=new_instance_id)
    # By the person, waiting to be taken in; and why it could not be, in codes.
    sent_at = models.DateTimeField(null=True, blank=True)
    refused = models.JSONField(default=list, blank=True)

    class Meta(SurveyRow.Meta):
        pass

    def __str__(self) -> str:
        return f"draft of {self.wave_id}"

    @property
    def values(self) -> dict[str, str]:
        return dict(json.loads(self.answers)) if self.answers else {}

    @property
    def is_fresh(self) -> bool:
        return self.revision == 0


@tracked()
@person_level(erasure=Erasure.DELETE)
class InterviewFile(SurveyRow):
    """A picture or file that an answer names, of the draft and then of the answers."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="form_files")
    # As the answer names it.
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")

    class Meta(SurveyRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["wave", "name"], name="a_wave_names_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.wave_id}"


@tracked(leave_out=("first_opened_at", "last_opened_at", "times_opened"))
@person_level(export=Export.NOTHING, erasure=Erasure.DELETE)
class InterviewLink(SurveyRow):
    """A person's link to one wave. Only the hash of its token is kept; it is shown once.

    Who opens it is nobody yet: the database counts openings (links.sql).
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_opened_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    times_opened = models.PositiveIntegerField(default=0, db_default=0)

    class Meta(SurveyRow.Meta):
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave"],
                condition=models.Q(revoked_at__isnull=True, sent_at__isnull=True),
                name="a_wave_has_one_open_link",
            ),
            models.CheckConstraint(
                name="a_link_is_of_a_person", condition=models.Q(person__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.wave_id}"
