"""Money of a person's plan, from its reservation to its payment: class Finance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.actors.models import Actor
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.files.models import StoredFile
from homeward.funds import choices
from homeward.funds.choices import InstalmentStatus, ProofRefusal, Way
from homeward.funds.models.budgets import Budget
from homeward.funds.models.registers import Supplier
from homeward.persons.models import PersonRow
from homeward.plans.models import Plan, PlanLine


class FinanceRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.FINANCE, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Reservation(FinanceRow):
    """Money of one budget set aside for a plan; `released` of it went back."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reservations")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    released = models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    class Meta(FinanceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="no_more_is_released_than_reserved",
                condition=models.Q(released__gte=0) & models.Q(released__lte=models.F("amount")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class LineShare(FinanceRow):
    """What part of a plan line is a donor's, where it differs from the budget's shares."""

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="shares")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    donor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)

    class Meta(FinanceRow.Meta):
        ordering = ["donor"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "budget", "donor"], name="donor_has_one_share_of_a_line"
            ),
            models.CheckConstraint(
                name="line_share_is_a_part",
                condition=models.Q(percent__gt=0) & models.Q(percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Instalment(FinanceRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instalments")
    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="instalments")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    fund_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    way = models.CharField(
        _("given as"), max_length=10, choices=Way.choices, default=Way.SERVICE, db_default="service"
    )
    supplier = models.ForeignKey(
        Supplier, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    due_on = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=InstalmentStatus.choices, default=InstalmentStatus.PLANNED
    )
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta(FinanceRow.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"], name="instalment_number_is_used_once_on_a_line"
            ),
            models.CheckConstraint(
                name="instalment_is_more_than_nothing", condition=models.Q(amount__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"instalment {self.number} of {self.line_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class Proof(FinanceRow):
    """A paper brought for an instalment; a refused one stays, and another is brought."""

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="proofs")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(FinanceRow.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"proof for {self.instalment_id}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class ProofCheck(FinanceRow):
    """The fund office's own row on a proof that it refused."""

    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="refusal")
    reason = models.CharField(max_length=20, choices=ProofRefusal.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.reason}"


@tracked()
@person_level(erasure=Erasure.DELETE)
class CheckMade(FinanceRow):
    """A check that a fund office asks for, made by somebody; of a proof, or of the thing itself."""

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="checks")
    proof = models.ForeignKey(
        Proof, null=True, blank=True, on_delete=models.PROTECT, related_name="checks"
    )
    check_code = models.CharField(max_length=20, choices=choices.Check.choices)
    on = models.DateField()
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(FinanceRow.Meta):
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["instalment", "proof", "check_code"],
                name="check_is_made_once_on_a_proof",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_code}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Payment(FinanceRow):
    """One instalment is paid once, whatever happens at the same time: a constraint says so."""

    instalment = models.OneToOneField(Instalment, on_delete=models.PROTECT, related_name="payment")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    # Where it was paid in another currency: how much, at which rate, and who says so.
    paid_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    paid_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    rate = models.DecimalField(max_digits=18, decimal_places=8, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)
    rate_source = models.CharField(max_length=200, blank=True, default="", db_default="")
    paid_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(FinanceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="payment_in_another_currency_has_its_rate",
                condition=models.Q(paid_amount__isnull=True, rate__isnull=True, paid_currency="")
                | models.Q(paid_amount__gt=0, rate__gt=0, rate_on__isnull=False)
                & ~models.Q(paid_currency="")
                & ~models.Q(rate_source=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class PaymentReturn(FinanceRow):
    """Money that was paid came back; the payment itself stays as it was."""

    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="returned")
    reason = models.CharField(max_length=15, choices=choices.ReturnReason.choices)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.reason}"
