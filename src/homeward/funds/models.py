"""Budgets are no person-level data; reservations, instalments and payments are: Finance."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.files.models import StoredFile
from homeward.funds.choices import InstalmentStatus, ProofRefusal
from homeward.persons.models import PersonRow
from homeward.plans.models import Plan, PlanLine
from homeward.programmes.models import Programme


class Budget(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    fund_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    valid_from = models.DateField()
    valid_until = models.DateField()
    # Kept with every reservation under a lock: the sum over rows that one may not see.
    reserved = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    paid = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_more_is_reserved_than_the_budget_holds",
                condition=models.Q(reserved__gte=0) & models.Q(reserved__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="no_more_is_paid_than_reserved",
                condition=models.Q(paid__gte=0) & models.Q(paid__lte=models.F("reserved")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FinanceRow(PersonRow):
    data_class = models.PositiveSmallIntegerField(
        choices=DataClass.choices, default=DataClass.FINANCE, editable=False
    )

    class Meta(PersonRow.Meta):
        abstract = True


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Reservation(FinanceRow):
    """Money set aside for an approved plan."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="reservation")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Instalment(FinanceRow):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instalments")
    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="instalments")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    fund_org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
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
@person_level(erasure=Erasure.CLEAR)
class Payment(FinanceRow):
    """One instalment is paid once, whatever happens at the same time: a constraint says so."""

    instalment = models.OneToOneField(Instalment, on_delete=models.PROTECT, related_name="payment")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
