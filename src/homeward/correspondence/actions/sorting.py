"""What came in is given to whom it is from; STOP ends messages; the rest waits for somebody.

The job sees no row of a person: a function of the database gives ids for the keyed hash of a
number, of sealed files too, so that their messages lie in nobody's queue.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.circles import actions as circles
from homeward.core.refusals import Refused
from homeward.correspondence import queries
from homeward.correspondence.choices import Direction, Reason
from homeward.correspondence.models import MessageEntry
from homeward.messages import actions as messages
from homeward.messages import rules as texts
from homeward.messages.choices import Occasion, State
from homeward.messages.models import Incoming
from homeward.messages.queries import digest_of
from homeward.persons.models import Person

SORT = "sort_incoming"
jobs.declare(SORT, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@dataclass(frozen=True)
class Sender:
    """Whose number it is: ids and what the opt-in says, no name and no text."""

    person: UUID
    case: UUID
    programme: int
    language: str


def sort_incoming(*, at: datetime) -> int:
    """Sorts what came in, one transaction each. How many found their case."""
    found = 0
    while (sorted_one := _sort_next(at)) is not None:
        found += sorted_one
    return found


def _sort_next(at: datetime) -> int | None:
    with jobs.acting_job(SORT):
        incoming = (
            Incoming.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sorted_at__isnull=True, settled_at__isnull=True)
            .select_related("organisation")
            .order_by("came_at")
            .first()
        )
        if incoming is None:
            return None
        incoming.sorted_at = at
        incoming.save(update_fields=["sorted_at"])
        return int(_sort(incoming, at=at))


def _sort(incoming: Incoming, *, at: datetime) -> bool:
    address, text = str(incoming.sender), str(incoming.text)
    senders = _whose(incoming, address)
    if texts.is_stop(text):
        return _stop(incoming, address, senders, at=at)
    cases = {sender.case for sender in senders}
    if len(cases) == 1:
        _give(incoming, senders[0], text, at=at)
        messages.settle_incoming(incoming, by=None, at=at)
        return True
    if not senders and circles.take_reply(
        incoming.organisation_id, incoming.channel, address, text, at=at
    ):
        messages.settle_incoming(incoming, by=None, at=at)
    return False


def _whose(incoming: Incoming, address: str) -> list[Sender]:
    digest = digest_of(incoming.organisation_id, incoming.channel, address)
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, case_id, programme, language from correspondence_whose(%s, %s)",
            [incoming.organisation_id, digest],
        )
        return [Sender(*row) for row in cursor.fetchall()]


def _stop(incoming: Incoming, address: str, senders: list[Sender], *, at: datetime) -> bool:
    """All that this number agreed to ends, by each channel and for each list; confirmed once."""
    digest = digest_of(incoming.organisation_id, incoming.channel, address)
    with connection.cursor() as cursor:
        cursor.execute(
            "select correspondence_stop(%s, %s, %s)", [incoming.organisation_id, digest, at]
        )
    spoken = circles.stop(incoming.organisation_id, incoming.channel, address, at=at)
    for sender in senders:
        _give(incoming, sender, str(incoming.text), at=at)
    if not senders and not spoken:
        # Nobody known: there is nothing to end, and the word is no message for anybody.
        messages.settle_incoming(incoming, by=None, at=at)
        return False
    language = senders[0].language if senders else spoken
    text, _language = queries.said(incoming.organisation, Occasion.STOPPED, language)
    messages.queue(
        to=address, subject=text, body=text, at=at, channel=incoming.channel,
        organisation_id=incoming.organisation_id,
    )  # fmt: skip
    messages.settle_incoming(incoming, by=None, at=at)
    return bool(senders)


def _give(incoming: Incoming, sender: Sender, text: str, *, at: datetime) -> None:
    entry = MessageEntry(id=uuid4(), person_id=sender.person)
    sealed = MessageEntry._meta.get_field("text").seal(entry, text)
    with connection.cursor() as cursor:
        cursor.execute(
            "select correspondence_give(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                entry.pk, sender.person, sender.case, sender.programme, incoming.organisation_id,
                incoming.channel, sealed, sender.language, incoming.came_at,
            ],
        )  # fmt: skip


@transaction.atomic
def assign(
    incoming: Incoming, case: Case, person: Person, *, by: User, at: datetime
) -> MessageEntry:
    """Somebody who knows whose it is gives it to the case. No opt-in comes of it."""
    require(by, "correspondence.sort")
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if incoming.settled_at is not None:
        raise Refused(Reason.SETTLED_ALREADY)
    if person.household_id != case.household_id:
        raise Refused(Reason.NOT_OF_CASE)
    entry = MessageEntry.objects.create(
        case=case, person=person, programme_id=case.programme_id,
        owner_org=by.organisation_of_rows, direction=Direction.IN, via=incoming.channel,
        text=str(incoming.text), at=incoming.came_at, state=State.DELIVERED,
    )  # fmt: skip
    messages.settle_incoming(incoming, by=by, at=at)
    return entry


@transaction.atomic
def throw_away(incoming: Incoming, *, by: User, at: datetime) -> None:
    """It is for nobody here: advertising, a wrong number."""
    require(by, "correspondence.sort")
    incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    if incoming.settled_at is not None:
        raise Refused(Reason.SETTLED_ALREADY)
    messages.settle_incoming(incoming, by=by, at=at)
