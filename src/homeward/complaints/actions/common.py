"""What every act on a complaint begins and ends with."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.complaints import queries, rules
from homeward.complaints.choices import OVER, EntryKind, Reason, State
from homeward.complaints.models import Complaint, Entry
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

WAITS = (
    TaskKind.ACKNOWLEDGE_COMPLAINT,
    TaskKind.ANSWER_COMPLAINT,
    TaskKind.TELL_ANSWER,
    TaskKind.HEAR_COMPLAINT,
    TaskKind.CLOSE_COMPLAINT,
)


def locked(complaint: Complaint, *, by: User) -> Complaint:
    """As it stands now, nobody else writing; whoever may not handle it is refused here."""
    require(by, "complaints.handle")
    if not queries.handles(by):
        # Who took it reads it, and can't lock it.
        raise Refused(Reason.NOT_A_HANDLER)
    found = _to_lock().get(pk=complaint.pk)
    refuse_if(rules.reasons_not_to_handle(queries.who_facts(found, by)))
    return found


def locked_by_code(complaint: Complaint) -> Complaint:
    """For its complainant; what is over is read by the code, and not changed."""
    found = _to_lock().filter(pk=complaint.pk).first()
    if found is None:
        raise Refused(Reason.WRONG_STATE)
    return found


def _to_lock() -> QuerySet[Complaint]:
    # The category beside it is not locked: it never changes.
    return Complaint.objects.select_for_update(of=("self",)).select_related("category")


def move(complaint: Complaint, to: State, *, at: datetime, **changed: Any) -> None:
    """The only code that writes the state. What waited on the state before has ended."""
    if reasons := rules.reasons_not_to_move(complaint.state, to):
        raise Refused(*reasons)
    complaint.state = to
    if to in OVER:
        changed["over_at"] = at
    for name, value in changed.items():
        setattr(complaint, name, value)
    end_waits(complaint, at=at)
    complaint.save(update_fields=["state", *changed])


def note(
    complaint: Complaint, kind: EntryKind, *, by: User | None, at: datetime, **said: Any
) -> Entry:
    return Entry.objects.create(
        owner_org_id=complaint.owner_org_id,
        programme_id=complaint.programme_id,
        person_id=complaint.person_id,
        data_class=complaint.data_class,
        complaint=complaint,
        kind=kind,
        at=at,
        by=by,
        **said,
    )


def wait(complaint: Complaint, kind: TaskKind, *, at: datetime, **more: Any) -> None:
    """Of no case: whatever waits on a case goes to its worker, who must not get this one."""
    tasks.begin(
        kind,
        complaint.pk,
        holder_org=complaint.owner_org_id,
        waiter_org=complaint.owner_org_id,
        programme_id=complaint.programme_id or 0,
        reference=complaint.reference,
        at=at,
        **more,
    )


def end_waits(complaint: Complaint, *, at: datetime) -> None:
    for kind in WAITS:
        tasks.end(kind, complaint.pk, at=at)
