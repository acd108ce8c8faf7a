"""Decisions with their votes, subjects and signatures; and who does what until when."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.committees import choices
from homeward.committees.models.committee import Committee, Seat
from homeward.committees.models.meetings import AgendaItem, Meeting


class Decision(models.Model):
    """A motion while it is being voted on; then what was decided, locked (policies.sql)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="decisions")
    # As it was called then; a published decision is read by those who don't see the committee.
    committee_name = models.CharField(max_length=200)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    kind = models.CharField(
        max_length=12, choices=choices.DecisionKind.choices, default=choices.DecisionKind.OPEN
    )
    effective_on = models.DateField(_("in effect from"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
        verbose_name=_("replaces"),
    )
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    # How many seats with a vote were there at the close, and how many had to be.
    seats_here = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-moved_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "number"], name="decision_has_its_own_number"
            ),
            models.CheckConstraint(
                name="decision_that_is_closed_says_when_and_by_whom",
                condition=Q(
                    kind=choices.DecisionKind.OPEN,
                    closed_at__isnull=True,
                    closed_by__isnull=True,
                    published_at__isnull=True,
                )
                | (
                    ~Q(kind=choices.DecisionKind.OPEN)
                    & Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="decision_does_not_replace_itself", condition=~Q(supersedes=F("id"))
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(kind=choices.DecisionKind.OPEN),
                name="one_motion_of_an_item_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.number}/{self.moved_at:%Y}"


class DecisionSubject(models.Model):
    """What a decision is about: an indicator, an agreement, criteria. Several may be."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="subjects")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    label = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "kind", "key"], name="decision_names_a_subject_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="decision_of_subject")]

    def __str__(self) -> str:
        return self.label


class Vote(models.Model):
    """A seat's vote; who cast it is a holder of the seat, or the secretariat that heard it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("vote"), max_length=10, choices=choices.Choice.choices)
    note = models.CharField(_("explanation"), max_length=300, blank=True)
    cast_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="seat_has_one_vote")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.choice}"


class SignOff(models.Model):
    """An organisation that answers for a decision signs it, or says why it doesn't."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="signoffs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("until"), null=True, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # None: not answered yet.
    signed = models.BooleanField(null=True)
    reason = models.CharField(_("why not"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organisation"], name="organisation_signs_a_decision_once"
            ),
            models.CheckConstraint(
                name="signature_that_is_refused_says_why",
                condition=Q(signed__isnull=True) | Q(signed=True) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="signature_is_somebodys",
                condition=Q(signed__isnull=True, answered_by__isnull=True)
                | Q(signed__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.signed}"


class ActionPoint(models.Model):
    """What a seat took upon itself. Until it is done it stands on each next agenda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="points")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="points"
    )
    what = models.CharField(_("what is done"), max_length=300)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("due"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    note = models.CharField(_("what came of it"), max_length=500, blank=True)
    done_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "opened_at"]
        constraints = [
            models.CheckConstraint(
                name="action_that_is_done_says_what_came_of_it",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(note="")),
            )
        ]
        indexes = [
            models.Index(
                fields=["committee", "due_on"],
                condition=Q(done_at__isnull=True),
                name="action_point_open",
            )
        ]

    def __str__(self) -> str:
        return self.what
