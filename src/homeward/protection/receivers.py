"""What protection answers to the floors below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from homeward.cases.models import Case
from homeward.cases.signals import announcing
from homeward.persons.actions import withdrawn
from homeward.protection import queries
from homeward.protection.actions import take_back_uncovered
from homeward.protection.choices import Reason


@receiver(announcing, dispatch_uid="protection.hold")
def not_while_a_check_is_open(sender: Any, case: Case, **kwargs: Any) -> list[Reason]:
    """The reason says no more than that: whoever announces need not be cleared for more."""
    return [Reason.CHECK_OPEN] if queries.departure_is_held(case) else []


@receiver(withdrawn, dispatch_uid="protection.care")
def take_back(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    take_back_uncovered(person_id, at=at)
