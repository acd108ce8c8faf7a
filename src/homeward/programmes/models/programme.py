"""Programmes and the corridors they serve: all of it dated data, never code."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.places.models import Country
from homeward.places.names import language
from homeward.programmes.choices import ProgrammeKind, ProgrammeStatus
from homeward.programmes.models.vocabulary import Sector, TargetGroup


class Programme(models.Model):
    # A small number: the gate folds it into each row's scope.
    id = models.AutoField(primary_key=True)
    code = models.CharField(_("code"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=500)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    language = models.CharField(_("language of the wording"), max_length=10, default="en")
    kind = models.CharField(_("kind"), max_length=20, choices=ProgrammeKind.choices, blank=True)
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("part of"),
    )
    status = models.CharField(
        _("status"), max_length=15, choices=ProgrammeStatus.choices, blank=True
    )
    description = models.TextField(_("description"), blank=True)
    descriptions = models.JSONField(default=dict, blank=True, help_text="language -> words")
    objectives = models.TextField(_("objectives"), blank=True)
    # None only for a programme known from a file: whoever runs one here answers for it.
    lead_org = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("led by"),
    )
    funder_org = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("funded by"),
    )
    # None: nobody has said when.
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_open = models.BooleanField(_("takes new cases"), default=True)
    # None: nobody has said how many there are.
    seats = models.PositiveIntegerField(_("places"), null=True, blank=True)
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("for whom")
    )
    sectors = models.ManyToManyField(
        Sector, through="ProgrammeSector", related_name="programmes", verbose_name=_("sectors")
    )
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    # As it was read last, with what has no column of its own.
    source_record = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_begins",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="programme_run_here_has_a_lead",
                condition=Q(lead_org__isnull=False) | ~Q(source=""),
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="programme_is_known_once_to_a_source",
                condition=~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.names.get(language(), self.name))


class Corridor(models.Model):
    """From one host country to one country of origin, through those of its legs."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="corridors")
    host_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("host country")
    )
    origin_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country of origin")
    )
    transit = ArrayField(
        models.CharField(max_length=2),
        default=list,
        blank=True,
        verbose_name=_("transit countries"),
        help_text=_("In the order of the way, by their two-letter codes."),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "host_country", "origin_country"],
                name="corridor_is_named_once_in_a_programme",
            ),
            models.CheckConstraint(
                name="corridor_joins_two_countries",
                condition=~Q(host_country=F("origin_country")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host_country} → {self.origin_country}"
