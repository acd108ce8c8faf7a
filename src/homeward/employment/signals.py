"""What employment hears from below."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver
from django.utils.translation import gettext as _

from homeward.cases.signals import closing
from homeward.employment import rules
from homeward.employment.choices import Reason
from homeward.employment.models import Candidacy
from homeward.persons.actions import foreseen, withdrawn


@receiver(closing)
def reasons_not_to_close(sender: Any, case: Any, **kwargs: Any) -> list[Reason]:
    """A case can't close while an employer has still to answer, or a place is offered."""
    open_ones = Candidacy.objects.filter(case=case, status__in=rules.SHOWN)
    return [Reason.STILL_OPEN] if open_ones.exists() else []


@receiver(withdrawn)
def close_uncovered(sender: Any, *, person_id: UUID, at: datetime, **rest: Any) -> None:
    """Candidacies at employers that no ground covers any more close at once."""
    with connection.cursor() as cursor:
        cursor.execute("select employment_close_uncovered(%s, %s)", [person_id, at])


@receiver(foreseen)
def candidacies_that_would_close(
    sender: Any, *, person_ids: Sequence[UUID], recipient_org_ids: Sequence[int], **rest: Any
) -> list[str]:
    """Those at the recipient that the actor sees, by number."""
    found = Candidacy.objects.filter(
        person_id__in=person_ids,
        employer_org_id__in=recipient_org_ids,
        status__in=rules.SHOWN,
    ).select_related("employer_org")
    return [
        _("Candidacy %(number)s at %(org)s closes if nothing of it is allowed any more.")
        % {"number": one.number, "org": one.employer_org}
        for one in found.order_by("number")
    ]
