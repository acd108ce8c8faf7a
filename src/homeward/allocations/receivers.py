"""What rounds hear from below."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from homeward.allocations.models import ProposedPlace
from homeward.referrals.models import Referral
from homeward.referrals.told import drafted
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@receiver(drafted)
def place_is_referred_to(sender: Any, *, referral: Referral, at: datetime, **rest: Any) -> None:
    """The wait of a place that was given ends with the draft of its referral."""
    given = ProposedPlace.objects.filter(
        person_id=referral.person_id, given_id=referral.offer_id, given__isnull=False
    )
    for line in given.only("pk"):
        tasks.end(TaskKind.REFER_PLACE, line.pk, at=at)
