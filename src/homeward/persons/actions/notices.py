"""What follows when a ground ends: the recipient is told, and so are the floors above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.messages import actions as messages
from homeward.persons import rules
from homeward.persons.choices import Reason
from homeward.persons.models import DeletionNotice, Person
from homeward.tasks import actions as tasks
from homeward.tasks import queries as task_queries
from homeward.tasks.choices import TaskKind

# person_id, recipient_org_id, lines (pairs of purpose and class that ended), by, at: once for each
# person and recipient, inside the transaction, when nothing is open any more; a receiver that
# fails rolls all of it back.
withdrawn = Signal()
# person_ids, recipient_org_ids: before it is done. A receiver returns lines in words of what would
# follow, for the page that asks whether it is meant.
foreseen = Signal()


def consequences(person_ids: Sequence[UUID], recipient_org_ids: Sequence[int]) -> list[str]:
    """What would follow on the floors above, in words."""
    told = foreseen.send(DeletionNotice, person_ids=person_ids, recipient_org_ids=recipient_org_ids)
    return [line for _receiver, lines in told for line in lines or ()]


class Line(NamedTuple):
    """What stood open to one recipient."""

    recipient_org_id: int
    purpose: int
    covers: int


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What one person closes: `lines` that nothing else keeps open, as of `since`."""

    person: Person
    lines: frozenset[Line]
    since: datetime
    reference: str = ""

    def by_recipient(self) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        for line in sorted(self.lines):
            found.setdefault(line.recipient_org_id, []).append(line)
        return found


def owner_of_row(by: User, person: Person) -> int:
    """Under whom a row about the person is kept: a worker's own house, else who keeps the file."""
    return by.organisation_id or person.owner_org_id


def tell_recipients(ended: Ended, *, by: User, at: datetime) -> None:
    """Opens a notice for each recipient. Before the ground closes, while the actor sees the file.

    A recipient reads what ended and since when, never why: a block looks like a withdrawal.
    """
    # Who was only compared with has seen nothing, and must not learn whom it was compared with.
    seen = frozenset(line for line in ended.lines if line.purpose != Purpose.COMPARISON)
    lines = replace(ended, lines=seen).by_recipient()
    recipients = Organisation.objects.in_bulk(lines)
    for org_id, its in lines.items():
        _tell(ended, recipients[org_id], its, by=by, at=at)


def _tell(
    ended: Ended, recipient: Organisation, lines: list[Line], *, by: User, at: datetime
) -> None:
    person, owner = ended.person, owner_of_row(by, ended.person)
    due = task_queries.due_on(
        TaskKind.ANSWER_NOTICE,
        programme_id=person.programme_id,
        start=at.date(),
        holder_org_id=recipient.pk,
    )
    notice = DeletionNotice(
        id=uuid4(),
        owner_org_id=owner,
        programme_id=person.programme_id,
        person_id=person.pk,
        recipient_org=recipient,
        reference=ended.reference,
        classes=sorted({line.covers for line in lines}),
        purposes=sorted({line.purpose for line in lines}),
        since=ended.since,
        told_at=at,
        told_by=by,
        due_on=due,
    )
    DeletionNotice.objects.bulk_create([notice])
    tasks.begin(
        TaskKind.ANSWER_NOTICE,
        notice.pk,
        holder_org=recipient,
        waiter_org=owner,
        waiter=None if by.is_returnee else by,
        at=at,
        programme_id=person.programme_id,
        person_id=person.pk,
        reference=ended.reference,
        due_on=due,
    )
    _mail(recipient, ended, due, at=at)


def _mail(recipient: Organisation, ended: Ended, due: date | None, *, at: datetime) -> None:
    """Says nothing of the person: that something ended, and where to answer."""
    messages.queue(
        to=recipient.email,
        subject=_("Stop using data that were shared with you: %(reference)s")
        % {"reference": ended.reference},
        body=_(
            "The ground on which data were shared with you has ended. Stop using them and delete "
            "what you need not keep by law. Then say what you did, by %(day)s: sign in and open "
            "“Notices”, or, if you have no account, answer the organisation that shared them."
        )
        % {"day": due.isoformat() if due else "-"},
        at=at,
    )


def announce(ended: Iterable[Ended], *, by: User, at: datetime) -> None:
    """Tells the floors above. After the ground has closed."""
    for one in ended:
        for org_id, lines in one.by_recipient().items():
            withdrawn.send(
                DeletionNotice,
                person_id=one.person.pk,
                recipient_org_id=org_id,
                lines=frozenset((line.purpose, line.covers) for line in lines),
                by=by,
                at=at,
            )


def hold_person(person_id: UUID) -> None:
    """Waits for a withdrawal under way, and keeps the next one waiting until our commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock_shared(hashtextextended(%s::text, 0))", [str(person_id)]
        )


@dataclass(frozen=True, kw_only=True)
class NoticeAnswered:
    """What a recipient says it did."""

    answer: str
    done_on: date | None
    text: str = ""


@transaction.atomic
def answer_notice(notice: DeletionNotice, said: NoticeAnswered, *, by: User, at: datetime) -> None:
    """The recipient confirms; for one without an account, whoever told it records the answer."""
    require(by, "persons.answer_notice")
    locked = DeletionNotice.objects.select_for_update(of=("self",)).filter(pk=notice.pk).first()
    if locked is None or locked.answered_at:
        raise Refused(Reason.ANSWERED_ALREADY)
    refuse_if(
        rules.reasons_not_to_answer_notice(
            answer=said.answer, text=said.text, done_on=said.done_on, today=at.date()
        )
    )
    locked.answer, locked.answer_text, locked.done_on = said.answer, said.text, said.done_on
    locked.answered_at, locked.answered_by = at, by
    locked.save(update_fields=["answer", "answer_text", "done_on", "answered_at", "answered_by"])
    tasks.end(TaskKind.ANSWER_NOTICE, locked.pk, at=at)
