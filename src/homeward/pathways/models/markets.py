"""When a labour market counts as full, where it is, and which sectors both sides seek."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.core.rows import IdRow
from homeward.pathways import choices
from homeward.places.models import Area, Country


class SaturationRule(models.Model):
    """From how many seekers for a vacancy a market of a country is full: dated, never changed."""

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    seekers_per_vacancy = models.DecimalField(
        _("seekers for each vacancy"), max_digits=7, decimal_places=2
    )
    # An older fact says nothing of today.
    oldest_days = models.PositiveSmallIntegerField(_("days after which a fact is too old"))
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("where it is written"), max_length=300)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["country", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "valid_from"], name="saturation_rule_begins_once_a_day"
            ),
            models.CheckConstraint(
                name="market_is_full_from_more_than_none", condition=Q(seekers_per_vacancy__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id}: {self.seekers_per_vacancy}"


class Crossing(IdRow):
    """A market that is full since a day, by one fact and one rule; open until a fact says else."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occupation = models.CharField(max_length=200, blank=True)
    occupation_uri = models.URLField(max_length=200, blank=True)
    sector = models.CharField(max_length=200, blank=True)
    rule = models.ForeignKey(SaturationRule, on_delete=models.PROTECT, related_name="+")
    # As the fact said it: facts may be taken back.
    vacancies = models.PositiveIntegerField()
    seekers = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    observed_on = models.DateField()
    crossed_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    # The item on a committee's agenda: no foreign key is needed, and its body stays its own.
    item_id = models.UUIDField(null=True, blank=True)
    committee = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-crossed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "area", "occupation", "sector"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="market_is_full_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.occupation or self.sector

    @property
    def place(self) -> str:
        return f"{self.country}, {self.area}" if self.area else str(self.country)


class SectorInterest(models.Model):
    """What one side says it seeks, with its source: a shortage there, or a wish here."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    side = models.CharField(_("side"), max_length=6, choices=choices.Side.choices)
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    occupation = models.CharField(_("occupation"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    stated_on = models.DateField(_("day of the source"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["sector", "occupation", "country", "-stated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="interest_names_a_sector_or_an_occupation",
                condition=~Q(sector="", occupation=""),
            ),
            models.UniqueConstraint(
                fields=[
                    "owner_org", "country", "side", "sector", "occupation", "source", "stated_on"
                ],
                name="interest_is_stated_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.occupation or self.sector
