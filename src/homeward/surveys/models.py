"""Instruments with their versions, the waves they are asked in, the answers, and the scores.

Instruments hold questions and nobody's answers. Waves, answers and scores are person-level, but for
those of a collective project, a community, or somebody who is no registered person: these have no
person, and are their organisation's alone.
"""

import json
import uuid
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.collectives.models import Project
from homeward.forms.models import FormVersion
from homeward.persons.models import GuardedRow, Person
from homeward.places.models import Area
from homeward.surveys import choices, instruments

WITHOUT_PLACE = Q(project__isnull=True, area__isnull=True)


def new_instance_id() -> str:
    return f"uuid:{uuid.uuid4()}"


class Instrument(models.Model):
    """A survey by its name, whatever its version. Without an owner it came with the software."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("short name"), max_length=30, unique=True)
    title = models.CharField(_("title"), max_length=200)
    owner_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.CharField(
        _("asks about"), max_length=10, choices=choices.Unit.choices, default=choices.Unit.PERSON
    )
    filled_by = ArrayField(
        models.CharField(max_length=10, choices=choices.Filler.choices),
        default=choices.usual_fillers,
        verbose_name=_("who may fill it in"),
    )
    about = models.TextField(_("what it is used for"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    licence = models.TextField(_("licence"), blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "code"]

    def __str__(self) -> str:
        return str(choices.TITLES.get(self.code, self.title))

    def get_absolute_url(self) -> str:
        return reverse("surveys:instrument", args=[self.pk])

    def may_be_filled_by(self, filler: choices.Filler) -> bool:
        return filler in self.filled_by


class InstrumentVersion(models.Model):
    """What one version asks and how it is scored, as uploaded. Published, it never changes.

    It has a form, a scoring sheet, or both; without a sheet it has no score.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # As its publisher calls it: "2018".
    version = models.CharField(_("version"), max_length=20)
    form_version = models.ForeignKey(
        FormVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The scoring sheet (TOML, instruments.parse), and the file it was uploaded as.
    sheet = models.TextField(blank=True)
    sheet_name = models.CharField(max_length=150, blank=True)
    # [{code, label: {language: text}, opens, closes, latest}], in months after arrival.
    waves = models.JSONField(default=list, blank=True)
    changes = models.TextField(_("what is new"), blank=True)
    status = models.CharField(
        max_length=10, choices=choices.VersionStatus.choices, default=choices.VersionStatus.DRAFT
    )
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("in use from"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="instrument_version_is_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["instrument", "version"], name="instrument_version_is_named_once"
            ),
            models.CheckConstraint(
                name="instrument_version_asks_something",
                condition=Q(form_version__isnull=False) | ~Q(sheet=""),
            ),
            models.CheckConstraint(
                name="published_instrument_says_from_when",
                condition=~Q(status="published")
                | Q(valid_from__isnull=False, published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("surveys:version", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == choices.VersionStatus.PUBLISHED

    @property
    def has_score(self) -> bool:
        return bool(self.sheet)

    @cached_property
    def windows(self) -> tuple[instruments.WaveWindow, ...]:
        return instruments.windows(self.waves)

    def name_of_wave(self, code: str) -> str:
        window = next((one for one in self.windows if one.code == code), None)
        if window is None or not window.labels:
            return code
        return instruments.in_language(
            window.labels, get_language() or instruments.FALLBACK_LANGUAGE
        )


class SurveyRow(GuardedRow):
    """Of a person, or of nobody where it is about a project, a community or an unknown person."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.SURVEY, editable=False
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    instrument_version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["scope"], name="%(class)s_scope")]


class SubjectRow(SurveyRow):
    """A row with what it is about: by its unit a case, a project, or an area's community."""

    unit = models.CharField(
        max_length=10, choices=choices.Unit.choices, default=choices.Unit.PERSON, editable=False
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(SurveyRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("draft",))
class Wave(SubjectRow):
    """One interview of the instrument at its time: planned, held, or not held."""

    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="waves")
    # The instrument's code beside its version, for the constraint: once, whatever the version.
    instrument = models.CharField(max_length=30)
    # The wave's code in its version, as "baseline".
    kind = models.CharField(_("wave"), max_length=20)
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
            models.UniqueConstraint(
                fields=["owner_org", "project", "instrument", "kind"],
                name="wave_of_a_project_is_planned_once",
            ),
            models.CheckConstraint(
                name="wave_is_about_one_thing",
                condition=Q(
                    unit__in=("person", "household"), case__isnull=False, person__isnull=False
                )
                & WITHOUT_PLACE
                | Q(
                    unit="project",
                    case__isnull=True,
                    person__isnull=True,
                    project__isnull=False,
                    area__isnull=True,
                )
                | Q(
                    unit="community",
                    case__isnull=True,
                    person__isnull=True,
                    project__isnull=True,
                    area__isnull=False,
                ),
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
        return f"{self.instrument} {self.kind} of {self.case_id or self.project_id or self.area_id}"

    @property
    def is_planned(self) -> bool:
        return self.status == choices.Status.PLANNED

    def get_kind_display(self) -> Any:
        """The wave's name: of the usual three, or as its version calls it."""
        if self.kind in choices.WaveKind.values:
            return choices.WaveKind(self.kind).label
        return self.instrument_version.name_of_wave(self.kind)

    @property
    def submission(self) -> "Submission | None":
        """The answers that hold: those that no later ones replaced."""
        kept = list(self.submissions.all())
        replaced = {one.deprecates_id for one in kept}
        return next((one for one in kept if one.pk not in replaced), None)


@tracked()
@person_level(erasure=Erasure.DELETE)
class Submission(SubjectRow):
    """One filled-in survey, never changed: scores can be made from it anew.

    What is mended comes as another one that `deprecates` it.
    """

    wave = models.ForeignKey(Wave, null=True, on_delete=models.PROTECT, related_name="submissions")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    # As the client that filled it in made it up ("uuid:..."): the same one comes in once.
    instance_id = models.CharField(max_length=200, default=new_instance_id)
    source = models.CharField(
        _("came by"), max_length=10, choices=choices.Source.choices, default=choices.Source.BROWSER
    )
    deprecates = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    held_on = models.DateField(_("day of the interview"))
    submitted_at = models.DateTimeField()
    # Nobody: the person filled it in, or the file doesn't say who.
    interviewer = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Of the items that have codes, without any free text:
    # item -> {"codes": [...], "state": answered | unknown | refused | not_applicable | not_asked}
    answers = models.JSONField()
    # Everything as it was filled in, place -> text (forms.filling), as JSON; empty without a form.
    filled = EncryptedTextField(_("answers as filled in"))
    # The XForm instance as it came.
    xml = EncryptedTextField(_("XML"))
    # [[item, code]] that the sheet doesn't know: kept where they can't be sent back, never scored.
    faults = models.JSONField(default=list, blank=True)
    score = models.ForeignKey(
        "Score", null=True, on_delete=models.PROTECT, related_name="submissions"
    )

    class Meta(SubjectRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "instance_id"], name="instance_comes_in_once"
            ),
            models.UniqueConstraint(
                fields=["wave"],
                condition=Q(deprecates__isnull=True),
                name="wave_has_one_first_submission",
            ),
            models.CheckConstraint(
                name="submission_is_about_one_thing",
                condition=Q(unit__in=("person", "household")) & WITHOUT_PLACE
                | Q(
                    unit="project",
                    case__isnull=True,
                    person__isnull=True,
                    project__isnull=False,
                    area__isnull=True,
                )
                | Q(
                    unit="community",
                    case__isnull=True,
                    person__isnull=True,
                    project__isnull=True,
                    area__isnull=False,
                ),
            ),
        ]
        indexes = [
            *SubjectRow.Meta.indexes,
            models.Index(fields=["instrument_version", "held_on"], name="submission_of_version"),
        ]

    def __str__(self) -> str:
        return f"answers to {self.wave_id or self.instrument_version_id}"

    @property
    def values(self) -> dict[str, str]:
        """What was filled in, place -> text."""
        return dict(json.loads(self.filled)) if self.filled else {}


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Score(SurveyRow):
    """What the answers add up to, by which instrument, version and options."""

    wave = models.OneToOneField(Wave, null=True, on_delete=models.PROTECT, related_name="score")
    held_on = models.DateField()
    # The instrument's code, so that figures need no join.
    instrument = models.CharField(max_length=30)
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
