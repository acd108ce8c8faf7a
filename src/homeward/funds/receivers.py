"""What funds answer to the floors below."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.dispatch import receiver

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.cases.signals import closing
from homeward.funds import actions, queries
from homeward.funds.choices import Need, Reason
from homeward.plans.models import Plan
from homeward.plans.signals import approving, widening

# What a package doesn't give: it widens the plan. An empty budget widens nothing.
BEYOND_THE_PACKAGE = (Need.OVER_PACKAGE, Need.RETURN_JOURNEY)


@receiver(approving, dispatch_uid="funds.reserve")
def reserve(sender: Any, plan: Plan, by: User, at: datetime, **kwargs: Any) -> None:
    actions.reserve(plan, by=by, at=at)


@receiver(widening, dispatch_uid="funds.granted")
def granted(sender: Any, plan: Plan, **kwargs: Any) -> Decimal:
    return queries.granted(plan, needs=BEYOND_THE_PACKAGE)


@receiver(closing, dispatch_uid="funds.unpaid")
def nothing_unpaid(sender: Any, case: Case, **kwargs: Any) -> list[Reason]:
    return [Reason.UNPAID] if queries.unpaid(case) else []
