"""What the floor below tells: a message of the log changed its state."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from homeward.correspondence import actions
from homeward.messages import signals


@receiver(signals.settled)
def settled(sender: Any, *, source: UUID, state: str, at: datetime, **more: Any) -> None:
    actions.settle(source, state, at=at)
