"""Meetings are planned, invited to, held, minuted and approved."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees import queries, rules
from homeward.committees.actions.keeping import (
    SIT,
    meeting_to_keep,
    own_seat,
    to_keep,
    today,
)
from homeward.committees.choices import ApprovedHow, MeetingStatus, Presence, Reason
from homeward.committees.models import (
    AgendaItem,
    Attendance,
    Committee,
    Meeting,
    Minutes,
    Remark,
    Seat,
)
from homeward.core.refusals import Refused, refuse_if
from homeward.messages import actions as messages
from homeward.stakeholders.models import ActorContact
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

SILENT = "approve_silent_minutes"
jobs.declare(SILENT, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@transaction.atomic
def plan(committee: Committee, *, on: date, by: User, at: datetime, **said: Any) -> Meeting:
    """A meeting on a day; what waits for an agenda is put on it by hand."""
    held = to_keep(committee, by)
    last = held.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        committee=held, number=last + 1, on=on, planned_by=by, planned_at=at, **said
    )
    _begin_wait(TaskKind.INVITE_SEATS, meeting, _invite_by(meeting), at=at)
    return meeting


@transaction.atomic
def change(meeting: Meeting, *, on: date, by: User, at: datetime, **said: Any) -> Meeting:
    """Another day, place or link, until it is held. Who was invited is invited anew."""
    meeting = meeting_to_keep(meeting, by)
    if meeting.status not in {MeetingStatus.PLANNED, MeetingStatus.INVITED}:
        raise Refused(Reason.WRONG_STATUS)
    moved = (meeting.on, meeting.begins_at) != (on, said.get("begins_at", meeting.begins_at))
    meeting.on = on
    for name, value in said.items():
        setattr(meeting, name, value)
    if moved and meeting.status == MeetingStatus.INVITED:
        meeting.status, meeting.invited_at = MeetingStatus.PLANNED, None
        _begin_wait(TaskKind.INVITE_SEATS, meeting, _invite_by(meeting), at=at)
    meeting.save()
    tasks.agree_day(TaskKind.INVITE_SEATS, meeting.pk, due_on=_invite_by(meeting))
    return meeting


@transaction.atomic
def invite(meeting: Meeting, *, by: User, at: datetime) -> list[Seat]:
    """Writes to everybody who holds a seat. Gives the seats that have no address."""
    meeting = _move(meeting, MeetingStatus.INVITED, by)
    meeting.invited_at = at
    meeting.save(update_fields=["status", "invited_at"])
    tasks.end(TaskKind.INVITE_SEATS, meeting.pk, at=at)
    unreached = []
    for seat in queries.seats(meeting.committee, on=meeting.on):
        addresses = _addresses(seat)
        for email, language in addresses:
            _write_invitation(meeting, email, language, at=at)
        if not addresses:
            unreached.append(seat)
    return unreached


def _addresses(seat: Seat) -> list[tuple[str, str]]:
    """Of those who hold it; else of the organisation, or of a contact of the actor."""
    holders = [
        (one.user.email, one.user.language)
        for one in seat.holders.filter(until_on__isnull=True).select_related("user")
        if one.user.is_active
    ]
    if holders:
        return holders
    if seat.organisation:
        found = seat.organisation.email
    else:
        contacts = ActorContact.objects.filter(actor=seat.actor_id).exclude(email="")
        found = next(iter(contacts.values_list("email", flat=True)), "")
    return [(found, settings.LANGUAGE_CODE)] if found else []


def _write_invitation(meeting: Meeting, email: str, language: str, *, at: datetime) -> None:
    with translation.override(language or settings.LANGUAGE_CODE):
        day = date_format(meeting.on, "DATE_FORMAT")
        url = settings.BASE_URL.rstrip("/") + reverse("committees:meeting", args=[meeting.pk])
        lines = [
            _("You are invited: %(committee)s, meeting %(number)d, on %(day)s.")
            % {"committee": meeting.committee.name, "number": meeting.number, "day": day}
        ]
        if meeting.begins_at:
            lines.append(_("It begins at %(time)s.") % {"time": time_format(meeting.begins_at)})
        if meeting.place:
            lines.append(_("Place: %(place)s") % {"place": meeting.place})
        if meeting.link:
            lines.append(_("At a distance: %(link)s") % {"link": meeting.link})
        lines += ["", _("The agenda, after signing in: %(url)s") % {"url": url}, ""]
        messages.queue(
            to=email,
            subject=_("Invitation: %(committee)s, %(day)s")
            % {"committee": meeting.committee.name, "day": day},
            body="\n".join(lines),
            at=at,
            organisation_id=meeting.committee.secretariat_id,
        )


@transaction.atomic
def answer_invitation(
    meeting: Meeting, seat: Seat, presence: Presence, *, by: User, at: datetime
) -> None:
    """A seat says whether it comes; the secretariat notes at the meeting who is there."""
    require(by, SIT)
    own_seat(seat, by)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status != MeetingStatus.INVITED:
        raise Refused(Reason.WRONG_STATUS)
    _note(meeting, seat, presence, by=by, at=at)


@transaction.atomic
def hold(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """The meeting begins: from now on it is noted who is there, and motions are voted on."""
    if meeting.on > today(at):
        raise Refused(Reason.NOT_HELD_YET)
    meeting = _move(meeting, MeetingStatus.HELD, by)
    meeting.held_at = at
    meeting.save(update_fields=["status", "held_at"])
    _begin_wait(TaskKind.WRITE_MINUTES, meeting, _minutes_by(meeting), at=at)
    return meeting


@transaction.atomic
def note_presence(
    meeting: Meeting, presences: dict[Seat, Presence], *, by: User, at: datetime
) -> None:
    """Who is there, seat by seat; the quorum is counted from it."""
    meeting = meeting_to_keep(meeting, by)
    if meeting.status != MeetingStatus.HELD:
        raise Refused(Reason.WRONG_STATUS)
    for seat, presence in presences.items():
        _note(meeting, seat, presence, by=by, at=at)


def _note(meeting: Meeting, seat: Seat, presence: Presence, *, by: User, at: datetime) -> None:
    Attendance.objects.update_or_create(
        meeting=meeting,
        seat=seat,
        defaults={"presence": presence, "noted_by": by, "noted_at": at},
    )


@transaction.atomic
def write_minutes(meeting: Meeting, text: str, *, by: User, at: datetime) -> Minutes:
    """Sends minutes round. A new version takes the place of one that was remarked on."""
    if not text.strip():
        raise Refused(Reason.NO_TEXT)
    meeting = _move(meeting, MeetingStatus.MINUTED, by)
    if meeting.decisions.filter(closed_at__isnull=True).exists():
        raise Refused(Reason.DECISIONS_OPEN)
    last = meeting.minutes.aggregate(last=Max("number"))["last"] or 0
    written = Minutes.objects.create(
        meeting=meeting, number=last + 1, text=text.strip(), written_by=by, written_at=at
    )
    meeting.minuted_at = at
    meeting.save(update_fields=["status", "minuted_at"])
    tasks.end(TaskKind.WRITE_MINUTES, meeting.pk, at=at)
    # What was not come to waits for another meeting.
    AgendaItem.objects.filter(
        meeting=meeting, settled_at__isnull=True, withdrawn_at__isnull=True, discussion="",
        decisions__isnull=True,
    ).update(meeting=None, position=0)  # fmt: skip
    return written


@transaction.atomic
def remark(minutes: Minutes, seat: Seat, text: str, *, by: User, at: datetime) -> Remark:
    """A seat says what is wrong in the minutes: they are not approved by silence any more."""
    require(by, SIT)
    own_seat(seat, by)
    if not text.strip():
        raise Refused(Reason.NO_TEXT)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=minutes.meeting_id)
    if meeting.status != MeetingStatus.MINUTED or queries.newest_minutes(meeting) != minutes:
        raise Refused(Reason.WRONG_STATUS)
    return Remark.objects.create(
        minutes=minutes, seat=seat, text=text.strip(), made_by=by, made_at=at
    )


@transaction.atomic
def approve(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """The committee approved the minutes at a meeting; remarks on them need a new version first."""
    meeting = _move(meeting, MeetingStatus.APPROVED, by)
    latest = queries.newest_minutes(meeting)
    if latest is None:
        raise Refused(Reason.MINUTES_MISSING)
    if latest.remarks.exists():
        raise Refused(Reason.REMARKS_OPEN)
    meeting.approved_at, meeting.approved_how = at, ApprovedHow.MEETING
    meeting.save(update_fields=["status", "approved_at", "approved_how"])
    return meeting


def approve_silent(*, at: datetime) -> int:
    """Minutes on which nobody remarked within the stated days. How many those were."""
    with jobs.acting_job(SILENT), connection.cursor() as cursor:
        cursor.execute("select committees_approve_silently(%s, %s)", [today(at), at])
        return int(cursor.fetchone()[0])


@transaction.atomic
def cancel(meeting: Meeting, why: str, *, by: User, at: datetime) -> None:
    """It is not held; what stood on its agenda waits for another one."""
    if not why.strip():
        raise Refused(Reason.SAY_WHY)
    meeting = _move(meeting, MeetingStatus.CANCELLED, by)
    meeting.cancelled_why = why.strip()[:200]
    meeting.save(update_fields=["status", "cancelled_why"])
    tasks.end(TaskKind.INVITE_SEATS, meeting.pk, at=at)
    AgendaItem.objects.filter(meeting=meeting).update(meeting=None, position=0)


def _move(meeting: Meeting, to: MeetingStatus, by: User) -> Meeting:
    """The only code that changes a meeting's status; whoever calls it saves."""
    meeting = meeting_to_keep(meeting, by)
    refuse_if(rules.reasons_not_to_move_on(meeting.status, to))
    meeting.status = to
    return meeting


