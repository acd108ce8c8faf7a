"""Where a programme works, in what, with whom: what programmes are compared by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.actors.models import Actor
from homeward.places.models import Area, Country
from homeward.programmes.choices import ParticipationRole
from homeward.programmes.models.programme import Programme
from homeward.programmes.models.vocabulary import Sector


class ProgrammeSector(models.Model):
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="programme_sectors"
    )
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+")
    # None: its share was not said.
    percentage = models.DecimalField(
        _("share in percent"), max_digits=7, decimal_places=4, null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sector"], name="sector_is_named_once_in_a_programme"
            ),
            models.CheckConstraint(
                name="sector_share_is_a_percentage",
                condition=Q(percentage__isnull=True) | Q(percentage__range=(0, 100)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sector)


class Coverage(models.Model):
    """A country, or an area of it, where a programme works; dates where not the programme's."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="coverage")
    # None: a region of several countries, in `said`.
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
    )
    # None: the whole country, or nobody has said where in it.
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
    )
    said = models.CharField(_("place as its source says it"), max_length=255, blank=True)
    percentage = models.DecimalField(
        _("share in percent"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("places"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "coverage"
        constraints = [
            models.CheckConstraint(
                name="coverage_ends_after_it_begins",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="coverage_names_a_place",
                condition=Q(country__isnull=False) | ~Q(said=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.area or self.country or self.said)


class Participation(models.Model):
    """An actor's part in a programme; `said` is the name as the source has it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="participations"
    )
    actor = models.ForeignKey(
        Actor, null=True, blank=True, on_delete=models.PROTECT, related_name="participations"
    )
    said = models.CharField(_("name as its source says it"), max_length=500, blank=True)
    role = models.CharField(_("part"), max_length=15, choices=ParticipationRole.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="participation_names_somebody",
                condition=Q(actor__isnull=False) | ~Q(said=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.actor or self.said)


class Presence(models.Model):
    """One row of a sheet of who does what where, in a period."""

    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.CASCADE, related_name="presences"
    )
    actor = models.ForeignKey(
        Actor, on_delete=models.PROTECT, related_name="presences", verbose_name=_("carried out by")
    )
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    activity = models.CharField(_("activity"), max_length=500, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="presences"
    )
    said_place = models.CharField(_("place as the sheet says it"), max_length=255, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status as the sheet says it"), max_length=60, blank=True)
    source = models.CharField(max_length=60)
    # What makes the row itself, so that the same sheet read again changes nothing.
    source_key = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], name="presence_is_known_once_to_a_source"
            )
        ]
        indexes = [models.Index(fields=["area", "sector"], name="presence_area_sector")]

    def __str__(self) -> str:
        return f"{self.actor}: {self.activity}"
