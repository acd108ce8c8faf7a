"""What reception hears from the cases below: an arrival begins a hand-over, taking ends it."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from homeward.access.models import User
from homeward.cases.models import Arrival, Case
from homeward.cases.signals import arrived, taken
from homeward.reception import queries
from homeward.reception.models import HandOver
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@receiver(arrived, dispatch_uid="reception.hand_over")
def begin_hand_over(sender: Any, *, arrival: Arrival, by: User, at: datetime, **rest: Any) -> None:
    """The case has passed; that its new holder knows is a wait of its own."""
    tasks.begin(
        TaskKind.TAKE_OVER,
        arrival.case_id,
        holder_org=arrival.case_org_id,
        waiter_org=arrival.reception_org_id,
        at=at,
        programme_id=arrival.programme_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        reference=arrival.reference,
    )


@receiver(taken, dispatch_uid="reception.taken")
def note_hand_over(sender: Any, *, case: Case, by: User, at: datetime, **rest: Any) -> None:
    """Whoever takes a case that was handed over confirms it, and is named."""
    if not queries.hand_over_is_open(case.pk) or by.organisation_id != case.case_org_id:
        return
    tasks.end(TaskKind.TAKE_OVER, case.pk, at=at)
    HandOver.objects.get_or_create(
        owner_org=by.organisation_of_rows,
        case=case,
        defaults={
            "person_id": case.person_id,
            "programme_id": case.programme_id,
            "receiver": by,
            "at": at,
        },
    )
