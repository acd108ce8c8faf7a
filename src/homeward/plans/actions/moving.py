"""The one way in which a plan's status changes."""

from homeward.core.refusals import Refused
from homeward.plans import rules
from homeward.plans.choices import PlanStatus, Reason
from homeward.plans.models import Plan


def move(plan: Plan, to: PlanStatus, *, also: tuple[str, ...] = ()) -> None:
    """The only code that writes Plan.status; `also` names fields that are written with it."""
    if to not in rules.NEXT[PlanStatus(plan.status)]:
        raise Refused(Reason.WRONG_STATUS)
    plan.status = to
    plan.save(update_fields=["status", *also])
