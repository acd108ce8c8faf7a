"""What referrals hear from below."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver
from django.utils.translation import gettext as _

from homeward.cases.signals import closing
from homeward.persons.actions import foreseen, withdrawn
from homeward.referrals import rules
from homeward.referrals.choices import Reason
from homeward.referrals.models import Referral


@receiver(closing)
def reasons_not_to_close(sender: Any, case: Any, **kwargs: Any) -> list[Reason]:
    """A case can't close while a referral has no outcome."""
    under_way = Referral.objects.filter(case=case, status__in=rules.UNDER_WAY)
    return [Reason.NO_OUTCOME_YET] if under_way.exists() else []


@receiver(withdrawn)
def close_uncovered(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    """Referrals that no ground covers any more close, waiting or under way."""
    with connection.cursor() as cursor:
        cursor.execute("select referrals_close_uncovered(%s, %s)", [person_id, at])


@receiver(foreseen)
def referrals_that_would_close(
    sender: Any, *, person_ids: Sequence[UUID], recipient_org_ids: Sequence[int], **rest: Any
) -> list[str]:
    """Those to the recipient that the actor sees, by number."""
    under_way = Referral.objects.filter(
        person_id__in=person_ids,
        receiver_org_id__in=recipient_org_ids,
        status__in=rules.UNDER_WAY,
    ).select_related("receiver_org")
    return [
        _("Referral %(number)s to %(org)s closes if nothing of it is allowed any more.")
        % {"number": one.number, "org": one.receiver_org}
        for one in under_way.order_by("number")
    ]
