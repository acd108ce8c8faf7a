"""A plan with its goals and lines, and what the person says to it. All person-level."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case, CaseRow
from homeward.persons.models import Person, PersonRow
from homeward.plans import choices
from homeward.programmes.models import Package
from homeward.services.models import Service


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("goal", "why", "fallback_when", "urgent", "longer_why"))
class Plan(CaseRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(
        max_length=12, choices=choices.PlanStatus.choices, default=choices.PlanStatus.DRAFT
    )
    goal = EncryptedTextField(_("what the family wants to reach"))
    # Why this version was begun: what the page of differences tells beside what changed.
    why = EncryptedTextField(_("why it was changed"))
    # Raised with each change of the content: an answer of the person's holds for one revision.
    revision = models.PositiveIntegerField(default=1)
    route = models.CharField(
        _("first way into a livelihood"), max_length=10, choices=choices.Route.choices, blank=True
    )
    fallback = models.CharField(
        _("what comes next if that fails"), max_length=10, choices=choices.Route.choices, blank=True
    )
    fallback_when = EncryptedTextField(_("when it counts as failed"))
    # The approved plan whose fallback this one is. That one's support goes on until this is decided
    # on.
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    longer_need = models.CharField(
        _("help for longer"), max_length=3, choices=choices.LongerNeed.choices, blank=True
    )
    longer_why = EncryptedTextField(_("which help, and until when"))
    # Why it is heard before others; empty: in its turn.
    urgent = EncryptedTextField(_("why it is urgent"))
    template = models.ForeignKey(
        "plans.PlanTemplate", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commission = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        "plans.Session", null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
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
@person_level(
    erasure=Erasure.CLEAR, clear=("text", "measure", "baseline", "target", "reached_note")
)
class Goal(CaseRow):
    """What is to be better, how one sees it, from what to what, and by when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    # The same goal has the same in each version of the plan.
    origin = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    topic = models.CharField(_("about"), max_length=12, choices=choices.Topic.choices)
    horizon = models.CharField(_("horizon"), max_length=5, choices=choices.Horizon.choices)
    text = EncryptedTextField(_("goal"))
    measure = EncryptedTextField(_("how one sees it"))
    baseline = EncryptedTextField(_("today"))
    target = EncryptedTextField(_("to be reached"))
    by_when = models.DateField(_("by when"), null=True, blank=True)
    reached = models.CharField(
        _("reached"), max_length=12, choices=choices.Reached.choices, default=choices.Reached.OPEN
    )
    reached_on = models.DateField(null=True, blank=True)
    reached_note = EncryptedTextField(_("what shows it"))

    class Meta(CaseRow.Meta):
        ordering = ["position"]

    def __str__(self) -> str:
        return f"goal {self.position} of {self.plan_id}"

    @property
    def dimension(self) -> choices.Dimension:
        return choices.DIMENSION_OF[choices.Topic(self.topic)]


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("title", "supplier_wish", "own_in_kind"))
class PlanLine(CaseRow):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    origin = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    dimension = models.CharField(_("dimension"), max_length=14, choices=choices.Dimension.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=choices.LineKind.choices)
    title = EncryptedTextField(_("what"))
    horizon = models.CharField(
        _("horizon"), max_length=5, choices=choices.Horizon.choices, default=choices.Horizon.SHORT
    )
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="lines"
    )
    beneficiary = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quantity = models.PositiveIntegerField(_("how many"), default=1)
    # Of all of them together.
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # [{"amount": "600.00", "due_on": "2027-02-01"}]: how the money is to come; a draft of what
    # funds plans once the plan is approved.
    planned_parts = models.JSONField(default=list, blank=True)
    supplier_wish = EncryptedTextField(_("wished supplier"))
    own_amount = models.DecimalField(
        _("own contribution"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    own_in_kind = EncryptedTextField(_("own contribution in kind"))
    # Proposed by the person on their own pages.
    is_wish = models.BooleanField(default=False)
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
            models.CheckConstraint(
                name="own_contribution_is_more_than_nothing",
                condition=models.Q(own_amount__isnull=True) | models.Q(own_amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.position} of {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class NeedAnswer(PersonRow):
    """What the plan does about one health need: a line of it, or the reason why none.

    Of class health, apart from the line: a commission reads lines and is told of no need.
    """

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.HEALTH, editable=False
    )
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="need_answers")
    # Of a health need; its table stands beside this floor.
    need = models.UUIDField()
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    reason = EncryptedTextField(_("why the plan has no line for it"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(PersonRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "need"], name="need_is_answered_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return f"answer to {self.need} in {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("said", "witness"))
class PersonAnswer(CaseRow):
    """The person's yes or no to a plan as it stood: a row of its own, never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    revision = models.PositiveIntegerField()
    answer = models.CharField(_("answer"), max_length=8, choices=choices.Answer.choices)
    way = models.CharField(_("given"), max_length=12, choices=choices.AnswerWay.choices)
    witness = EncryptedTextField(_("name of the witness"))
    said = EncryptedTextField(_("what the person said"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.answer} to {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("text", "reply"))
class Comment(CaseRow):
    """What the person says on the plan or one line of it, or a line that they propose."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="comments")
    line = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    kind = models.CharField(max_length=8, choices=choices.CommentKind.choices)
    dimension = models.CharField(
        _("dimension"), max_length=14, choices=choices.Dimension.choices, blank=True
    )
    text = EncryptedTextField(_("what is said"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reply = EncryptedTextField(_("answer"))
    # The line that a proposal became.
    became = models.ForeignKey(
        PlanLine, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.plan_id}"
