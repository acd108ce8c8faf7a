"""What the person says of a payment: that it has come, or that it has not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from homeward.access.fields import EncryptedTextField
from homeward.access.person_level import Erasure, person_level
from homeward.funds.models.payments import FinanceRow, Payment


@person_level(erasure=Erasure.DELETE)
class Receipt(FinanceRow):
    """The person's own word, said on their own pages. A later one holds instead; none is changed.

    It moves no money and ends no wait: whoever planned the instalment reads it with the payment.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="receipts")
    has_come = models.BooleanField()
    text = EncryptedTextField(_("what is not right"))
    at = models.DateTimeField()

    class Meta(FinanceRow.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"word on {self.payment_id}"
