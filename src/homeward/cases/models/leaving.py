"""Who left again after a return: by which channel, since when, and who says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases import choices
from homeward.cases.models.files import Case, CaseRow
from homeward.places.models import Country


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("told", "taken_back_because"))
class LeavingAgain(CaseRow):
    """One person of a case left the country again. By a regular channel it is a good outcome.

    It is a fact about a life, not a fault: nothing is decided by it, and the case stays as it is.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="leavings")
    left_on = models.DateField(_("left on"))
    # Where only the month is known, its first day.
    day_is_known = models.BooleanField(_("the day is known exactly"), default=True)
    channel = models.CharField(_("how"), max_length=10, choices=choices.Channel.choices)
    to_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("to which country"),
    )  # fmt: skip
    said_by = models.CharField(_("who says so"), max_length=12, choices=choices.SaidBy.choices)
    said_on = models.DateField(_("said on"))
    told = EncryptedTextField(_("what was told"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_because = EncryptedTextField(_("why it is taken back"))

    class Meta(CaseRow.Meta):
        ordering = ["-left_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case", "person"],
                condition=Q(taken_back_at__isnull=True),
                name="person_leaves_again_once_after_a_return",
            ),
            models.CheckConstraint(
                name="leaving_is_told_after_it_happened",
                condition=Q(said_on__gte=models.F("left_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.left_on}"
