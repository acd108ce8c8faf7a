"""A returnee's business, its plan, loans and visits: rows of the case."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.business import choices, rules
from homeward.business.models.ground import CheckRule, RegistrationStep, SectorGroup
from homeward.cases.models import Case, CaseRow
from homeward.core.rows import money
from homeward.files.models import StoredFile
from homeward.occupations.models import Occupation
from homeward.places.models import Area
from homeward.programmes.choices import Category
from homeward.referrals.models import Referral


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("name",))
class Business(CaseRow):
    """What one person of a case runs, or means to. It has a plan in versions."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="businesses")
    name = EncryptedTextField(_("name of the business"))
    sector = models.CharField(_("sector"), max_length=20, choices=Category.choices, blank=True)
    # ISIC, revision 4: a section's letter, or a division's two digits and further.
    isic = models.CharField(_("activity by ISIC"), max_length=5, blank=True)
    occupation = models.ForeignKey(
        Occupation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=10,
        choices=choices.BusinessState.choices,
        default=choices.BusinessState.PLANNED,
    )
    started_on = models.DateField(_("began on"), null=True, blank=True)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    stop_reason = models.CharField(
        _("why it stopped"), max_length=12, choices=choices.StopReason.choices, blank=True
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["opened_at"]
        constraints = [
            models.CheckConstraint(
                name="business_stops_after_it_begins",
                condition=Q(stopped_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(stopped_on__gte=F("started_on")),
            )
        ]

    def __str__(self) -> str:
        return f"business of {self.case_id}"


@tracked()
@person_level(
    erasure=Erasure.CLEAR, clear=("activity", "place", "market", "why_it_works", "own_contribution")
)
class BusinessPlan(CaseRow):
    """One version of the plan, with the figures that its break-even is computed from."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=choices.PlanState.choices, default=choices.PlanState.DRAFT
    )
    activity = EncryptedTextField(_("what the business does"))
    place = EncryptedTextField(_("where"))
    market = EncryptedTextField(_("who buys, and who else sells it there"))
    why_it_works = EncryptedTextField(_("why it can work"))
    currency = models.CharField(_("currency"), max_length=3)
    sales = money(_("expected sales in a month"), null=True, blank=True)
    # Of a hundred of sales so much goes into buying or making what is sold.
    goods_share = models.DecimalField(
        _("of 100 of sales, goods and material cost"), max_digits=5, decimal_places=2, default=0
    )
    own_money = money(_("own money"), default=0)
    own_contribution = EncryptedTextField(_("what else is brought in"))
    support = money(_("support from the programme"), default=0)
    loan = money(_("loan"), default=0)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "version"], name="business_plan_version_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["business"],
                condition=Q(state__in=["draft", "in_review", "sent_back"]),
                name="business_has_one_open_plan",
            ),
            models.CheckConstraint(
                name="goods_cost_a_part_of_sales", condition=Q(goods_share__range=(0, 100))
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.version} of {self.business_id}"

    @property
    def is_draft(self) -> bool:
        return self.state in {choices.PlanState.DRAFT, choices.PlanState.SENT_BACK}

    def figures(self, lines: list["CostLine"]) -> rules.Figures:
        def sum_of(kind: str) -> Decimal:
            return sum((line.amount for line in lines if line.kind == kind), Decimal(0))

        return rules.Figures(
            start=sum_of(choices.CostKind.START),
            monthly=sum_of(choices.CostKind.MONTHLY),
            sales=self.sales,
            goods_share=self.goods_share,
            own_money=self.own_money,
            support=self.support,
            loan=self.loan,
        )


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("what",))
class CostLine(CaseRow):
    plan = models.ForeignKey(BusinessPlan, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(_("when"), max_length=10, choices=choices.CostKind.choices)
    what = EncryptedTextField(_("what"))
    amount = money(_("amount"))

    class Meta(CaseRow.Meta):
        constraints = [
            models.CheckConstraint(name="cost_is_above_nothing", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return f"cost of {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("comment",))
class Review(CaseRow):
    """What the adviser says of a version; never changed."""

    plan = models.ForeignKey(BusinessPlan, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(_("verdict"), max_length=10, choices=choices.Verdict.choices)
    comment = EncryptedTextField(_("comments"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.verdict} on {self.plan_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note", "evidence"))
class StepOfBusiness(CaseRow):
    """A registration step of this business, as it stood when it was taken up."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="steps")
    step = models.ForeignKey(RegistrationStep, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=choices.StepState.choices,
        default=choices.StepState.TO_DO,
    )
    on = models.DateField(_("day"), null=True, blank=True)
    note = EncryptedTextField(_("what shows it, or why it does not apply"))
    evidence = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["business", "step"], name="business_takes_a_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.step_id} of {self.business_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class Credit(CaseRow):
    """A loan that was asked for, and what became of it."""

    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.FINANCE, editable=False
    )
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="credits")
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # By which it was asked for, with the facts chosen for the lender.
    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked = money(_("asked for"))
    currency = models.CharField(_("currency"), max_length=3)
    asked_on = models.DateField(_("asked on"))
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=choices.CreditState.choices,
        default=choices.CreditState.ASKED,
    )
    state_on = models.DateField(_("since"))
    granted = money(_("granted"), null=True, blank=True)
    refusal = models.CharField(
        _("why it was refused"), max_length=15, choices=choices.CreditRefusal.choices, blank=True
    )
    note = EncryptedTextField(_("note"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["asked_on"]
        constraints = [
            models.CheckConstraint(name="credit_asks_for_something", condition=Q(asked__gt=0)),
            models.CheckConstraint(
                name="refused_credit_has_a_reason", condition=~Q(state="refused") | ~Q(refusal="")
            ),
            models.CheckConstraint(
                name="granted_credit_has_an_amount",
                condition=~Q(state__in=["granted", "repaid", "not_repaid"]) | Q(granted__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"credit of {self.business_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class CoachingVisit(CaseRow):
    """What the adviser found, what was agreed, and when the next visit is."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField(_("day"))
    way = models.CharField(_("where"), max_length=12, choices=choices.VisitWay.choices)
    findings = EncryptedTextField(_("what was found"))
    agreed = EncryptedTextField(_("what was agreed"))
    sales = money(_("sales of the last month, as told"), null=True, blank=True)
    next_on = models.DateField(_("next visit"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(CaseRow.Meta):
        ordering = ["-on", "-at"]

    def __str__(self) -> str:
        return f"visit of {self.on}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("note",))
class SurvivalCheck(CaseRow):
    """Does it still run so many months after its start? Asked on a day, answered once."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField(_("months after the start"))
    due_on = models.DateField(_("due"))
    # Where the programme asks for it; None: somebody named the day.
    rule = models.ForeignKey(CheckRule, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        _("what was found"), max_length=12, choices=choices.CheckOutcome.choices, blank=True
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    sales = money(_("sales of the last month, as told"), null=True, blank=True)
    workers = models.PositiveSmallIntegerField(
        _("how many work there, the owner included"), null=True, blank=True
    )
    note = EncryptedTextField(_("note"))
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["business", "months"], name="business_is_checked_once_a_mark"
            ),
            models.CheckConstraint(
                name="check_that_was_answered_has_a_day",
                condition=Q(outcome="") | Q(asked_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"check after {self.months}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class GroupMember(CaseRow):
    """Somebody chose to be in a group of their trade. The others see the group's name alone."""

    group = models.ForeignKey(SectorGroup, on_delete=models.PROTECT, related_name="members")
    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="groups")
    joined_on = models.DateField(_("since"))
    left_on = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "business"],
                condition=Q(left_on__isnull=True),
                name="business_is_once_in_a_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.business_id} in {self.group_id}"
