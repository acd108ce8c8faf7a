"""What pools answer to funds: the procedures of the donors whose money it is."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from homeward.funds.models import Budget, Instalment, ReserveRequest
from homeward.funds.signals import granting, paying
from homeward.pools import queries, rules
from homeward.pools.choices import Reason


@receiver(granting, dispatch_uid="pools.granting")
def before_granting(
    sender: Any, request: ReserveRequest, budget: Budget, at: datetime, **kwargs: Any
) -> list[Reason]:
    pool = queries.pool_of(budget)
    if pool is None:
        return []
    donors = list(budget.shares.values_list("donor", flat=True))
    asked = queries.asked(pool, donors, subject=request.plan_id, on=at.date())
    return rules.reasons_against(asked, queries.granting_facts(pool, request)) if asked else []


@receiver(paying, dispatch_uid="pools.paying")
def before_paying(
    sender: Any, instalment: Instalment, budget: Budget, at: datetime, **kwargs: Any
) -> list[Reason]:
    pool = queries.pool_of(budget)
    if pool is None:
        return []
    donors = queries.donors_of(instalment)
    asked = queries.asked(pool, donors, subject=instalment.line.plan_id, on=at.date())
    return rules.reasons_against(asked, queries.paying_facts(pool, instalment)) if asked else []
