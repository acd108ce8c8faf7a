from django.db import models

from homeward.places.names import country_name, language


class Country(models.Model):
    """A country by its ISO 3166-1 code; its name in each language comes from Babel."""

    code = models.CharField(primary_key=True, max_length=2)
    name = models.CharField(max_length=100, help_text="English short name, for sorting in SQL")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return country_name(self.code)


class Area(models.Model):
    """An administrative area; `pcode` is its OCHA P-code where it has one."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="areas")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    pcode = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict, blank=True, help_text="language -> name")
    level = models.PositiveSmallIntegerField(default=1)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "level", "name", "parent"],
                name="area_has_one_name_under_its_parent",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return str(self.names.get(language(), self.name))
