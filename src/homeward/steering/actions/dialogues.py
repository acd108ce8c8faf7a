"""Requests of one state to another: asked, reminded, answered; silence is a wait that is told."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Country
from homeward.programmes.models import Programme
from homeward.steering.choices import EntryKind, Reason, RequestStatus
from homeward.steering.models import DialogueEntry, StateRequest
from homeward.steering.rules import refusals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask(
    to_country: Country,
    *,
    to_org: Organisation | None,
    to_name: str = "",
    subject: str,
    title: str,
    text: str,
    due_on: date,
    programme: Programme | None = None,
    is_open: bool = False,
    by: User,
    at: datetime,
) -> StateRequest:
    """The asked organisation holds the wait; where it does not work here, the asker does."""
    require(by, "steering.ask")
    own = by.organisation_of_rows
    refuse_if(
        refusals.reasons_not_to_ask(
            from_country=own.country_id, to_country=to_country.pk,
            is_theirs=to_org is None or to_org.country_id == to_country.pk,
            due_on=due_on, today=timezone.localdate(at),
        )
    )  # fmt: skip
    if to_org is None and not to_name.strip():
        raise Refused(Reason.NOT_YOURS)
    asked = StateRequest.objects.create(
        from_country=own.country, to_country=to_country, from_org=own, to_org=to_org,
        to_name=to_name.strip(), programme=programme, subject=subject, title=title.strip(),
        text=text.strip(), is_open=is_open, due_on=due_on, asked_by=by, asked_at=at,
    )  # fmt: skip
    _enter(asked, EntryKind.ASKED, text, by=by, at=at)
    tasks.begin(
        TaskKind.ANSWER_STATE, asked.pk, holder_org=to_org or own, waiter_org=own, waiter=by,
        at=at, programme_id=programme.pk if programme else 0, reference=asked.title,
        due_on=due_on,
    )  # fmt: skip
    return asked


@transaction.atomic
def answer(asked: StateRequest, outcome: str, *, text: str, by: User, at: datetime) -> None:
    """By whom was asked; of an authority that does not work here, by who asked it."""
    require(by, "steering.ask")
    asked = StateRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    refuse_if(
        refusals.reasons_not_to_answer(
            is_asked=(asked.to_org_id or asked.from_org_id) == by.organisation_id,
            waits=asked.status == RequestStatus.ASKED, text=text,
        )
    )  # fmt: skip
    asked.status, asked.answer, asked.answered_at = RequestStatus.ANSWERED, outcome, at
    asked.save(update_fields=["status", "answer", "answered_at"])
    _enter(asked, EntryKind.ANSWERED, text, by=by, at=at)
    tasks.end(TaskKind.ANSWER_STATE, asked.pk, at=at)


@transaction.atomic
def remind(asked: StateRequest, *, due_on: date, text: str = "", by: User, at: datetime) -> None:
    """After its day: the silence is written down, and a new day is set."""
    asked = _own(asked, by)
    today = timezone.localdate(at)
    reasons = []
    if asked.due_on >= today:
        reasons.append(Reason.NOT_LATE)
    if due_on <= today:
        reasons.append(Reason.NO_DUE_DAY)
    refuse_if(reasons)
    asked.due_on = due_on
    asked.save(update_fields=["due_on"])
    _enter(asked, EntryKind.REMINDED, text, by=by, at=at)
    tasks.agree_day(TaskKind.ANSWER_STATE, asked.pk, due_on=due_on)


@transaction.atomic
def note(asked: StateRequest, text: str, *, by: User, at: datetime) -> None:
    """A line in the log, of either side."""
    require(by, "steering.ask")
    if by.organisation_id not in {asked.from_org_id, asked.to_org_id}:
        raise PermissionDenied("steering.ask")
    if not text.strip():
        raise Refused(Reason.NO_ANSWER)
    _enter(asked, EntryKind.NOTED, text, by=by, at=at)


@transaction.atomic
def withdraw(asked: StateRequest, *, text: str = "", by: User, at: datetime) -> None:
    asked = _own(asked, by)
    asked.status = RequestStatus.WITHDRAWN
    asked.save(update_fields=["status"])
    _enter(asked, EntryKind.WITHDRAWN, text, by=by, at=at)
    tasks.end(TaskKind.ANSWER_STATE, asked.pk, at=at)


def _own(asked: StateRequest, by: User) -> StateRequest:
    """Under a lock, still open, for who asked."""
    require(by, "steering.ask")
    if asked.from_org_id != by.organisation_id:
        raise PermissionDenied("steering.ask")
    asked = StateRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.status != RequestStatus.ASKED:
        raise Refused(Reason.ANSWERED)
    return asked


def _enter(
    asked: StateRequest, kind: EntryKind, text: str, *, by: User, at: datetime
) -> DialogueEntry:
    return DialogueEntry.objects.create(
        request=asked, kind=kind, text=text.strip(), by_org=by.organisation_of_rows, by=by, at=at
    )
