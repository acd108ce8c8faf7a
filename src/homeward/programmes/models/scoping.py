"""What a scoping exercise found before a programme was designed, and what the design made of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.places.models import Area, Country
from homeward.programmes.choices import FindingKind, TakenUp
from homeward.programmes.models.programme import Programme


class ScopingRecord(models.Model):
    title = models.CharField(_("title"), max_length=300)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="+", verbose_name=_("areas"))
    starts_on = models.DateField(_("begun on"))
    ends_on = models.DateField(_("finished on"), null=True, blank=True)
    carried_out_by = models.CharField(_("carried out by"), max_length=255)
    questions = models.TextField(_("what was asked"), blank=True)
    method = models.TextField(_("how it was found out"), blank=True)
    source = models.CharField(_("report"), max_length=255)
    url = models.URLField(_("web page"), max_length=500, blank=True)
    programmes = models.ManyToManyField(Programme, blank=True, related_name="scoping_records")
    entered_by_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="scoping_ends_after_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Finding(models.Model):
    record = models.ForeignKey(ScopingRecord, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(_("kind"), max_length=15, choices=FindingKind.choices)
    text = models.TextField(_("what was found"))

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class DesignChoice(models.Model):
    """Whether a programme's design took a finding up, and why or why not."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="design_choices"
    )
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="choices")
    taken_up = models.CharField(_("in the design"), max_length=10, choices=TakenUp.choices)
    why = models.TextField(_("why"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "finding"], name="finding_is_weighed_once_in_a_programme"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.get_taken_up_display()}"
