"""A commission: who sits in it, by which rules, its sessions, and what it decides.

Seats, rules and sessions name no person of a case. Votes, recusals, decisions and appeals do.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import CaseRow
from homeward.places.models import Area
from homeward.plans import choices
from homeward.plans.models.plan import Plan


class CommissionRules(models.Model):
    """How a commission sits, from a day on: the latest that has begun holds."""

    commission = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("valid from"))
    level = models.CharField(_("level"), max_length=10, choices=choices.CommissionLevel.choices)
    # Where it is competent; blank: the whole country of the organisation.
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
    )
    decides_by = models.CharField(_("decides"), max_length=10, choices=choices.DecidesBy.choices)
    # The quorum: a number of seats, a share of them in percent, or the higher of both.
    quorum_seats = models.PositiveSmallIntegerField(_("quorum, seats"), null=True, blank=True)
    quorum_share = models.PositiveSmallIntegerField(_("quorum, percent"), null=True, blank=True)
    least_files = models.PositiveSmallIntegerField(_("files, at least"), null=True, blank=True)
    most_files = models.PositiveSmallIntegerField(_("files, at most"), null=True, blank=True)
    # How long after a rejection an appeal may be made; blank: no end is stated.
    appeal_days = models.PositiveSmallIntegerField(_("days to appeal"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200, blank=True)

    class Meta:
        ordering = ["commission", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "valid_from"], name="one_version_of_rules_begins_on_a_day"
            ),
            models.CheckConstraint(
                name="quorum_is_a_number_or_a_share",
                condition=Q(quorum_seats__isnull=False) | Q(quorum_share__isnull=False),
            ),
            models.CheckConstraint(
                name="quorum_is_at_most_all",
                condition=Q(quorum_share__isnull=True) | Q(quorum_share__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission} {self.valid_from}"


class Seat(models.Model):
    """A seat of an institution; whoever of its members comes takes it. One seat has one vote."""

    commission = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    institution = models.CharField(_("institution"), max_length=160)
    kind = models.CharField(_("kind of seat"), max_length=14, choices=choices.SeatKind.choices)
    has_vote = models.BooleanField(_("has a vote"), default=True)
    is_mandatory = models.BooleanField(_("nothing is decided without it"), default=False)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["commission", "pk"]

    def __str__(self) -> str:
        return self.institution


class Member(models.Model):
    """Who may take a seat: a user, or somebody from outside by name."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("sign-in"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["seat", "pk"]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """A sitting of a commission. It names no person."""

    commission = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "number"], name="session_number_is_its_commission_s_own"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Attendance(models.Model):
    """A seat was taken in a session, and by whom. No row: nobody came."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="seat_is_taken_by_one")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.session_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason",))
class Recusal(CaseRow):
    """A seat steps out for one plan: it neither counts nor votes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recusals")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("reason"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "session", "seat"], name="seat_steps_out_of_a_plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"recusal in {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Vote(CaseRow):
    """The vote of a seat. The database locks it with the decision (policies.sql)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="votes")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(_("vote"), max_length=7, choices=choices.Voice.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "session", "seat"], name="seat_votes_once_on_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice} on {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class AgendaMove(CaseRow):
    """The secretary put a plan on another agenda, or on none, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agenda_moves")
    from_session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")
    to_session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=choices.MoveReason.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"agenda of {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("remark",))
class Decision(CaseRow):
    """What the commission decided: a row of its own, never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=choices.Outcome.choices)
    reason = models.CharField(max_length=20, choices=choices.DecisionReason.choices)
    remark = EncryptedTextField(_("remark"))
    # How it was reached; blank: the commission has no rules on record.
    decided_by = models.CharField(max_length=10, choices=choices.DecidesBy.choices, blank=True)
    seats_present = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    # Who carries the plan out; blank: whoever drafted it.
    implementer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    appeal = models.ForeignKey(
        "plans.Appeal", null=True, blank=True, on_delete=models.PROTECT, related_name="heard_in"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "session"], name="plan_is_decided_once_a_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("text",))
class Condition(CaseRow):
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    text = EncryptedTextField(_("condition"))
    holder_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("by"))

    def __str__(self) -> str:
        return f"condition of {self.decision_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class ConditionMet(CaseRow):
    """Written by whoever met it, so that the commission's own row stays as it was decided."""

    condition = models.OneToOneField(Condition, on_delete=models.PROTECT, related_name="met")
    on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"met: {self.condition_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("grounds",))
class Appeal(CaseRow):
    """Against a rejection, by the person or whoever drafted the plan. One for each decision."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="appealed_by")
    grounds = EncryptedTextField(_("grounds"))
    is_persons = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=choices.AppealStatus.choices, default=choices.AppealStatus.WAITING
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"appeal on {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class TakeOver(CaseRow):
    """The partner that a decision names has taken the plan over."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="taken_over")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.owner_org_id} took over {self.plan_id}"
