"""Sessions of a case, who took part, and help given before departure. Rows of whoever held them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.counselling import choices
from homeward.persons.models import PersonRow


class Meeting(models.Model):
    """When and where one meets; what a single session and a group's have alike."""

    kind = models.CharField(_("kind"), max_length=20, choices=choices.SessionKind.choices)
    state = models.CharField(
        max_length=10, choices=choices.State.choices, default=choices.State.PLANNED
    )
    planned_at = models.DateTimeField(_("planned for"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    location = models.CharField(_("where"), max_length=12, choices=choices.Location.choices)
    led_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class GroupSession(Meeting):
    """One session for several cases. It names nobody: who comes is each case's own row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    place = models.CharField(_("place"), max_length=200, blank=True)

    class Meta:
        ordering = ["planned_at"]
        indexes = [models.Index(fields=["owner_org", "planned_at"], name="group_coming")]

    def __str__(self) -> str:
        return self.title


@tracked()
@person_level(erasure=Erasure.DELETE)
class Session(Meeting, PersonRow):
    """A session or visit of one case, planned and then held, or not. `person` is the principal.

    Class Case; what is told in a psychosocial session is of health, and so is its row.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sessions")
    group = models.ForeignKey(
        GroupSession, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    place = EncryptedTextField(_("place"))
    interpreter_language = models.CharField(_("interpreter's language"), max_length=60, blank=True)
    interpreter_name = EncryptedTextField(_("interpreter"))
    content = EncryptedTextField(_("what was talked about"))
    next_step = EncryptedTextField(_("what was agreed on"))
    next_on = models.DateField(_("by"), null=True, blank=True)
    why = models.CharField(max_length=15, choices=choices.Why.choices, blank=True)

    class Meta(PersonRow.Meta):
        ordering = ["planned_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "group"], name="case_is_once_in_a_group"),
            models.CheckConstraint(
                name="session_not_held_says_why",
                condition=~models.Q(state__in=["no_show", "cancelled"]) | ~models.Q(why=""),
            ),
        ]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "planned_at"], name="session_of_case"),
            models.Index(
                fields=["led_by", "planned_at"],
                condition=models.Q(state="planned"),
                name="session_coming",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"

    @property
    def is_open(self) -> bool:
        return self.state == choices.State.PLANNED


class OfSession(PersonRow):
    """A row beside a session, of the session's class."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    # Blank: not recorded yet.
    came = models.BooleanField(null=True)

    class Meta(PersonRow.Meta):
        abstract = True


@person_level(erasure=Erasure.DELETE)
class Participant(OfSession):
    """Somebody of the household who is to take part: `person`."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")

    class Meta(OfSession.Meta):
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="person_takes_part_once")
        ]

    def __str__(self) -> str:
        return f"participant of {self.session_id}"


@person_level(erasure=Erasure.DELETE)
class Guest(OfSession):
    """A colleague, of one's own or of a partner organisation, who joins; often at a distance."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="guests")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at_distance = models.BooleanField(_("joins at a distance"), default=True)

    class Meta(OfSession.Meta):
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="guest_is_invited_once")
        ]
        indexes = [
            *OfSession.Meta.indexes,
            models.Index(fields=["user"], name="session_of_guest"),
        ]

    def __str__(self) -> str:
        return f"guest of {self.session_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Help(PersonRow):
    """Help given before departure. Kept for the figures; its note goes with the person."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CASE, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="help_given")
    kind = models.CharField(_("kind"), max_length=12, choices=choices.HelpKind.choices)
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1)
    given_on = models.DateField(_("given on"))
    given_by = models.CharField(_("given by"), max_length=120)
    note = EncryptedTextField(_("note"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(PersonRow.Meta):
        ordering = ["-given_on"]
        constraints = [
            models.CheckConstraint(name="help_is_of_something", condition=models.Q(quantity__gte=1))
        ]
        indexes = [
            *PersonRow.Meta.indexes,
            models.Index(fields=["case", "-given_on"], name="help_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.case_id}"
