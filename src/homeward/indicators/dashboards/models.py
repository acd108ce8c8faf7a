"""A programme's results chain in versions, and reports to its donors. No person is in either."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.indicators.choices import Direction
from homeward.indicators.dashboards import choices
from homeward.programmes.models import Programme


class Logframe(models.Model):
    """One version of a programme's results chain. Published, it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="logframes")
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        max_length=10, choices=choices.FrameStatus.choices, default=choices.FrameStatus.DRAFT
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    source = models.CharField(_("where it was agreed"), max_length=300, blank=True)
    changes = models.TextField(_("what changed"), blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="logframe_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(status="draft"),
                name="one_draft_of_a_logframe_at_a_time",
            ),
            models.CheckConstraint(
                name="published_logframe_has_day_and_source",
                condition=Q(status="draft") | (Q(valid_from__isnull=False) & ~Q(source="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} / {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.status == choices.FrameStatus.DRAFT


class Result(models.Model):
    """One result of the chain: an impact, an outcome that serves it, an output that serves that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    logframe = models.ForeignKey(Logframe, on_delete=models.CASCADE, related_name="results")
    level = models.CharField(_("level"), max_length=10, choices=choices.Level.choices)
    number = models.CharField(_("number"), max_length=12)
    serves = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="served_by",
        verbose_name=_("serves"),
    )  # fmt: skip
    statement = models.TextField(_("result"))
    assumptions = models.TextField(_("assumptions and risks"), blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["logframe", "number"], name="result_number_is_used_once_in_a_logframe"
            ),
            models.CheckConstraint(
                name="impact_serves_nothing_and_all_else_serves",
                condition=Q(level="impact", serves__isnull=True)
                | (~Q(level="impact") & Q(serves__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.statement}"


class Measure(models.Model):
    """By what a result is known: an indicator of the registry, or something counted by hand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="measures")
    indicator = models.ForeignKey(
        "indicators.Indicator", null=True, blank=True, on_delete=models.PROTECT,
        related_name="measures", verbose_name=_("indicator"),
    )  # fmt: skip
    words = models.CharField(_("what is counted"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    direction = models.CharField(
        _("which way is better"), max_length=10, choices=Direction.choices,
        default=Direction.HIGHER,
    )  # fmt: skip
    # None: nobody has measured where things stood.
    baseline = models.DecimalField(
        _("baseline"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)
    target = models.DecimalField(
        _("target"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    target_on = models.DateField(_("to be reached by"), null=True, blank=True)
    verification = models.CharField(_("source of verification"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_is_an_indicator_or_told_in_words",
                condition=Q(indicator__isnull=False) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="target_of_a_measure_has_a_day",
                condition=Q(target__isnull=True) | Q(target_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.indicator)


class Reading(models.Model):
    """What was counted by hand for a measure, on a day, with its source. A later one corrects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(_("figure"), max_digits=16, decimal_places=4)
    on = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-at"]

    def __str__(self) -> str:
        return f"{self.value} ({self.on})"


class DonorReport(models.Model):
    """What a donor is told of a programme and a period. Submitted, it stays as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    status = models.CharField(
        max_length=10, choices=choices.ReportStatus.choices, default=choices.ReportStatus.DRAFT
    )
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    # Results and money as they stood when it was submitted, and the digest of both.
    frozen = models.JSONField(null=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by",
        verbose_name=_("corrects"),
    )  # fmt: skip

    class Meta:
        ordering = ["-ends_on", "-begun_at"]
        constraints = [
            models.CheckConstraint(
                name="donor_report_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="submitted_donor_report_is_frozen",
                condition=Q(status="draft", submitted_at__isnull=True, frozen__isnull=True)
                | Q(status="submitted", submitted_at__isnull=False, frozen__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == choices.ReportStatus.DRAFT


class Narrative(models.Model):
    """A part of a report in words, as somebody wrote it on a day; the latest stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(DonorReport, on_delete=models.CASCADE, related_name="narratives")
    part = models.CharField(max_length=12, choices=choices.Part.choices)
    text = models.TextField(_("text"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["report", "part", "-at"], name="narrative_of_a_part")]

    def __str__(self) -> str:
        return f"{self.report}: {self.part}"
