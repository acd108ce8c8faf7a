"""Countries, their administrative areas with boundaries, and towns."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.places.choices import DEEPEST, CentreFrom, EntryKind
from homeward.places.names import country_name, language
from homeward.places.rules import first_in_script


class Country(models.Model):
    """A country by its ISO 3166-1 code; its name in each language comes from Babel."""

    code = models.CharField(primary_key=True, max_length=2)
    name = models.CharField(max_length=100, help_text="English short name, for sorting in SQL")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        # One that is on no list has but the name that it was given here.
        name = country_name(self.code)
        return self.name if name == self.code else name


class Area(models.Model):
    """An administrative area; `pcode` is its OCHA P-code where it has one.

    The centre is where a map writes its figure: approximate, and unknown for many.
    """

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="areas")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    pcode = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    # The name folded, without what kind of area it is; kept by actions.
    key = models.CharField(max_length=200, blank=True, editable=False)
    level = models.PositiveSmallIntegerField(default=1)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    centre_from = models.CharField(
        _("centre from"), max_length=10, choices=CentreFrom.choices, blank=True
    )
    # Blank: a directory or a sheet named it.
    source = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "pcode"],
                name="area_has_a_pcode_of_its_own",
                condition=~Q(pcode=""),
            ),
            # Some countries have two areas of one name under one parent: their codes part them.
            models.UniqueConstraint(
                fields=["country", "level", "name", "parent"],
                name="area_without_pcode_has_one_name_under_its_parent",
                condition=Q(pcode=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="area_has_a_level_of_its_country", condition=Q(level__range=(1, DEEPEST))
            ),
        ]
        indexes = [models.Index(fields=["country", "key"], name="area_country_key")]

    def __str__(self) -> str:
        return str(self.names.get(language(), self.name))


class AreaBoundary(models.Model):
    """The outline of an area as GeoJSON, apart from it so that lists of areas stay light.

    For illustration: no boundary here says whose land it is.
    """

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.JSONField()
    source = models.CharField(_("source"), max_length=200)
    # As text: accounts stand above places, and a name outlives its account.
    uploaded_by = models.CharField(_("uploaded by"), max_length=200)
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        ordering = ["area"]
        verbose_name_plural = "area boundaries"

    def __str__(self) -> str:
        return str(self.area)


class Town(models.Model):
    """A populated place of GeoNames (CC BY 4.0), with all its names in all scripts."""

    geonameid = models.PositiveIntegerField(primary_key=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="towns")
    # None: no boundary that was uploaded holds it.
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="towns"
    )
    name = models.CharField(max_length=200)
    names = ArrayField(models.CharField(max_length=400), default=list, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    # None: not told. GeoNames writes 0 where it doesn't know.
    population = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=200, editable=False)
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="town_search"),
            models.Index(fields=["country", "key"], name="town_country_key"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """Its first name in the reader's script, or as GeoNames writes it."""
        return first_in_script(self.names, language()) or self.name


class PointOfEntry(models.Model):
    """Where people enter a country: an airport, a port, a crossing on land."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="points_of_entry")
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("code"), max_length=10, blank=True, help_text="UN/LOCODE or IATA")
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "points of entry"
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"], name="point_of_entry_has_a_name_of_its_own"
            )
        ]

    def __str__(self) -> str:
        return self.name
