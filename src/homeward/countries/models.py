"""Sheets, whose versions never change once published; facts and figures with their source."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.countries import choices
from homeward.places.models import Area, Country
from homeward.places.names import country_name, language


class Sheet(models.Model):
    """What one organisation keeps on one matter of a country, or of one of its areas."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("about"), max_length=20, choices=choices.SheetKind.choices)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    # Blank: the whole country.
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
    )
    # Of a community's profile: whose nationals live in `country`, which is then their host.
    community_of = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("nationality"),
    )
    is_public = models.BooleanField(_("for everybody, without sign-in"), default=False)

    class Meta:
        ordering = ["country", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "kind", "country", "area", "community_of"],
                name="organisation_keeps_a_sheet_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="community_profile_says_whose",
                condition=Q(kind="community", community_of__isnull=False)
                | ~Q(kind="community") & Q(community_of__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(about)s: %(place)s") % {"about": self.about, "place": self.place}

    def get_absolute_url(self) -> str:
        return reverse("countries:sheet", args=[self.pk])

    @property
    def about(self) -> str:
        if self.community_of_id:
            return gettext("Community of %(country)s") % {
                "country": country_name(self.community_of_id)
            }
        return str(self.get_kind_display())

    @property
    def place(self) -> str:
        country = country_name(self.country_id)
        return f"{country}, {self.area}" if self.area else country


class SheetVersion(models.Model):
    """One version. Published it never changes; the next one supersedes it."""

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        max_length=10,
        choices=choices.VersionStatus.choices,
        default=choices.VersionStatus.DRAFT,
    )
    severity = models.PositiveSmallIntegerField(
        _("severity"), choices=choices.Severity.choices, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_date = models.DateField(_("day of the source"), null=True, blank=True)
    valid_until = models.DateField(_("may be relied on until"), null=True, blank=True)
    changes = models.CharField(_("what changed"), max_length=500, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"], name="sheet_version_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(status="draft"),
                name="one_draft_of_a_sheet_at_a_time",
            ),
            models.CheckConstraint(
                name="published_sheet_has_source_and_end",
                condition=Q(status="draft")
                | (
                    Q(published_at__isnull=False, source_date__isnull=False)
                    & Q(valid_until__isnull=False)
                    & ~Q(source="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sheet", "-number"],
                condition=Q(status="published"),
                name="sheet_version_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} / {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.status == choices.VersionStatus.DRAFT

    def in_language(self, wanted: str = "") -> "SheetText | None":
        """The text in this language, else in English, else in whichever there is."""
        by_language = {text.language: text for text in self.texts.all()}
        for code in (wanted or language(), "en"):
            if code in by_language:
                return by_language[code]
        return next(iter(by_language.values()), None)

    @property
    def text(self) -> "SheetText | None":
        return self.in_language()


class SheetText(models.Model):
    """A version in one language. Plain words: a line break is one, an empty line parts."""

    version = models.ForeignKey(SheetVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="sheet_version_has_a_language_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Community(models.Model):
    """What a version of a community's profile counts and names, beside its text."""

    version = models.OneToOneField(
        SheetVersion, primary_key=True, on_delete=models.CASCADE, related_name="community"
    )
    # Blank: nobody has counted.
    size = models.PositiveIntegerField(_("people"), null=True, blank=True)
    size_source = models.CharField(_("counted by"), max_length=300, blank=True)
    size_on = models.DateField(_("counted on"), null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    organisations = models.ManyToManyField(Actor, related_name="+", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="size_of_a_community_has_a_source",
                condition=Q(size__isnull=True) | (~Q(size_source="") & Q(size_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"community of {self.version_id}"


class LabourFact(models.Model):
    """What one source says of one occupation or sector at one place and day."""

    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    occupation = models.CharField(_("occupation"), max_length=200, blank=True)
    # Its address in ESCO, where it is known.
    occupation_uri = models.URLField(_("ESCO address"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=200, blank=True)
    demand = models.CharField(
        _("demand"), max_length=10, choices=choices.Demand.choices, blank=True
    )
    # Counted; None: not said.
    vacancies = models.PositiveIntegerField(_("vacancies"), null=True, blank=True)
    seekers = models.PositiveIntegerField(_("people who look for it"), null=True, blank=True)
    placements = models.PositiveIntegerField(_("people placed"), null=True, blank=True)
    wage_from = models.DecimalField(
        _("wage from"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    wage_to = models.DecimalField(
        _("wage to"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    period = models.CharField(
        _("the wage is for"), max_length=10, choices=choices.WagePeriod.choices, blank=True
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    observed_on = models.DateField(_("of the day"))
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["country", "occupation", "sector", "-observed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "owner_org", "country", "area", "occupation", "sector", "source", "observed_on"
                ],
                name="labour_fact_is_stated_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="labour_fact_is_of_an_occupation_or_a_sector",
                condition=~Q(occupation="", sector=""),
            ),
            models.CheckConstraint(
                name="lowest_wage_is_not_above_the_highest",
                condition=Q(wage_from__isnull=True)
                | Q(wage_to__isnull=True)
                | Q(wage_to__gte=F("wage_from")),
            ),
            models.CheckConstraint(
                name="wage_has_a_currency_and_a_time",
                condition=Q(wage_from__isnull=True, wage_to__isnull=True)
                | (~Q(currency="") & ~Q(period="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.occupation or self.sector


class Figure(models.Model):
    """One published number. Read from official files alone; no page writes one.

    `host` is blank where the source names none; `sex` blank and no ages are everybody. A year
    without a row is unknown, not nought.
    """

    kind = models.CharField(max_length=20, choices=choices.FigureKind.choices)
    origin = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1, choices=choices.Sex.choices, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    source_date = models.DateField()

    class Meta:
        ordering = ["origin", "host", "kind", "year", "sex", "age_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "origin", "host", "year", "sex", "age_from", "age_to"],
                name="source_gives_a_figure_once",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(fields=["origin", "kind", "year"], name="figure_of_origin"),
            models.Index(fields=["host", "kind", "year"], name="figure_of_host"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.origin_id} {self.year}: {self.value}"
