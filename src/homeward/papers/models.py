"""A paper of a person, as a row of the class of what it tells."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.files.models import StoredFile
from homeward.papers import choices
from homeward.persons.models import PersonRow


@tracked()
@person_level(erasure=Erasure.DELETE)
class Paper(PersonRow):
    """A newer paper replaces this one; what was shown to somebody stays to be seen."""

    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=20, choices=choices.PaperKind.choices)
    title = EncryptedTextField(_("what it is"))
    number = EncryptedTextField(_("number"))
    issued_by = EncryptedTextField(_("issued by"))
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expiry_known = models.CharField(
        _("expiry"),
        max_length=10,
        choices=choices.ExpiryKnown.choices,
        default=choices.ExpiryKnown.UNKNOWN,
    )
    expires_on = models.DateField(_("ends on"), null=True, blank=True)
    original = models.CharField(
        _("who has the original"),
        max_length=10,
        choices=choices.Original.choices,
        default=choices.Original.UNKNOWN,
    )
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["expires_on", "-added_at"]
        constraints = [
            models.CheckConstraint(
                name="paper_ends_on_a_day_or_says_why_not",
                condition=Q(expiry_known="day", expires_on__isnull=False)
                | ~Q(expiry_known="day") & Q(expires_on__isnull=True),
            ),
            models.CheckConstraint(
                name="paper_ends_after_it_was_issued",
                condition=Q(expires_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
            ),
        ]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(
                fields=["expires_on"], condition=Q(expires_on__isnull=False), name="paper_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.case_id}"
