from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.counselling.choices import HelpKind, Reason, class_of_help
from homeward.counselling.models import Help


@transaction.atomic
def give_help(
    case: Case,
    kind: HelpKind,
    *,
    quantity: int,
    given_on: date,
    given_by: str,
    note: str = "",
    by: User,
    at: datetime,
) -> Help:
    """Notes help that was given, so that nobody gives it twice or forgets it."""
    require(by, "counselling.give_help")
    refuse_if([] if case.is_open else [Reason.CLOSED])
    return Help.objects.create(
        case=case,
        kind=kind,
        quantity=quantity,
        given_on=given_on,
        given_by=given_by,
        note=note,
        recorded_by=by,
        recorded_at=at,
        data_class=class_of_help(kind),
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
    )
