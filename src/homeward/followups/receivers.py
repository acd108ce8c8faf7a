"""What follow-ups answer to the floors below."""

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver

from homeward.cases.models import Case
from homeward.cases.signals import closed
from homeward.followups import queries
from homeward.surveys import actions as surveys
from homeward.surveys.signals import asking_who_follows


@receiver(asking_who_follows, dispatch_uid="followups.after_closure")
def after_closure(sender: Any, case: Case, on: date, **kwargs: Any) -> tuple[int, int] | None:
    found = queries.following(case, on=on)
    return (found.body_org_id, found.owner_org_id) if found else None


@receiver(closed, dispatch_uid="followups.surveys_go_on")
def surveys_go_on(sender: Any, case: Case, at: datetime, **kwargs: Any) -> None:
    """Closing ended every wait of the case: the body that follows it begins to wait."""
    surveys.wait_for_next(case, at=at)
