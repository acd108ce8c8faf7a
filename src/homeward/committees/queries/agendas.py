"""Meetings: the agenda with what is carried over, who is there, minutes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from homeward.access.models import User
from homeward.committees import rules
from homeward.committees.choices import HERE, MeetingStatus, Presence
from homeward.committees.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    Meeting,
    Minutes,
    Seat,
)
from homeward.committees.queries import bodies

COMING = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


def meetings(committee: Committee | None = None) -> QuerySet[Meeting]:
    found = Meeting.objects.select_related("committee__secretariat")
    return found.filter(committee=committee) if committee else found


def next_meeting(committee: Committee) -> Meeting | None:
    return meetings(committee).filter(status__in=COMING).order_by("on", "number").first()


def running_meeting(committee: Committee) -> Meeting | None:
    """The one whose minutes are still to be written."""
    return meetings(committee).filter(status=MeetingStatus.HELD).order_by("-on").first()


def agenda(meeting: Meeting) -> QuerySet[AgendaItem]:
    return (
        meeting.items.filter(withdrawn_at__isnull=True)
        .select_related("proposed_by", "proposed_org")
        .prefetch_related(
            Prefetch(
                "decisions",
                Decision.objects.prefetch_related(
                    "votes__seat__organisation", "votes__seat__actor", "subjects"
                ).order_by("number"),
            )
        )
    )


def waiting_items(committee: Committee) -> QuerySet[AgendaItem]:
    """What was proposed and stands on no agenda yet."""
    return committee.items.filter(
        meeting__isnull=True, withdrawn_at__isnull=True, settled_at__isnull=True
    ).select_related("proposed_by", "proposed_org")


def carried_over(meeting: Meeting) -> QuerySet[ActionPoint]:
    """What earlier meetings agreed and nobody has done by this one's day; read, never copied."""
    return (
        ActionPoint.objects.filter(committee=meeting.committee_id, opened_at__date__lte=meeting.on)
        .exclude(meeting=meeting)
        .filter(Q(done_at__isnull=True) | Q(done_at__date__gt=meeting.on))
        .select_related("seat__organisation", "seat__actor", "owner", "decision")
        .order_by("due_on", "opened_at")
    )


def minutes_to_approve(meeting: Meeting) -> list[Meeting]:
    """Meetings before this one whose minutes it has to approve."""
    return list(
        meetings()
        .filter(committee=meeting.committee_id, status=MeetingStatus.MINUTED, on__lte=meeting.on)
        .exclude(pk=meeting.pk)
        .order_by("on")
    )


@dataclass(frozen=True)
class Place:
    """A seat at a meeting: whether it is there, and whether its vote counts."""

    seat: Seat
    presence: str

    @property
    def is_here(self) -> bool:
        return self.presence in HERE

    @property
    def label(self) -> str:
        return str(Presence(self.presence).label) if self.presence else ""


def places(meeting: Meeting) -> list[Place]:
    """Each seat of the meeting's day, with what is noted of it ("": nothing yet)."""
    noted = dict(Attendance.objects.filter(meeting=meeting).values_list("seat_id", "presence"))
    return [
        Place(seat, noted.get(seat.pk, ""))
        for seat in bodies.seats(meeting.committee, on=meeting.on)
    ]


@dataclass(frozen=True)
class Quorum:
    here: int
    needed: int
    # None: no rules are stated for the day.
    rule: object | None

    @property
    def is_met(self) -> bool:
        return self.rule is not None and self.here >= self.needed


def quorum(meeting: Meeting, stand: list[Place] | None = None) -> Quorum:
    stand = places(meeting) if stand is None else stand
    voting = [place for place in stand if place.seat.has_vote]
    rule = bodies.procedure(meeting.committee_id, on=meeting.on)
    return Quorum(
        here=sum(place.is_here for place in voting),
        needed=rules.seats_needed(rule.quorum_kind, rule.quorum, len(voting)) if rule else 0,
        rule=rule,
    )


def newest_minutes(meeting: Meeting) -> Minutes | None:
    return (
        meeting.minutes.select_related("written_by").prefetch_related(
            "remarks__seat__organisation", "remarks__seat__actor", "remarks__made_by"
        )
    ).first()


def own_place(meeting: Meeting, user: User) -> Seat | None:
    """The seat of the user's organisation at this meeting."""
    return next(iter(bodies.own_seats(meeting.committee, user, on=meeting.on)), None)


def silence_ends(meeting: Meeting) -> date | None:
    latest = newest_minutes(meeting)
    if latest is None:
        return None
    sent = latest.written_at.date()
    rule = bodies.procedure(meeting.committee_id, on=sent)
    return rules.silent_until(sent, rule.silence_days if rule else None)


def minutes_from_agenda(meeting: Meeting) -> str:
    """A first text of the minutes: item by item what was said and what came of it."""
    parts = []
    for number, item in enumerate(agenda(meeting), start=1):
        lines = [f"{number}. {item.title}"]
        if item.discussion:
            lines.append(item.discussion)
        lines += [
            f"{decision.reference}, {decision.get_kind_display()}: {decision.text}"
            for decision in item.decisions.all()
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
