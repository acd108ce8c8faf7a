"""Reads of protection. Rows are the gate's: who is not cleared finds nothing, and nothing less."""

from django.db.models import QuerySet

from homeward.cases.models import Case
from homeward.protection.choices import NeedState
from homeward.protection.models import HealthNeed


def open_health_needs(case: Case) -> QuerySet[HealthNeed]:
    """Health needs of the household that nothing covers yet, as far as the actor sees them."""
    return HealthNeed.objects.filter(case=case, state=NeedState.OPEN)
