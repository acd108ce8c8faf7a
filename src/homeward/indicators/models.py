"""What is measured and how, in versions; what it came to; and the cohorts that figures stand on.

A definition and a figure are about nobody and the same for every party. A cohort is person-level:
it keeps what was true of a return when it happened.
"""

import json
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation
from homeward.access.person_level import Erasure, Export, person_level
from homeward.actors.models import Actor
from homeward.cases.models import Case, CaseRow
from homeward.indicators import choices
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme


def in_words(text: str) -> str:
    """A shipped text in the reader's language; what somebody typed stays as it is."""
    return gettext(text) if text else ""


class Indicator(models.Model):
    """One thing that is measured, under one code for good; how, its definitions say."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    # None: it came with the software.
    owner_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("owner"),
    )  # fmt: skip
    direction = models.CharField(
        _("which way is better"), max_length=10, choices=choices.Direction.choices
    )
    position = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return in_words(self.name)


class Definition(models.Model):
    """One version of how an indicator is computed. In use it never changes: the next replaces it.

    `formula` is read by rules.formula alone; the words beside it say the same to people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="definitions")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=10, choices=choices.Status.choices, default=choices.Status.DRAFT
    )
    meaning = models.TextField(_("what it tells"))
    numerator = models.TextField(_("numerator, in words"))
    denominator = models.TextField(_("denominator, in words"))
    # Of what table of events (sources.SOURCES), and what of it.
    source = models.CharField(_("computed from"), max_length=40)
    unit = models.CharField(_("unit"), max_length=20, choices=choices.Unit.choices)
    measure = models.CharField(_("measure"), max_length=15, choices=choices.Measure.choices)
    formula = models.JSONField(_("formula"), default=dict)
    dimensions = ArrayField(
        models.CharField(max_length=15, choices=choices.Dimension.choices),
        default=list, blank=True, verbose_name=_("told apart by"),
    )  # fmt: skip
    periods = ArrayField(
        models.CharField(max_length=10, choices=choices.PeriodKind.choices),
        default=list, verbose_name=_("periods"),
    )  # fmt: skip
    dated_by = models.CharField(_("which day puts it into a period"), max_length=200)
    # Who asks for it: a document, with its page or paragraph.
    cited = models.CharField(_("source of the definition"), max_length=300)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    valid_from = models.DateField(_("in use from"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # When its figures were last compared with what is there, and a fingerprint of that.
    checked_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["indicator", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "version"], name="definition_has_a_version_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(status=choices.Status.PUBLISHED),
                name="one_definition_of_an_indicator_in_use",
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(status=choices.Status.DRAFT),
                name="one_draft_of_an_indicator",
            ),
            models.CheckConstraint(
                name="definition_in_use_says_since_when",
                condition=Q(status=choices.Status.DRAFT) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.version}"

    @property
    def is_share(self) -> bool:
        """Is its value a part of one: written in percent?"""
        return self.measure == choices.Measure.SHARE or (
            self.measure == choices.Measure.RATIO and self.source in choices.PARTS_OF_A_WHOLE
        )

    @property
    def shown_meaning(self) -> str:
        return in_words(self.meaning)

    @property
    def shown_numerator(self) -> str:
        return in_words(self.numerator)

    @property
    def shown_denominator(self) -> str:
        return in_words(self.denominator)

    @property
    def shown_dated_by(self) -> str:
        return in_words(self.dated_by)

    @property
    def shown_cited(self) -> str:
        return in_words(self.cited)

    @property
    def formula_text(self) -> str:
        return json.dumps(self.formula, indent=1, ensure_ascii=False)


class Agreed(models.Model):
    """An organisation of a programme agreed to measure it by this version."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="agreed")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "programme", "organisation"],
                name="organisation_agrees_once_to_a_definition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} agrees to {self.definition_id}"


class Mark(models.Model):
    """A target or a benchmark: a value to compare figures with, and who states it.

    Never changed: a later one of the same kind and programme takes its place from its day on.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(_("kind"), max_length=10, choices=choices.MarkKind.choices)
    # None: for every programme.
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("programme"),
    )  # fmt: skip
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    valid_from = models.DateField(_("holds from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("who states it, and where"), max_length=300)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "programme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "kind", "programme", "currency", "valid_from"],
                name="mark_is_stated_once_from_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="mark_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="mark_says_its_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Figure(models.Model):
    """What one definition came to, for one cut and one period: over all organisations.

    `cut` names the dimensions that this row is told apart by ("" of all, "programme+sex"); a column
    of the cut that is empty means unknown, any other empty column means not asked. Written by the
    job alone (figures.sql). A row without `replaced_at` stands; the others are what it was before.
    """

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="figures")
    cut = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=10, choices=choices.PeriodKind.choices)
    # Of all time: none.
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    host_country = models.ForeignKey(
        Country, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    origin_country = models.ForeignKey(
        Country, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    area = models.ForeignKey(
        Area, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    donor = models.ForeignKey(
        Actor, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    sex = models.CharField(max_length=10, blank=True)
    age_band = models.CharField(max_length=10, blank=True)
    wave = models.CharField(max_length=40, blank=True)
    # Of money: what it is counted in; sums in two currencies are two rows.
    currency = models.CharField(max_length=3, blank=True)
    numerator = models.FloatField()
    denominator = models.FloatField()
    # None: nothing to tell (nobody counted; not yet half reached it).
    value = models.FloatField(null=True)
    # Different persons behind it; where no person is behind it, how many units.
    persons = models.PositiveIntegerField()
    # Units that belong here, but of which it is not known.
    unknown = models.PositiveIntegerField(default=0)
    # It, or another beside it, is of too few people: no number of it is told (rules.small).
    is_kept_back = models.BooleanField(default=False)
    computed_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "definition", "cut", "period", "starts_on", "programme", "host_country",
                    "origin_country", "area", "organisation", "donor", "sex", "age_band", "wave",
                    "currency",
                ],
                condition=Q(replaced_at__isnull=True),
                name="one_figure_stands",
                nulls_distinct=False,
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["definition", "cut", "period", "starts_on"],
                condition=Q(replaced_at__isnull=False),
                name="figure_history",
            )
        ]

    def __str__(self) -> str:
        return f"{self.definition_id} {self.cut} {self.starts_on}: {self.value}"


class Setting(models.Model):
    """A number that figures go by, with the day from which it holds and where it is from."""

    setting = models.CharField(max_length=30, choices=choices.Setting.choices)
    value = models.PositiveIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "valid_from"], name="indicator_setting_is_stated_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting}: {self.value}"


