"""Action points: a seat takes something upon itself, does it, and says what came of it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.committees.actions.keeping import KEEP, SIT, is_secretariat, to_keep, today
from homeward.committees.choices import Reason
from homeward.committees.models import ActionPoint, Committee, Decision, Meeting, Seat
from homeward.core.refusals import Refused
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def open_point(
    committee: Committee,
    what: str,
    seat: Seat,
    *,
    due_on: date,
    owner: User | None = None,
    meeting: Meeting | None = None,
    decision: Decision | None = None,
    by: User,
    at: datetime,
) -> ActionPoint:
    """A seat does this until a day: it stands in its holder's work.

    What an actor without an account does is followed by the secretariat.
    """
    held = to_keep(committee, by)
    if not what.strip():
        raise Refused(Reason.NO_TEXT)
    if seat.committee_id != held.pk or (seat.until_on and seat.until_on < today(at)):
        raise Refused(Reason.SEAT_ENDED)
    if owner is not None and owner.organisation_id != seat.organisation_id:
        raise Refused(Reason.NOT_OF_THE_SEAT)
    point = ActionPoint.objects.create(
        committee=held, what=what.strip()[:300], seat=seat, owner=owner, due_on=due_on,
        meeting=meeting, decision=decision, opened_by=by, opened_at=at,
    )  # fmt: skip
    _begin_wait(held, point, at=at)
    return point


@transaction.atomic
def finish_point(point: ActionPoint, note: str, *, by: User, at: datetime) -> ActionPoint:
    """It is done: by the seat that took it, or noted by the secretariat."""
    point = _to_do(point, by)
    if point.done_at is not None:
        raise Refused(Reason.DONE_ALREADY)
    if not note.strip():
        raise Refused(Reason.NO_TEXT)
    point.note, point.done_by, point.done_at = note.strip()[:500], by, at
    point.save(update_fields=["note", "done_by", "done_at"])
    tasks.end(TaskKind.DO_ACTION_POINT, point.pk, at=at)
    return point


@transaction.atomic
def agree_day(point: ActionPoint, due_on: date, *, by: User, at: datetime) -> None:
    """The secretariat agrees another day."""
    to_keep(point.committee, by)
    point = ActionPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if point.done_at is not None:
        raise Refused(Reason.DONE_ALREADY)
    point.due_on = due_on
    point.save(update_fields=["due_on"])
    tasks.agree_day(TaskKind.DO_ACTION_POINT, point.pk, due_on=due_on)


def _to_do(point: ActionPoint, by: User) -> ActionPoint:
    require(by, SIT)
    found = ActionPoint.objects.select_for_update(of=("self",)).select_related("seat", "committee")
    point = found.get(pk=point.pk)
    keeps = is_secretariat(point.committee, by) and can(by, KEEP)
    holds = point.seat.organisation_id is not None
    holds = holds and point.seat.organisation_id == by.organisation_id
    if not (keeps or holds):
        raise PermissionDenied(SIT)
    return point


def hand_on_waits(committee: Committee, former: int, *, at: datetime) -> None:
    """The secretariat follows what a seat without an account does: from now on another one."""
    for point in committee.points.filter(done_at__isnull=True, seat__organisation__isnull=True):
        tasks.end(TaskKind.DO_ACTION_POINT, point.pk, at=at)
        _begin_wait(committee, point, at=at, waiter=former)


def _begin_wait(
    committee: Committee, point: ActionPoint, *, at: datetime, waiter: int | None = None
) -> None:
    tasks.begin(
        TaskKind.DO_ACTION_POINT, point.pk,
        holder_org=point.seat.organisation_id or committee.secretariat_id, holder=point.owner,
        waiter_org=waiter or committee.secretariat_id, at=at,
        programme_id=committee.programme_id or 0, reference=committee.name,
        due_on=point.due_on,
    )  # fmt: skip
