"""What cases hear from the floors below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver

from homeward.access.models import User
from homeward.cases import actions
from homeward.countries.choices import Change
from homeward.countries.models import SheetVersion
from homeward.countries.signals import security_changed
from homeward.persons.actions import withdrawn
from homeward.users.signals import handed_over


@receiver(withdrawn)
def reconsider_arrivals(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    """Takes back what was announced to a desk that may not see it any more."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_reconsider_arrivals(%s, %s)", [person_id, at])


@receiver(handed_over, dispatch_uid="cases.hand_over")
def hand_over(sender: Any, user: User, to: User, **kwargs: Any) -> None:
    """The worker of a case is never somebody who can't sign in."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_hand_over(%s, %s)", [user.pk, to.pk])


@receiver(security_changed, dispatch_uid="cases.security")
def alert_holders(
    sender: Any,
    *,
    version: SheetVersion,
    previous: SheetVersion | None,
    change: Change,
    at: datetime,
    **rest: Any,
) -> None:
    """Whoever holds an open case there is told: by the worker, soon, and not lost by a crash."""
    actions.alert(version, previous, change, at=at)
