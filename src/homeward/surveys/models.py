"""A case's waves, what was answered in them, and the scores. All rows are person-level."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.persons.models import PersonRow
from homeward.surveys import choices


class SurveyRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.SURVEY, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("draft",))
class Wave(SurveyRow):
    """One interview of the instrument at its time after arrival: planned, held, or not held."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waves")
    instrument = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    kind = models.CharField(_("wave"), max_length=10, choices=choices.WaveKind.choices)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("should be held by"))
    latest_on = models.DateField(_("counts until"))
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.PLANNED
    )
    not_done_reason = models.CharField(max_length=20, choices=choices.NotDone.choices, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Of an interview that is not finished: item -> codes, as they were ticked.
    draft = models.JSONField(default=dict, blank=True)
    draft_at = models.DateTimeField(null=True, blank=True)
    draft_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SurveyRow.Meta):
        ordering = ["opens_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "case", "instrument", "kind"],
                name="wave_is_planned_once_by_its_owner",
            ),
            models.CheckConstraint(
                name="wave_not_held_has_a_reason",
                condition=Q(status="not_done") & ~Q(not_done_reason="")
                | ~Q(status="not_done") & Q(not_done_reason=""),
            ),
            models.CheckConstraint(
                name="wave_ended_says_when",
                condition=Q(status="planned", ended_at__isnull=True)
                | ~Q(status="planned") & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="wave_opens_before_it_closes",
                condition=Q(opens_on__lte=F("closes_on"), closes_on__lte=F("latest_on")),
            ),
        ]
        indexes = [
            *SurveyRow.Meta.indexes,
            models.Index(
                fields=["owner_org", "closes_on"], condition=Q(status="planned"), name="wave_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}-{self.version} {self.kind} of {self.case_id}"

    @property
    def is_planned(self) -> bool:
        return self.status == choices.Status.PLANNED


@tracked()
@person_level(erasure=Erasure.DELETE)
class Submission(SurveyRow):
    """The answers of one interview, as codes, never changed: scores can be made from them anew."""

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, related_name="submission")
    held_on = models.DateField(_("day of the interview"))
    submitted_at = models.DateTimeField()
    interviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # item -> {"codes": [...], "state": answered | unknown | refused | not_applicable | not_asked}
    answers = models.JSONField()

    def __str__(self) -> str:
        return f"answers to {self.wave_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Score(SurveyRow):
    """What the answers add up to, by which instrument, version and options."""

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, related_name="score")
    held_on = models.DateField()
    instrument = models.CharField(max_length=30)
    version = models.CharField(max_length=20)
    options = models.JSONField()
    # dimension -> score with six decimals, as text, so that no reader makes a float of it.
    dimensions = models.JSONField()
    composite = models.DecimalField(max_digits=7, decimal_places=6)
    # Of the unrounded composite.
    band = models.CharField(max_length=20)
    unknown = models.PositiveSmallIntegerField()
    refused = models.PositiveSmallIntegerField()
    not_applicable = models.PositiveSmallIntegerField()
    not_asked = models.PositiveSmallIntegerField()
    warning = models.BooleanField()

    class Meta(SurveyRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="composite_is_within_0_and_1",
                condition=Q(composite__gte=0, composite__lte=1),
            )
        ]

    def __str__(self) -> str:
        return f"{self.composite} ({self.band})"
