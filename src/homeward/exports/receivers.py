"""What a withdrawal of consent does to exports, inside its own transaction."""

from typing import Any

from django.dispatch import receiver

from homeward.exports import actions
from homeward.persons.actions import withdrawn
from homeward.persons.models import Consent


@receiver(withdrawn)
def close_exports(sender: object, consent: Consent, **more: Any) -> None:
    actions.close_withdrawn(consent.person_id, consent.recipient_org_id)