def _invite_by(meeting: Meeting) -> date | None:
    rule = queries.procedure(meeting.committee, on=meeting.on)
    return rules.invite_by(meeting.on, rule.invite_days if rule else None)


def _minutes_by(meeting: Meeting) -> date | None:
    rule = queries.procedure(meeting.committee, on=meeting.on)
    return rules.silent_until(meeting.on, rule.minutes_days if rule else None)


def hand_on_waits(committee: Committee, former: int, *, at: datetime) -> None:
    """What waited for the former secretariat waits for this one; the former sees it done."""
    for meeting in committee.meetings.filter(status=MeetingStatus.PLANNED):
        _hand_on(TaskKind.INVITE_SEATS, meeting, committee, former, _invite_by(meeting), at)
    for meeting in committee.meetings.filter(status=MeetingStatus.HELD):
        _hand_on(TaskKind.WRITE_MINUTES, meeting, committee, former, _minutes_by(meeting), at)


def _hand_on(
    kind: TaskKind, meeting: Meeting, committee: Committee, former: int, due_on: date | None,
    at: datetime,
) -> None:  # fmt: skip
    tasks.end(kind, meeting.pk, at=at)
    tasks.begin(
        kind, meeting.pk, holder_org=committee.secretariat_id, waiter_org=former, at=at,
        programme_id=committee.programme_id or 0, reference=committee.name, due_on=due_on,
    )  # fmt: skip


def _begin_wait(kind: TaskKind, meeting: Meeting, due_on: date | None, *, at: datetime) -> None:
    committee = meeting.committee
    tasks.begin(
        kind, meeting.pk, holder_org=committee.secretariat_id,
        waiter_org=committee.secretariat_id, at=at, programme_id=committee.programme_id or 0,
        reference=committee.name, due_on=due_on,
    )  # fmt: skip
