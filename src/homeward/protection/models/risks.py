"""What raises and what lowers a person's risk, and what they may meet on return."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.protection import choices
from homeward.protection.models.base import ProtectionRow
from homeward.protection.models.terms import Term


@tracked()
@person_level(erasure=Erasure.DELETE)
class Factor(ProtectionRow):
    """One factor of one person as somebody saw it. A newer view replaces this one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    strength = models.CharField(_("how strong"), max_length=10, choices=choices.Strength.choices)
    note = EncryptedTextField(_("note"))
    source = models.CharField(_("source"), max_length=15, choices=choices.Source.choices)
    said_on = models.DateField(_("seen or said on"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(ProtectionRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person", "term"],
                condition=models.Q(replaced_at__isnull=True),
                name="factor_stands_once_for_a_person",
            )
        ]
        indexes = [
            *ProtectionRow.Meta.indexes,
            models.Index(
                fields=["case"],
                condition=models.Q(replaced_at__isnull=True),
                name="factor_of_case",
            ),
        ]

    def __str__(self) -> str:
        return f"factor {self.term_id} of {self.person_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class RiskAssessment(ProtectionRow):
    """What a person risks on return, in their own words first. The latest one holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    fear = EncryptedTextField(_("what the person fears, in their own words"))
    from_whom = EncryptedTextField(_("from whom"))
    route = EncryptedTextField(_("route and places to keep away from"))
    wishes = EncryptedTextField(_("what the person wants to be done"))
    view = EncryptedTextField(_("the assessor's own view"))
    conclusion = models.CharField(
        _("conclusion"), max_length=15, choices=choices.Conclusion.choices
    )
    assessed_on = models.DateField(_("assessed on"))
    review_on = models.DateField(_("next review"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]
        indexes = [
            *ProtectionRow.Meta.indexes,
            models.Index(fields=["case", "-at"], name="risk_of_case"),
        ]

    def __str__(self) -> str:
        return f"risk assessment {self.pk}"
