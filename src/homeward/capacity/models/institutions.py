"""A question sheet in versions, and what an institution answered to it about itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.capacity.choices import Level
from homeward.core.rows import IdRow


def in_words(text: str) -> str:
    """A text that came with the software, in the reader's language; others as they were written."""
    return gettext(text) if text else ""


class CapacitySheet(models.Model):
    """One version of the questions: never changed, the latest in force is asked."""

    version = models.PositiveSmallIntegerField(_("version"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where it is written"), max_length=300)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["version"], name="capacity_sheet_has_a_version_once")
        ]

    def __str__(self) -> str:
        return str(self.version)


class CapacityDomain(models.Model):
    """What is asked of an institution, and how one sees each level from 0 to 4."""

    sheet = models.ForeignKey(CapacitySheet, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    # Five texts, of level 0 first.
    anchors = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "code"], name="sheet_asks_a_domain_once")
        ]

    def __str__(self) -> str:
        return in_words(self.title)

    @property
    def described(self) -> list[tuple[int, str]]:
        return [(level, in_words(text)) for level, text in enumerate(self.anchors)]


class CapacityAssessment(IdRow):
    """An organisation on itself, on a day. Finished it never changes; a later one stands beside."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(CapacitySheet, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_on = models.DateField(null=True, blank=True)
    # Told to those who plan training with it; otherwise its own alone.
    is_shared = models.BooleanField(_("partners may read it"), default=False)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(finished_on__isnull=True),
                name="one_assessment_of_an_institution_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class CapacityAnswer(models.Model):
    """The level in one domain, and the level wished; None: nobody knows."""

    assessment = models.ForeignKey(
        CapacityAssessment, on_delete=models.CASCADE, related_name="answers"
    )
    domain = models.ForeignKey(CapacityDomain, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    wished = models.PositiveSmallIntegerField(choices=Level.choices, null=True, blank=True)
    evidence = models.TextField(_("what it rests on"), blank=True)

    class Meta:
        ordering = ["domain__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "domain"], name="domain_is_answered_once"
            ),
            models.CheckConstraint(
                name="capacity_level_is_0_to_4",
                condition=(Q(level__isnull=True) | Q(level__lte=4))
                & (Q(wished__isnull=True) | Q(wished__lte=4)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain_id}: {self.level}"
