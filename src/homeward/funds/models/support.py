"""What goes with an instalment or comes before it: vouchers, goods, a reserve asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.models import User
from homeward.access.person_level import Erasure, person_level
from homeward.audit.tracking import tracked
from homeward.cases.models import Case
from homeward.funds import choices
from homeward.funds.models.budgets import Budget
from homeward.funds.models.payments import FinanceRow, Instalment, Reservation
from homeward.funds.models.registers import StockItem, StockMovement, Supplier
from homeward.plans.models import Plan


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Voucher(FinanceRow):
    instalment = models.OneToOneField(Instalment, on_delete=models.PROTECT, related_name="voucher")
    number = models.CharField(max_length=20)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(_("last day"))
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    redeemed_on = models.DateField(_("redeemed on"), null=True, blank=True)

    class Meta(FinanceRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner_org", "number"], name="voucher_number_is_an_office_s_own"
            )
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
@person_level(erasure=Erasure.CLEAR)
class Delivery(FinanceRow):
    """Goods for an instalment: there, told, handed out with the person's confirmation."""

    instalment = models.OneToOneField(Instalment, on_delete=models.PROTECT, related_name="delivery")
    # From the store; bought for the person where there is none.
    movement = models.OneToOneField(
        StockMovement, null=True, blank=True, on_delete=models.PROTECT, related_name="delivery"
    )
    item = models.ForeignKey(
        StockItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    there_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    handed_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(FinanceRow.Meta):
        constraints = [
            models.CheckConstraint(
                name="goods_are_handed_out_after_the_person_was_told",
                condition=models.Q(handed_on__isnull=True) | models.Q(told_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"delivery for {self.instalment_id}"


@tracked()
@person_level(erasure=Erasure.CLEAR, clear=("reason", "decision_text"))
class ReserveRequest(FinanceRow):
    """Money asked of a reserve for a plan, and the second person's answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(_("need"), max_length=15, choices=choices.Need.choices)
    vulnerability = models.CharField(
        _("vulnerability"), max_length=10, choices=choices.Vulnerability.choices
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3)
    reason = EncryptedTextField(_("reason"))
    status = models.CharField(
        max_length=10,
        choices=choices.RequestStatus.choices,
        default=choices.RequestStatus.WAITING,
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decision_text = EncryptedTextField(_("reason of the decision"))
    reservation = models.OneToOneField(
        Reservation, null=True, on_delete=models.PROTECT, related_name="request"
    )

    class Meta(FinanceRow.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="reserve_is_decided_by_a_second_person",
                condition=models.Q(status="waiting", decided_by__isnull=True)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~models.Q(decided_by=models.F("asked_by")),
            ),
            models.UniqueConstraint(
                fields=["case", "budget"],
                condition=models.Q(status="waiting"),
                name="a_reserve_is_asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} for {self.case_id}"
