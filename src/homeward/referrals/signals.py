"""What referrals hear from below."""

from typing import Any

from django.dispatch import receiver

from homeward.cases.signals import closing
from homeward.referrals.choices import Reason, Status
from homeward.referrals.models import Referral


@receiver(closing)
def reasons_not_to_close(sender: Any, case: Any, **kwargs: Any) -> list[Reason]:
    """A case can't close while a referral has no outcome."""
    under_way = Referral.objects.filter(case=case, status__in=[Status.SENT, Status.ACCEPTED])
    return [Reason.NO_OUTCOME_YET] if under_way.exists() else []
