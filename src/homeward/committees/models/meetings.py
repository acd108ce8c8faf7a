"""Meetings: agenda, who is there, minutes in versions and what is remarked on them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees import choices
from homeward.committees.models.committee import Committee, Seat


class Meeting(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    on = models.DateField(_("day"))
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link for those at a distance"), max_length=500, blank=True)
    status = models.CharField(
        max_length=10,
        choices=choices.MeetingStatus.choices,
        default=choices.MeetingStatus.PLANNED,
    )
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    minuted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_how = models.CharField(max_length=10, choices=choices.ApprovedHow.choices, blank=True)
    cancelled_why = models.CharField(_("why it was cancelled"), max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "number"], name="meeting_has_its_own_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.number}"


class Attendance(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    presence = models.CharField(max_length=10, choices=choices.Presence.choices)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="seat_attends_a_meeting_once")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.presence}"


class AgendaItem(models.Model):
    """What somebody asks a committee to speak about. Without a meeting it waits for one.

    A subject is of a kind that `committees.subjects` knows, and a key of its room: no foreign key,
    most of them live above.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="items")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=200)
    why = models.TextField(_("why, and what is asked"), blank=True)
    paper = models.URLField(_("link to the paper"), max_length=500, blank=True)
    subject_kind = models.CharField(max_length=30, blank=True)
    subject_key = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=300, blank=True)
    # What a job or another room puts on the agenda by itself comes once.
    key = models.CharField(max_length=120, blank=True)
    # None: the system asks, because a figure crossed a line.
    proposed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_org = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    discussion = models.TextField(_("what was said"), blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "key"],
                condition=~Q(key=""),
                name="item_raised_by_the_system_comes_once",
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="item_of_subject")]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """One version of a meeting's minutes. A later one replaces it; this one stays."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("minutes"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="minutes_have_one_text_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} v{self.number}"


class Remark(models.Model):
    """A seat says what is wrong in a version of the minutes: its silence is broken."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="remarks")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("remark"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"remark {self.pk}"