class Run(models.Model):
    """One computing of all definitions. Without `finished_at` it goes on, or was broken off."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    computed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


@person_level(export=Export.NOTHING, erasure=Erasure.CLEAR, clear=("destination",))
class Cohort(CaseRow):
    """What was true of a return on its day: figures go by it, whoever answers for the case later.

    Written by a trigger of the case alone (cohorts.sql). A transfer, a move or another programme
    later changes nothing here; a corrected day of arrival does.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="cohort")
    entered_programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    host_country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    origin_country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    destination = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    arrived_on = models.DateField()

    class Meta(CaseRow.Meta):
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["arrived_on"], name="cohort_by_day"),
        ]

    def __str__(self) -> str:
        return f"return of {self.case_id} on {self.arrived_on}"


# Beside figures stand results chains and reports; their tables are in the same feature.
from homeward.indicators.dashboards.models import (  # noqa: E402
    DonorReport,
    Logframe,
    Measure,
    Narrative,
    Reading,
    Result,
)

__all__ = [
    "Agreed",
    "Cohort",
    "Definition",
    "DonorReport",
    "Figure",
    "Indicator",
    "Logframe",
    "Mark",
    "Measure",
    "Narrative",
    "Reading",
    "Result",
    "Run",
    "Setting",
    "in_words",
]
