"""What a person agreed to, what was written both ways, and what is reminded of by itself."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.correspondence import choices
from homeward.messages.choices import Channel, Occasion, State


@tracked()
@person_level(erasure=Erasure.DELETE)
class OptIn(CaseRow):
    """The person agreed to messages by one channel, in a language; until it ends.

    `digest` is a keyed hash of the address: by it a message that comes in finds its sender, and
    without the organisation's key it tells nothing.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.CONTACT, editable=False
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opt_ins")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    address = EncryptedTextField(_("number or address"))
    digest = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=10)
    # Where the telephone is: whose night is kept.
    country = models.CharField(_("country"), max_length=2)
    others_read = models.BooleanField(_("others read this telephone"), default=False)
    way = models.CharField(_("how they agreed"), max_length=10, choices=choices.Way.choices)
    given_on = models.DateField(_("agreed on"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=choices.Ended.choices, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person", "channel"],
                condition=Q(ended_at__isnull=True),
                name="person_agrees_once_to_a_channel",
            ),
            models.CheckConstraint(
                name="opt_in_that_ended_says_why",
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False) & ~Q(ended_why=""),
            ),
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(
                fields=["owner_org", "digest"],
                condition=Q(ended_at__isnull=True) & ~Q(digest=""),
                name="optin_of_sender",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of {self.person_id}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


@tracked()
@person_level(erasure=Erasure.DELETE)
class Silence(CaseRow):
    """Messages to the person are held back for safety, by every channel, until it is lifted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="silences")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person"],
                condition=Q(lifted_at__isnull=True),
                name="messages_are_held_back_once",
            )
        ]

    def __str__(self) -> str:
        return f"silence of {self.person_id}"


@tracked(leave_out=("state", "settled_at", "read_at", "read_by"))
@person_level(erasure=Erasure.DELETE)
class MessageEntry(CaseRow):
    """One message of the log: to the person, or from them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    direction = models.CharField(max_length=3, choices=choices.Direction.choices)
    via = models.CharField(_("by"), max_length=10, choices=choices.Via.choices)
    # Empty: in the words of whoever wrote it.
    occasion = models.CharField(max_length=15, choices=Occasion.choices, blank=True)
    language = models.CharField(max_length=10, blank=True)
    text = EncryptedTextField(_("text"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    settled_at = models.DateTimeField(null=True, blank=True)
    # Of what came in: a worker read it.
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Of a reminder: of what, and of which day.
    about = models.CharField(max_length=10, choices=choices.About.choices, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    about_on = models.DateField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "person", "about", "about_id", "about_on"],
                condition=~Q(about=""),
                name="person_is_reminded_once_of_a_day",
            )
        ]
        indexes = [
            *CaseRow.Meta.indexes,
            models.Index(fields=["case", "-at"], name="message_entry_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.via} of {self.case_id}"

    @property
    def is_out(self) -> bool:
        return self.direction == choices.Direction.OUT


class ReminderRule(models.Model):
    """What an organisation reminds people of, how many days before, and by which channel."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(_("of what"), max_length=10, choices=choices.About.choices)
    days_before = models.PositiveSmallIntegerField(_("days before"))
    # Empty: the first that the person agreed to.
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["about", "-days_before"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "about"],
                condition=Q(ended_at__isnull=True),
                name="reminder_is_stated_once_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.days_before}"
