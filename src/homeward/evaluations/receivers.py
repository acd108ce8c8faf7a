"""What a withdrawal of consent does to extracts, inside its own transaction."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from homeward.evaluations import actions
from homeward.persons.actions import withdrawn


@receiver(withdrawn)
def leave_extracts(sender: object, *, person_id: UUID, recipient_org_id: int, **more: Any) -> None:
    actions.forget(person_id, recipient_org_id)
