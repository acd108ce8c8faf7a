"""The person is asked whether their file may go to the receiver."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.handovers import rules
from homeward.handovers.choices import Answer, Status, Way
from homeward.handovers.models import Asking, HandoverRow
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person


@transaction.atomic
def ask(
    row: HandoverRow,
    person: Person,
    answer: Answer,
    *,
    way: Way,
    asked_on: date,
    classes: Collection[DataClass] = (),
    consent_way: ConsentWay = ConsentWay.SIGNATURE,
    witness: str = "",
    guardian: str = "",
    lead_goes_on: bool = False,
    note: str = "",
    by: User,
    at: datetime,
) -> Asking:
    """Writes the answer down. A yes is a consent for the receiver, of the classes that were said.

    Nothing moves by it: the next rehearsal finds it.
    """
    require(by, "handovers.ask")
    held = row.stage.handover
    refuse_if(
        rules.reasons_not_to_ask(
            status=Status(held.status),
            moved=row.moved_at is not None,
            asked_on=asked_on,
            today=timezone.localdate(at),
        )
    )
    if answer == Answer.AGREED:
        persons.give_consent(
            person,
            [
                persons.ConsentLine(
                    recipient=row.stage.receiver,
                    purpose=Purpose.CASEWORK,
                    classes=frozenset(classes),
                )
            ],
            way=consent_way,
            language=by.language,
            given_on=asked_on,
            witness=witness,
            guardian=guardian,
            by=by,
            at=at,
        )
    return Asking.objects.create(
        handover=held,
        case=row.case,
        person=person,
        programme_id=row.programme_id,
        owner_org=by.organisation_of_rows,
        answer=answer,
        way=way,
        asked_on=asked_on,
        lead_goes_on=lead_goes_on and answer == Answer.AGREED,
        note=note,
        at=at,
        by=by,
    )
