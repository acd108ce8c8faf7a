"""The person's word on a payment."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.funds import rules
from homeward.funds.models import Instalment, Payment, Receipt


@transaction.atomic
def say_receipt(
    payment: Payment, *, has_come: bool, text: str = "", by: User, at: datetime
) -> Receipt:
    """By the person themselves, of their own payment. Said again, the later word holds."""
    require(by, "funds.say_own")
    instalment = Instalment.objects.get(pk=payment.instalment_id)
    refuse_if(rules.reasons_not_to_say(has_come_back=hasattr(payment, "returned")))
    return Receipt.objects.create(
        payment=payment,
        person_id=payment.person_id,
        programme_id=payment.programme_id,
        owner_org_id=instalment.owner_org_id,
        has_come=has_come,
        text=text.strip(),
        at=at,
    )
