"""Pathways: templates as data, a person's own way through one, and what a child needs decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.persons.models import PersonRow
from homeward.protection import choices
from homeward.protection.models.base import ProtectionRow, worded
from homeward.protection.models.flags import kinds, roles
from homeward.tasks.choices import DayKind


class PathwayTemplate(models.Model):
    """One version of a pathway. Rows that began with it keep it."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    programme_id = models.IntegerField(default=0)
    valid_from = models.DateField()
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.PROTECTION
    )
    names = models.JSONField(default=dict, help_text="language -> wording")
    flag_kinds = ArrayField(models.CharField(max_length=30, choices=kinds), default=list)
    # A child's: guardian, tracing, assessment and determination; the departure waits for it.
    decides_best_interest = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code", "programme_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "programme_id", "version"], name="pathway_version_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return worded(self.names, self.code)


class PathwayTemplateStep(models.Model):
    template = models.ForeignKey(PathwayTemplate, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    names = models.JSONField(default=dict, help_text="language -> wording")
    holder_role = models.CharField(max_length=30, choices=roles)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    day_kind = models.CharField(max_length=10, choices=DayKind.choices, default=DayKind.CALENDAR)
    needs_evidence = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "code"], name="pathway_names_a_step_once")
        ]

    def __str__(self) -> str:
        return worded(self.names, self.code)


@tracked()
@person_level(erasure=Erasure.DELETE)
class Pathway(PersonRow):
    """A person on one pathway. Its class is the template's."""

    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(PathwayTemplate, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = EncryptedTextField(_("outcome"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person", "template"],
                condition=models.Q(ended_at__isnull=True),
                name="person_walks_a_pathway_once_at_a_time",
            )
        ]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "-begun_at"], name="pathway_of_case"),
        ]

    def __str__(self) -> str:
        return str(self.template)


@tracked()
@person_level(erasure=Erasure.DELETE)
class PathwayStep(PersonRow):
    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey(PathwayTemplateStep, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("until"), null=True, blank=True)
    # What was done, or why the step does not apply.
    evidence = EncryptedTextField(_("what was done"))
    applies = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pathway", "step"], name="pathway_does_a_step_once")
        ]

    def __str__(self) -> str:
        return str(self.step)


@tracked()
@person_level(erasure=Erasure.DELETE)
class Guardian(ProtectionRow):
    """Who speaks for a child: a person, or an authority that was appointed."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="guardians")
    name = EncryptedTextField(_("name of the guardian or the authority"))
    tie = EncryptedTextField(_("tie to the child, or by whom appointed"))
    contact = EncryptedTextField(_("contact"))
    is_authority = models.BooleanField(_("an authority"), default=False)
    named_on = models.DateField(_("named on"))
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"],
                condition=models.Q(ended_on__isnull=True),
                name="child_has_one_guardian_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"guardian {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Tracing(ProtectionRow):
    """A request to find a child's family, and what came of it."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="tracings")
    sought = EncryptedTextField(_("who is looked for"))
    asked_of = EncryptedTextField(_("who was asked"))
    asked_on = models.DateField(_("asked on"))
    result = models.CharField(
        max_length=15, choices=choices.TracingResult.choices, default=choices.TracingResult.OPEN
    )
    result_on = models.DateField(_("answered on"), null=True, blank=True)
    note = EncryptedTextField(_("what was found"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"tracing {self.pk}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class BestInterest(ProtectionRow):
    """An assessment, or the determination by a panel. A later one does not undo an earlier one."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, related_name="best_interests")
    kind = models.CharField(max_length=15, choices=choices.BestInterestKind.choices)
    held_on = models.DateField(_("held on"))
    members = EncryptedTextField(_("who took part, one a line"))
    child_s_view = EncryptedTextField(_("what the child wants"))
    finding = EncryptedTextField(_("what was found"))
    decision = models.CharField(
        max_length=15, choices=choices.BestInterestDecision.choices, blank=True
    )
    conditions = EncryptedTextField(_("conditions"))
    review_on = models.DateField(_("next review"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ProtectionRow.Meta):
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="determination_says_what_was_decided",
                condition=models.Q(kind="assessment") | ~models.Q(decision=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
