"""What a withdrawal of consent does to exports, inside its own transaction."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from homeward.exports import actions
from homeward.persons.actions import withdrawn


@receiver(withdrawn)
def close_exports(sender: object, *, person_id: UUID, recipient_org_id: int, **more: Any) -> None:
    actions.close_withdrawn(person_id, recipient_org_id)
