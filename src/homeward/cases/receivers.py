"""What cases hear from persons: a ground has ended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver

from homeward.persons.actions import withdrawn


@receiver(withdrawn)
def reconsider_arrivals(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    """Takes back what was announced to a desk that may not see it any more."""
    with connection.cursor() as cursor:
        cursor.execute("select cases_reconsider_arrivals(%s, %s)", [person_id, at])
