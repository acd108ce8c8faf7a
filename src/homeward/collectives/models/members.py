"""Who belongs to a project, what they put in and are paid: rows of their cases."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.collectives import choices
from homeward.collectives.models.projects import PayoutRun, Project, Season
from homeward.core.rows import money


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("leaving_reason",))
class Membership(CaseRow):
    """Somebody in a group: a returnee with a case, or a local resident without one.

    A resident is a registered person as well, so that the name has a key of its own, and a copy
    and an erasure are theirs to ask for.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="memberships")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=choices.Origin.choices)
    part = models.CharField(_("part in the group"), max_length=80, blank=True)
    shares = models.PositiveIntegerField(_("shares"), default=1)
    # When a resident agreed to be recorded; a returnee's agreement is the case's own consent.
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leaving_reason = EncryptedTextField(_("why they left"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"],
                condition=Q(left_on__isnull=True),
                name="person_is_once_a_member",
            ),
            models.UniqueConstraint(
                fields=["project", "number"], name="member_number_is_used_once_in_a_project"
            ),
            models.CheckConstraint(
                name="returnee_has_a_case_and_resident_agreed",
                condition=~Q(origin="returnee", case__isnull=True)
                & ~Q(origin="resident", case__isnull=False)
                & ~Q(origin="resident", agreed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.number} of {self.project_id}"

    @property
    def is_member(self) -> bool:
        return self.left_on is None


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("what",))
class Contribution(CaseRow):
    """What a member put in. Money is class Finance; days, land and goods are class Case."""

    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="contributions"
    )
    season = models.ForeignKey(Season, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=choices.ContributionKind.choices)
    what = EncryptedTextField(_("what"))
    quantity = models.DecimalField(_("how much"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit"), max_length=20)
    on = models.DateField(_("day"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(CaseRow.Meta):
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(
                name="contribution_is_above_nothing", condition=Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="money_put_in_is_finance",
                condition=Q(kind="money", data_class=int(DataClass.FINANCE))
                | ~Q(kind="money") & Q(data_class=int(DataClass.CASE)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.membership_id}"


class FinanceRow(CaseRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.FINANCE, editable=False
    )

    class Meta(CaseRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Payout(FinanceRow):
    """A member's part of a payout run; written by the database (collectives_pay_out)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="payouts")
    run = models.ForeignKey(PayoutRun, on_delete=models.PROTECT, related_name="payouts")
    weight = models.DecimalField(max_digits=12, decimal_places=2)
    amount = money()
    currency = models.CharField(max_length=3)
    on = models.DateField()

    class Meta(FinanceRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["run", "membership"], name="member_is_paid_once_a_run")
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Exit(FinanceRow):
    """What a member who left receives: the money put in, and a part of the result."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="exit")
    season = models.ForeignKey(Season, null=True, on_delete=models.PROTECT, related_name="exits")
    rule = models.CharField(max_length=15, choices=choices.ExitRule.choices)
    capital = money(_("money put in"), default=0)
    part = money(_("part of the result"), default=0)
    # What the part was computed from.
    result = money(default=0)
    weight = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    weights = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    pay_by = models.DateField(_("to be paid by"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(FinanceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="exit_takes_nothing_from_the_member",
                condition=Q(capital__gte=0) & Q(part__gte=0),
            )
        ]

    def __str__(self) -> str:
        return f"exit of {self.membership_id}"

    @property
    def amount(self) -> object:
        return self.capital + self.part
