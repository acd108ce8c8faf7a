"""Flags, what each kind asks for, and the hold on a departure that some of them bring."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass, Role
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.persons.models import PersonRow
from homeward.protection import choices
from homeward.tasks.choices import DayKind


def roles() -> list[tuple[str, Any]]:
    """Named by a function, so that a new role or kind needs no migration here."""
    return Role.choices


def kinds() -> list[tuple[str, Any]]:
    return choices.FlagKind.choices


class FlagRule(models.Model):
    """What a kind of flag asks for: who follows it up, until when, what it seals and holds."""

    kind = models.CharField(max_length=30, choices=kinds)
    programme_id = models.IntegerField(default=0)
    valid_from = models.DateField()
    holder_role = models.CharField(max_length=30, choices=roles)
    # None: no deadline is agreed, and the wait says so.
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    day_kind = models.CharField(max_length=10, choices=DayKind.choices, default=DayKind.CALENDAR)
    seals = models.CharField(
        max_length=10, choices=choices.Sealing.choices, default=choices.Sealing.NOTHING
    )
    holds_departure = models.BooleanField(default=False)
    pathway = models.CharField(max_length=40, blank=True, help_text="code of a template")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "programme_id", "valid_from"],
                name="flag_rule_is_stated_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Flag(PersonRow):
    """One observation that something has to be looked into. Its class follows its kind."""

    data_class = models.PositiveSmallIntegerField(choices=DataClass.choices, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=30, choices=kinds)
    level = models.CharField(
        _("level"), max_length=12, choices=choices.Level.choices, default=choices.Level.INDIVIDUAL
    )
    state = models.CharField(
        max_length=10, choices=choices.FlagState.choices, default=choices.FlagState.SUSPECTED
    )
    # Codes of the questions that raised it; HTCDS's own field names where it has one.
    indicators = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    detail = EncryptedTextField(_("what was seen or said"))
    source = models.CharField(_("source"), max_length=15, choices=choices.Source.choices)
    said_on = models.DateField(_("seen or said on"))
    # The answered form that raised it; no foreign key, forms are answered beside this floor.
    submission_id = models.UUIDField(null=True, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state_why = EncryptedTextField(_("what the decision rests on"))
    state_at = models.DateTimeField(null=True, blank=True)
    state_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        ordering = ["-raised_at"]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "-raised_at"], name="flag_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                name="decided_flag_names_who_decided",
                condition=models.Q(state="suspected")
                | models.Q(state_by__isnull=False, state_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(choices.FlagKind(self.kind).label)

    @property
    def is_open(self) -> bool:
        return self.state in {choices.FlagState.SUSPECTED, choices.FlagState.CONFIRMED}


@tracked()
@person_level(erasure=Erasure.DELETE)
class DepartureHold(CaseRow):
    """A check is open on one of the household: the departure waits. It says no more than that."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(lifted_at__isnull=True),
                name="departure_is_held_once_for_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"hold of {self.case_id}"
