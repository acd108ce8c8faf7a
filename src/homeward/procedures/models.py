"""A procedure is an agreement of kind SOP; its checklist is dated data, never code."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.agreements.models import Agreement
from homeward.procedures.choices import Part, VersionStatus
from homeward.programmes.choices import Stage
from homeward.tasks.choices import DayKind


class SopVersion(models.Model):
    """One version of a checklist. Published, it never changes: cases under way keep theirs."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    changes = models.TextField(_("what changed"), blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="sop_version_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(status="draft"),
                name="one_draft_of_a_sop_at_a_time",
            ),
            models.CheckConstraint(
                name="published_sop_version_is_valid_from_a_day",
                condition=models.Q(status="draft") | models.Q(valid_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number} / {self.number}"


class SopStep(models.Model):
    """One step: what, at which stage, by whom, within how many days, with what as evidence."""

    version = models.ForeignKey(SopVersion, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("code"), max_length=20)
    # By language code: the parties of one procedure read different ones.
    titles = models.JSONField(_("title"), default=dict)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    part = models.CharField(_("held by"), max_length=20, choices=Part.choices)
    role = models.CharField(_("role"), max_length=30, choices=Role.choices, blank=True)
    days = models.PositiveSmallIntegerField(_("days"))
    day_kind = models.CharField(_("counted in"), max_length=10, choices=DayKind.choices)
    # The code of the step that comes before; empty: from the day the case enters the stage.
    after = models.CharField(_("after"), max_length=20, blank=True)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    legal_reference = models.CharField(_("legal reference"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="sop_step_code_is_used_once_in_a_version"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language, else in whichever there is."""
        titles: dict[str, str] = self.titles
        return titles.get((get_language() or "")[:2]) or next(iter(titles.values()), self.code)

    @property
    def holder_in_words(self) -> str:
        part = str(Part(self.part).label)
        return f"{part}: {Role(self.role).label}" if self.role else part
