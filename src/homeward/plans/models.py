"""Plans, their lines, commission sessions and decisions. All but sessions are person-level."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.persons.models import Person
from homeward.plans import choices
from homeward.programmes.models import Package
from homeward.services.models import Service


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


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("goal",))
class Plan(CaseRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(
        max_length=12, choices=choices.PlanStatus.choices, default=choices.PlanStatus.DRAFT
    )
    goal = EncryptedTextField(_("what the family wants to reach"))
    commission = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # What the package gave when the plan was sent, by kind of support: a decision rests on it.
    package = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ceilings = models.JSONField(default=dict, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="plan_version_is_used_once")
        ]

    def __str__(self) -> str:
        return f"plan {self.version} of {self.case_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("title",))
class PlanLine(CaseRow):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    dimension = models.CharField(_("dimension"), max_length=14, choices=choices.Dimension.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=choices.LineKind.choices)
    title = EncryptedTextField(_("what"))
    beneficiary = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(
        max_length=12, choices=choices.LineStatus.choices, default=choices.LineStatus.PLANNED
    )

    class Meta(CaseRow.Meta):
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="public_service_costs_the_fund_nothing",
                condition=~models.Q(kind="public_service") | models.Q(cost__isnull=True),
            ),
            models.CheckConstraint(
                name="cost_has_a_currency",
                condition=models.Q(cost__isnull=True)
                | (~models.Q(currency="") & models.Q(cost__gt=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.position} of {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("remark",))
class Decision(CaseRow):
    """What the commission decided: a row of its own, never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=choices.Outcome.choices)
    reason = models.CharField(max_length=20, choices=choices.DecisionReason.choices)
    remark = EncryptedTextField(_("remark"))
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
