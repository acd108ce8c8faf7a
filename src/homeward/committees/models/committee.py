"""A committee or process, its rules as dated data, its seats and who holds them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.committees import choices
from homeward.places.models import Country
from homeward.programmes.models import Programme


class Committee(models.Model):
    """Its lead is the lead of its programme: a body without a programme has none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=15, choices=choices.CommitteeKind.choices)
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("programme"),
    )
    countries = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("countries")
    )
    # A working group works for the body that set it up.
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="groups",
        verbose_name=_("part of"),
    )
    secretariat = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("secretariat")
    )
    is_binding = models.BooleanField(_("its decisions bind who sits in it"), default=True)
    terms = models.TextField(_("terms of reference"), blank=True)
    source = models.CharField(_("where it is written"), max_length=200, blank=True)
    since_on = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="regional_process_binds_nobody_and_has_no_lead",
                condition=~Q(kind=choices.CommitteeKind.REGIONAL)
                | Q(is_binding=False, programme__isnull=True),
            ),
            models.CheckConstraint(
                name="steering_committee_steers_a_programme",
                condition=~Q(kind=choices.CommitteeKind.STEERING) | Q(programme__isnull=False),
            ),
            models.CheckConstraint(
                name="committee_is_not_part_of_itself", condition=~Q(parent=F("id"))
            ),
            models.CheckConstraint(
                name="committee_ends_after_it_begins",
                condition=Q(until_on__isnull=True)
                | Q(since_on__isnull=True)
                | Q(until_on__gte=F("since_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lead(self) -> Organisation | None:
        return self.programme.lead_org if self.programme else None


class Stated(models.Model):
    """A rule of a committee from a day on, with where it is written and who stated it."""

    source = models.CharField(_("where it is written"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        abstract = True


class CompositionRule(Stated):
    """How many seats of a kind there are at least. 0: none are asked for any more."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="minimums")
    seat_kind = models.CharField(_("seat"), max_length=20, choices=choices.SeatKind.choices)
    minimum = models.PositiveSmallIntegerField(_("at least"))

    class Meta:
        ordering = ["seat_kind", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "seat_kind", "valid_from"],
                name="minimum_of_a_seat_is_stated_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat_kind}: {self.minimum}"


class ProcedureRule(Stated):
    """How a committee decides: quorum, voting, and how long before and after a meeting."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="procedures")
    quorum_kind = models.CharField(_("quorum"), max_length=10, choices=choices.QuorumKind.choices)
    quorum = models.PositiveSmallIntegerField(_("how many"))
    voting = models.CharField(_("voting"), max_length=12, choices=choices.Voting.choices)
    # None: no such day is stated.
    invite_days = models.PositiveSmallIntegerField(
        _("days from the invitation to the meeting"), null=True, blank=True
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("days from the meeting to its minutes"), null=True, blank=True
    )
    silence_days = models.PositiveSmallIntegerField(
        _("days of silence that approve the minutes"), null=True, blank=True
    )
    sign_days = models.PositiveSmallIntegerField(
        _("days to sign a decision"), null=True, blank=True
    )

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "valid_from"], name="procedure_is_stated_once_a_day"
            ),
            models.CheckConstraint(
                name="quorum_in_percent_is_a_share",
                condition=~Q(quorum_kind=choices.QuorumKind.PERCENT)
                | Q(quorum__gte=1, quorum__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quorum} {self.quorum_kind}, {self.voting}"


class Seat(models.Model):
    """An organisation's place, or that of an actor without an account here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    kind = models.CharField(_("seat"), max_length=20, choices=choices.SeatKind.choices)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    actor = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("actor without an account"),
    )
    represents = models.CharField(_("for whom it speaks"), max_length=200, blank=True)
    has_vote = models.BooleanField(_("has a vote"), default=True)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "since_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="seat_is_one_organisations_or_actors",
                condition=Q(organisation__isnull=False, actor__isnull=True)
                | Q(organisation__isnull=True, actor__isnull=False),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
            ),
            models.UniqueConstraint(
                fields=["committee", "organisation"],
                condition=Q(until_on__isnull=True, organisation__isnull=False),
                name="organisation_has_one_seat_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["committee", "actor"],
                condition=Q(until_on__isnull=True, actor__isnull=False),
                name="actor_has_one_seat_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "committee"], name="seat_of_organisation")]

    def __str__(self) -> str:
        return str(self.organisation or self.actor)


class SeatHolder(models.Model):
    """A user of the seat's organisation who sits on it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("as"), max_length=10, choices=choices.HolderPart.choices)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "user"],
                condition=Q(until_on__isnull=True),
                name="user_holds_a_seat_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
