"""A seal, the files under it, and its team. The rows are sealed themselves: its team reads them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.cases.models import Case, CaseRow


@person_level(erasure=Erasure.CLEAR, clear=("why", "lift_why"))
class Seal(CaseRow):
    """One organisation closes what it holds of a case to all of its users but a team."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    why = EncryptedTextField(_("reason"))
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    lift_why = EncryptedTextField(_("reason for lifting"))
    lift_asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lift_asked_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case"],
                condition=models.Q(lifted_at__isnull=True),
                name="case_is_sealed_once_by_an_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True)
                | models.Q(lift_asked_by__isnull=False)
                & ~models.Q(lifted_by=models.F("lift_asked_by")),
                name="seal_is_lifted_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"seal {self.pk}"

    @property
    def in_force(self) -> bool:
        return self.lifted_at is None


@person_level(erasure=Erasure.DELETE)
class SealedFile(CaseRow):
    """`person`'s file is under the seal; usually each of the household has one."""

    seal = models.ForeignKey(Seal, on_delete=models.CASCADE, related_name="files")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["seal", "person"], name="file_is_once_under_a_seal")
        ]

    def __str__(self) -> str:
        return f"file under seal {self.seal_id}"


@person_level(erasure=Erasure.CLEAR)
class TeamMember(CaseRow):
    """Who may see what is sealed, since when; who left stays written.

    Says nothing of the person, and stays with the seal: others of the household lie under it too.
    """

    seal = models.ForeignKey(Seal, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["seal", "user"],
                condition=models.Q(removed_at__isnull=True),
                name="user_is_once_in_a_team",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} under seal {self.seal_id}"
