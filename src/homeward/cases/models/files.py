"""The case itself, what was said in it, and how it goes on."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases import choices
from homeward.countries.choices import Change
from homeward.countries.models import SheetVersion
from homeward.persons.models import Household, PersonRow
from homeward.places.models import Country, PointOfEntry
from homeward.procedures.models import SopStep, SopVersion
from homeward.programmes.choices.criteria import Residence
from homeward.programmes.models import Way


class CaseRow(PersonRow):
    """A row of class Case, unless its model says otherwise."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("destination",))
class Case(CaseRow):
    """One household's way. `person` is the principal; one organisation is accountable, always."""

    reference = models.CharField(_("reference"), max_length=20)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=20, choices=choices.Stage.choices, default=choices.Stage.COUNSELLING
    )
    # The version of a way that the case began with, and keeps.
    way = models.ForeignKey(Way, on_delete=models.PROTECT, related_name="+")
    # Of somebody known already: the case of an earlier return.
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later"
    )
    residence = models.CharField(
        _("who they are here"),
        max_length=20,
        choices=Residence.choices,
        default=Residence.RETURNEE,
    )
    # None: there is no host leg.
    host_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin_country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    destination = models.CharField(_("place of return"), max_length=120, blank=True)
    # The organisations on the way; the owner of the row is the one that opened the case.
    reception_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accountable_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    travels_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closure_reason = models.CharField(
        max_length=20, choices=choices.ClosureReason.choices, blank=True
    )
    changed_at = models.DateTimeField()

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "reference"], name="case_reference_is_its_owner_s_own"
            ),
            models.CheckConstraint(
                name="closed_case_has_a_reason",
                condition=models.Q(closed_at__isnull=True) | ~models.Q(closure_reason=""),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["owner_org", "-changed_at"], name="case_own_recent"),
            models.Index(fields=["accountable_org", "-changed_at"], name="case_held_recent"),
            models.Index(fields=["-changed_at"], name="case_recent"),
            models.Index(fields=["reference"], name="case_reference"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("desk:case", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@tracked()
@person_level(erasure=Erasure.CLEAR)
class StageChange(CaseRow):
    """The case's history, domain data: written with the stage itself, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stage_changes")
    to = models.CharField(max_length=20, choices=choices.Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]
        indexes = [*CaseRow.Meta.indexes, models.Index(fields=["-at"], name="stagechange_recent")]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.to}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Fact(PersonRow):
    """What somebody said, when, and to whom. A correction is a new fact that replaces this one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=20, choices=choices.FactKind.choices)
    # Empty: asked, and not known.
    value = EncryptedTextField(_("value"))
    said_by = models.CharField(_("said by"), max_length=20, choices=choices.SaidBy.choices)
    said_by_name = EncryptedTextField(_("name of who said it"))
    said_on = models.DateField(_("said on"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    # The fact of an earlier case that was taken over, to be confirmed here.
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def group(self) -> choices.FactGroup:
        return choices.FACT_GROUPS[choices.FactKind(self.kind)]


@tracked()
@person_level(erasure=Erasure.DELETE)
class Confirmation(PersonRow):
    """A fact was asked again and still holds. A row of who confirmed it, of its class."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="confirmations")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"confirmation of {self.fact_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Arrival(PersonRow):
    """What the reception desk needs, and nothing else: it sees this row, not the case."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.PROFILE, editable=False
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="arrival")
    reference = models.CharField(max_length=20)
    reception_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=choices.ArrivalStatus.choices, default=choices.ArrivalStatus.EXPECTED
    )
    expected_at = models.DateTimeField(_("lands at"), null=True, blank=True)
    flight = models.CharField(_("flight"), max_length=20, blank=True)
    from_place = models.CharField(_("from"), max_length=80, blank=True)
    point_of_entry = models.CharField(_("point of entry"), max_length=80, blank=True)
    # The same as a known place, by which a border authority is shown its own arrivals alone.
    entry = models.ForeignKey(
        PointOfEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    onward_to = models.CharField(_("goes on to"), max_length=120, blank=True)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    needs = ArrayField(
        models.CharField(max_length=20, choices=choices.ArrivalNeed.choices),
        default=list,
        blank=True,
    )
    prepared = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    arrived_adults = models.PositiveSmallIntegerField(null=True, blank=True)
    arrived_children = models.PositiveSmallIntegerField(null=True, blank=True)
    remark = EncryptedTextField(_("remark of the desk"))

    class Meta(PersonRow.Meta):
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["reception_org", "expected_at"], name="arrival_board"),
        ]

    def __str__(self) -> str:
        return f"arrival {self.reference}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Note(CaseRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = EncryptedTextField(_("note"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"note on {self.case_id}"


@person_level(erasure=Erasure.CLEAR)
class CaseProcedure(CaseRow):
    """The version of a procedure that the case began with, and keeps."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="procedures")
    version = models.ForeignKey(SopVersion, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="case_follows_a_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} follows {self.version_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("evidence",))
class CaseStep(PersonRow):
    """A step of a procedure in one case: a row of the organisation that holds it.

    Written by the database (cases_begin_steps): whoever moves the case may see neither the
    procedure nor the holder's rows. A step of reception is profile, as the arrival itself is.
    """

    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    step = models.ForeignKey(SopStep, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)
    state = models.CharField(
        max_length=15, choices=choices.StepState.choices, default=choices.StepState.WAITING
    )
    due_on = models.DateField(null=True, blank=True)
    # What was done, or why the step does not apply.
    evidence = EncryptedTextField(_("evidence"))
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="case_does_a_step_once")
        ]

    def __str__(self) -> str:
        return f"step of {self.case_id}"


class SecurityAlert(models.Model):
    """A changed security sheet that the holders of open cases are to read. No case is named here.

    Written with the sheet's publication; `told_at` is blank until the worker has told them, so that
    no crash loses an alert.
    """

    version = models.OneToOneField(SheetVersion, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey(
        SheetVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    change = models.CharField(max_length=10, choices=Change.choices)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(told_at__isnull=True), name="alert_to_be_told"
            )
        ]

    def __str__(self) -> str:
        return f"alert of {self.version_id}"


@person_level(erasure=Erasure.CLEAR)
class SecurityReading(CaseRow):
    """The holder of a case read a changed security sheet. A row of who read it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="security_readings")
    version = models.ForeignKey(SheetVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version", "owner_org"], name="case_reads_a_security_sheet_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} read {self.version_id}"


@person_level(erasure=Erasure.CLEAR)
class WorkerChange(CaseRow):
    """Who worked on a case gave it to somebody else, or it has nobody now.

    Written by the database with the change itself, whoever makes it (handing.sql).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="worker_changes")
    before = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["case", "at"], name="worker_of_case"),
        ]

    def __str__(self) -> str:
        return f"worker of {self.case_id}"


class Reassignment(models.Model):
    """What somebody held was given to colleagues at once; it can be undone within a day.

    It remembers what was given to whom by ids alone; undoing leaves alone what moved on since.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leaving = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Each case beside the colleague who took it.
    cases = ArrayField(models.UUIDField(), default=list)
    takers = ArrayField(models.BigIntegerField(), default=list)
    held = ArrayField(models.UUIDField(), default=list)
    waited = ArrayField(models.UUIDField(), default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["organisation", "-at"], name="hand_over_recent")]

    def __str__(self) -> str:
        return f"hand-over of {self.leaving_id}"
