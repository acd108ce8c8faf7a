"""A programme's own checklist: stated from a day on, ended by a day, never rewritten."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.departures import rules
from homeward.departures.choices import Reason
from homeward.departures.models import ChecklistItem
from homeward.programmes.models import Programme


@transaction.atomic
def state_item(
    programme: Programme,
    *,
    code: str,
    valid_from: date,
    by: User,
    at: datetime,
    **said: Any,
) -> ChecklistItem:
    """What the programme asks from a day on. Cases that began their list keep what is on it."""
    require(by, "departures.keep_checklist")
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    own = ChecklistItem.objects.filter(programme=programme)
    refuse_if(
        rules.reasons_not_to_state_item(
            is_lead=programme.lead_org_id is not None
            and programme.lead_org_id == by.organisation_id,
            code_is_free=not own.filter(code=code, valid_until__isnull=True).exists(),
            valid_from=valid_from,
            valid_until=None,
        )
    )
    return ChecklistItem.objects.create(
        programme=programme, code=code, valid_from=valid_from, position=own.count() + 1, **said
    )


@transaction.atomic
def end_item(item: ChecklistItem, *, by: User, at: datetime) -> ChecklistItem:
    """It is asked until yesterday; what cases have on their lists stays there."""
    require(by, "departures.keep_checklist")
    programme = item.programme
    if programme is None or programme.lead_org_id != by.organisation_id:
        raise Refused(Reason.NOT_THE_LEAD)
    item = ChecklistItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    item.valid_until = max(item.valid_from, at.date() - timedelta(days=1))
    item.save(update_fields=["valid_until"])
    return item
