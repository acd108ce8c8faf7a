"""What a secretariat has to prepare, and who does what until when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from homeward.access.models import User
from homeward.committees import rules
from homeward.committees.choices import MeetingStatus
from homeward.committees.models import ActionPoint, AgendaItem, Committee, Meeting, SignOff
from homeward.committees.queries import agendas, bodies


def points(*, state: str = "open") -> QuerySet[ActionPoint]:
    """Action points, those that are due first; `state`: open, done or all."""
    found = ActionPoint.objects.select_related(
        "committee", "seat__organisation", "seat__actor", "owner", "decision", "meeting"
    )
    if state == "open":
        found = found.filter(done_at__isnull=True)
    if state == "done":
        return found.filter(done_at__isnull=False).order_by("-done_at")
    return found.order_by(F("done_at").asc(nulls_first=True), "due_on", "opened_at")


def own_points(user: User, *, state: str = "open") -> QuerySet[ActionPoint]:
    """The user's own, and those that their organisation's seats hold for nobody by name."""
    mine = Q(owner=user) | Q(owner__isnull=True, seat__organisation=user.organisation_id)
    return points(state=state).filter(mine)


def others_points(user: User, *, state: str = "open") -> QuerySet[ActionPoint]:
    mine = own_points(user, state=state).values("pk")
    return points(state=state).exclude(pk__in=mine)


@dataclass(frozen=True)
class Due:
    """Something to prepare, and the last day for it; None: no rule states one."""

    meeting: Meeting
    until: date | None


def kept(user: User) -> QuerySet[Committee]:
    """Whose secretariat is the user's organisation."""
    return bodies.listed().filter(secretariat=user.organisation_id or 0)


def invitations_due(user: User) -> list[Due]:
    found = agendas.meetings().filter(committee__in=kept(user), status=MeetingStatus.PLANNED)
    return [Due(one, invite_by(one)) for one in found.order_by("on")]


def invite_by(meeting: Meeting) -> date | None:
    rule = bodies.procedure(meeting.committee_id, on=meeting.on)
    return rules.invite_by(meeting.on, rule.invite_days if rule else None)


def minutes_due(user: User) -> list[Due]:
    """Meetings that were held and whose minutes are not sent round."""
    found = agendas.meetings().filter(committee__in=kept(user), status=MeetingStatus.HELD)
    dues = []
    for one in found.order_by("on"):
        rule = bodies.procedure(one.committee_id, on=one.on)
        dues.append(Due(one, rules.silent_until(one.on, rule.minutes_days if rule else None)))
    return dues


def minutes_not_approved(user: User) -> list[Due]:
    found = agendas.meetings().filter(committee__in=kept(user), status=MeetingStatus.MINUTED)
    return [Due(one, agendas.silence_ends(one)) for one in found.order_by("on")]


def signoffs_open(user: User) -> QuerySet[SignOff]:
    """Signatures that are asked for and not given: unanswered or refused."""
    return (
        SignOff.objects.filter(decision__committee__in=kept(user))
        .exclude(signed=True)
        .select_related("decision", "organisation")
        .order_by(F("due_on").asc(nulls_last=True))
    )


def items_waiting(user: User) -> QuerySet[AgendaItem]:
    """Proposals that stand on no agenda."""
    return (
        AgendaItem.objects.filter(
            committee__in=kept(user),
            meeting__isnull=True,
            withdrawn_at__isnull=True,
            settled_at__isnull=True,
        )
        .select_related("committee", "proposed_org")
        .order_by("proposed_at")
    )


def points_overdue(user: User, *, on: date) -> QuerySet[ActionPoint]:
    return points().filter(committee__in=kept(user), due_on__lt=on)


def incomplete(user: User, *, on: date) -> list[tuple[Committee, list[rules.Standing]]]:
    """Committees that lack members, each with what is missing."""
    found = []
    for committee in kept(user).filter(until_on__isnull=True):
        missing = [one for one in bodies.composition(committee, on=on) if not one.is_met]
        if missing:
            found.append((committee, missing))
    return found
