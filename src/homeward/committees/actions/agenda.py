"""What is put on an agenda: by who has a seat, or by a room above once a line is crossed."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Max

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.committees import queries
from homeward.committees.actions.keeping import KEEP, SIT, is_secretariat, meeting_to_keep, today
from homeward.committees.choices import MeetingStatus, Reason
from homeward.committees.models import AgendaItem, Committee, Meeting
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused

OPEN = frozenset({MeetingStatus.PLANNED, MeetingStatus.INVITED, MeetingStatus.HELD})


@transaction.atomic
def propose_item(
    committee: Committee,
    title: str,
    subject: Subject | None = None,
    why: str = "",
    *,
    paper: str = "",
    by: User,
    at: datetime,
) -> AgendaItem:
    """Anybody whose organisation has a seat, or the secretariat, asks for an item."""
    require(by, SIT)
    keeps = is_secretariat(committee, by)
    if not keeps and not queries.own_seats(committee, by, on=today(at)):
        raise PermissionDenied(SIT)
    if not title.strip():
        raise Refused(Reason.TITLE_NEEDED)
    item = AgendaItem(
        committee=committee, title=title.strip()[:200], why=why.strip(), paper=paper,
        proposed_by=by, proposed_org=by.organisation_of_rows, proposed_at=at,
    )  # fmt: skip
    if subject is not None:
        item.subject_kind, item.subject_key = subject.kind, subject.key
        item.subject_label = subject.label[:300]
    item.save(force_insert=True)
    return item


def raise_item(
    committee_id: UUID,
    title: str,
    subject: Subject,
    why: str = "",
    *,
    key: str,
    at: datetime,
) -> UUID:
    """Puts an item on a committee's list once: for a job, or for a room above.

    `key` names the occasion ("saturation:GH-AA:7531:2026"): called again with it, nothing is
    added. Whoever acts need not sit in the committee; `queries.responsible` says which one it
    is. Gives the item's id.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select committees_raise(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                committee_id, key[:120], title[:200], why, subject.kind, subject.key,
                subject.label[:300], at,
            ],
        )  # fmt: skip
        standing: UUID = cursor.fetchone()[0]
    return standing


@transaction.atomic
def schedule(item: AgendaItem, meeting: Meeting, *, by: User, at: datetime) -> AgendaItem:
    """The secretariat puts a proposal on a meeting's agenda, as its last item."""
    meeting = meeting_to_keep(meeting, by)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.withdrawn_at:
        raise Refused(Reason.WITHDRAWN)
    if item.settled_at:
        raise Refused(Reason.ITEM_SETTLED)
    if meeting.status not in OPEN:
        raise Refused(Reason.WRONG_STATUS)
    if item.meeting_id == meeting.pk:
        return item
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    item.meeting, item.position = meeting, last + 1
    item.save(update_fields=["meeting", "position"])
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, up: bool, by: User, at: datetime) -> None:
    """One place up or down; at the end it stays where it is."""
    if item.meeting is None:
        raise Refused(Reason.NOT_OF_THIS_MEETING)
    meeting = meeting_to_keep(item.meeting, by)
    if meeting.status not in OPEN:
        raise Refused(Reason.WRONG_STATUS)
    order = list(meeting.items.filter(withdrawn_at__isnull=True))
    place = next(n for n, one in enumerate(order) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order, start=1):
        one.position = number
    AgendaItem.objects.bulk_update(order, ["position"])


@transaction.atomic
def take_off(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Off this meeting's agenda: it waits for another one."""
    if item.meeting is None:
        return
    meeting = meeting_to_keep(item.meeting, by)
    if meeting.status not in OPEN:
        raise Refused(Reason.WRONG_STATUS)
    if item.settled_at or item.decisions.exists():
        raise Refused(Reason.ITEM_SETTLED)
    item.meeting, item.position = None, 0
    item.save(update_fields=["meeting", "position"])


@transaction.atomic
def withdraw(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Whoever proposed it takes it back, or the secretariat."""
    require(by, SIT)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    proposed = item.proposed_org_id is not None and item.proposed_org_id == by.organisation_id
    keeps = is_secretariat(item.committee, by) and can(by, KEEP)
    if not proposed and not keeps:
        raise PermissionDenied(SIT)
    if item.settled_at or item.decisions.exists():
        raise Refused(Reason.ITEM_SETTLED)
    if item.withdrawn_at is None:
        item.withdrawn_at = at
        item.save(update_fields=["withdrawn_at"])


@transaction.atomic
def note_discussion(item: AgendaItem, text: str, *, by: User, at: datetime) -> None:
    """What was said on an item: the minutes are made of it."""
    if item.meeting is None:
        raise Refused(Reason.NOT_OF_THIS_MEETING)
    meeting = meeting_to_keep(item.meeting, by)
    if meeting.status != MeetingStatus.HELD:
        raise Refused(Reason.WRONG_STATUS)
    item.discussion = text.strip()
    item.save(update_fields=["discussion"])
