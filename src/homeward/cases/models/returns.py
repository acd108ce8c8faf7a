"""What is particular to some returns: told afterwards, or of somebody who had no name at first."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases import choices
from homeward.cases.models.files import Case, CaseRow
from homeward.persons.models import Person


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("question", "answer"))
class HostConfirmation(CaseRow):
    """The origin side asks a host organisation to confirm a return that has happened already."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="host_confirmations")
    host_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=10,
        choices=choices.ConfirmationStatus.choices,
        default=choices.ConfirmationStatus.ASKED,
    )
    question = EncryptedTextField(_("what the host organisation should know"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # By the rule of that day; None where none is agreed, and then it never expires.
    due_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(_("answer"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status=choices.ConfirmationStatus.ASKED),
                name="one_open_question_to_a_host",
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation of {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class Joining(CaseRow):
    """A case without a name turned out to be somebody's who is known. `person` is the known one.

    What was moved is listed row by row, so that it can be moved back.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="joinings")
    left = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)
    reason = EncryptedTextField(_("how one knows"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"joining of {self.case_id}"
