"""What cases answer to the floors below."""

from typing import Any

from django.db import connection
from django.dispatch import receiver

from homeward.access.models import User
from homeward.users.signals import handed_over


@receiver(handed_over, dispatch_uid="cases.hand_over")
def hand_over(sender: Any, user: User, to: User, **kwargs: Any) -> None:
    """The worker of a case is never somebody who can't sign in."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_hand_over(%s, %s)", [user.pk, to.pk])
