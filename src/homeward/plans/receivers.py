"""What plans answer to the floors below."""

from typing import Any

from django.dispatch import receiver

from homeward.cases.models import Case
from homeward.cases.signals import closing
from homeward.plans.choices import PlanStatus, Reason
from homeward.plans.models import Plan


@receiver(closing, dispatch_uid="plans.before_commission")
def not_before_a_commission(sender: Any, case: Case, **kwargs: Any) -> list[Reason]:
    waits = Plan.objects.filter(case=case, status=PlanStatus.SUBMITTED).exists()
    return [Reason.BEFORE_COMMISSION] if waits else []
