"""An application for support, the host authority's decision on it, and exceptions for one case."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases import choices
from homeward.cases.models.files import Case, CaseRow
from homeward.programmes.choices import ExceptionStatus
from homeward.programmes.models import CriteriaVersion

OPEN = [choices.ApplicationStatus.SUBMITTED, choices.ApplicationStatus.MORE_ASKED]


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("remark", "missing_note", "explanation"))
class Application(CaseRow):
    """What a counsellor submits and an authority decides. No field tells of the way of return."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(
        max_length=15,
        choices=choices.ApplicationStatus.choices,
        default=choices.ApplicationStatus.SUBMITTED,
    )
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # The criteria of the day on which it was submitted, and what was known then, by pointer.
    criteria = models.ForeignKey(
        CriteriaVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answers = models.JSONField(default=dict, blank=True)
    remark = EncryptedTextField(_("what the authority should know"))
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # By the rule of that day, counted back from the travel; None where no travel is dated.
    due_on = models.DateField(null=True, blank=True)
    missing = ArrayField(
        models.CharField(max_length=20, choices=choices.Missing.choices),
        default=list,
        blank=True,
        verbose_name=_("what is missing"),
    )
    missing_note = EncryptedTextField(_("what exactly is missing"))
    grounds = ArrayField(
        models.CharField(max_length=20, choices=choices.Ground.choices),
        default=list,
        blank=True,
        verbose_name=_("grounds"),
    )
    explanation = EncryptedTextField(_("explanation"))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=OPEN),
                name="one_open_application_of_a_case",
            ),
            models.CheckConstraint(
                name="application_is_decided_by_a_second_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="refused_application_has_its_grounds",
                condition=~Q(status=choices.ApplicationStatus.NOT_ELIGIBLE) | ~Q(grounds=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"application of {self.case_id}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason", "decision_note"))
class CaseException(CaseRow):
    """One criterion that one case need not meet, when a second person agrees."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="exceptions"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    # The JSON pointer into the criteria of the application, and its words on that day.
    criterion_at = models.CharField(max_length=200)
    criterion = models.CharField(_("criterion"), max_length=500)
    reason = EncryptedTextField(_("why"))
    status = models.CharField(
        max_length=10, choices=ExceptionStatus.choices, default=ExceptionStatus.WAITING
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision_note = EncryptedTextField(_("why it was decided so"))

    class Meta(CaseRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion_at"],
                condition=Q(status__in=[ExceptionStatus.WAITING, ExceptionStatus.APPROVED]),
                name="one_exception_a_criterion_of_an_application",
            ),
            models.CheckConstraint(
                name="case_exception_is_decided_by_a_second_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="case_exception_in_force_was_decided",
                condition=Q(status=ExceptionStatus.WAITING) | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"exception of {self.case_id}"
