"""Who may write to a committee: its secretariat, a holder of a seat. Asked under a lock."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees.models import Committee, Decision, Meeting, Seat

KEEP, SIT, SIGN = "committees.keep", "committees.sit", "committees.sign"


def today(at: datetime) -> date:
    return timezone.localdate(at)


def is_secretariat(committee: Committee, by: User) -> bool:
    return committee.secretariat_id == by.organisation_id


def to_keep(committee: Committee, by: User) -> Committee:
    """The committee under a lock, for its secretariat alone."""
    require(by, KEEP)
    held = Committee.objects.select_for_update(of=("self",)).filter(pk=committee.pk).first()
    if held is None or not is_secretariat(held, by):
        raise PermissionDenied(KEEP)
    return held


def meeting_to_keep(meeting: Meeting, by: User) -> Meeting:
    require(by, KEEP)
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    held = found.get(pk=meeting.pk)
    if not is_secretariat(held.committee, by):
        raise PermissionDenied(KEEP)
    return held


def decision_to_keep(decision: Decision, by: User) -> Decision:
    require(by, KEEP)
    found = Decision.objects.select_for_update(of=("self",)).select_related(
        "meeting__committee", "item"
    )
    held = found.filter(pk=decision.pk).first()
    if held is None or not is_secretariat(held.meeting.committee, by):
        raise PermissionDenied(KEEP)
    return held


def own_seat(seat: Seat, by: User) -> Seat:
    """A seat of the user's own organisation."""
    if seat.organisation_id is None or seat.organisation_id != by.organisation_id:
        raise PermissionDenied(SIT)
    return seat
