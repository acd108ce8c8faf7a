"""Figures on the quality of what is written down."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.rows import IdRow
from homeward.surveys.models import InstrumentVersion


class Limit(IdRow):
    """From how much on an organisation calls something late, or an interview short. Its own.

    Never changed: the next one holds from its day on. Without one nothing is called late.
    """

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(_("of what"), max_length=30)
    value = models.PositiveSmallIntegerField(_("limit"))
    valid_from = models.DateField(_("holds from"))
    source = models.CharField(_("where it is written"), max_length=300)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["line", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "line", "valid_from"], name="limit_is_stated_once_a_day"
            ),
            models.CheckConstraint(name="limit_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.value}"


class DataFigure(IdRow):
    """What one line of data quality came to in an organisation's own rows, one row a month."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=30)
    month = models.DateField()
    found = models.PositiveIntegerField(null=True)
    looked_at = models.PositiveIntegerField()
    # Of a delay, in days: half of them were entered within so many, nine in ten within so many.
    median = models.FloatField(null=True)
    ninth = models.FloatField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["line", "-month"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "line", "month"], name="one_data_figure_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.month}: {self.found}"


class InterviewEffect(IdRow):
    """How much of the spread of an instrument's scores lies between interviewers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    interviewers = models.PositiveIntegerField()
    interviews = models.PositiveIntegerField()
    # None: too few to tell.
    icc = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="one_interview_effect_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.icc}"


class InterviewerFigure(IdRow):
    """One interviewer's interviews with an instrument: how many, straight-lined, short."""

    effect = models.ForeignKey(InterviewEffect, on_delete=models.CASCADE, related_name="lines")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    interviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    interviews = models.PositiveIntegerField()
    mean = models.FloatField(null=True)
    # Of how many it can be told: with a battery of like questions, with both ends of the time.
    batteries = models.PositiveIntegerField(default=0)
    straight = models.PositiveIntegerField(default=0)
    timed = models.PositiveIntegerField(default=0)
    short = models.PositiveIntegerField(null=True)
    median_minutes = models.FloatField(null=True)

    class Meta:
        ordering = ["-interviews", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "interviewer"], name="interviewer_has_one_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.interviewer_id}: {self.interviews}"
