"""Reads of sessions and help. Rows are the gate's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.core.timeline import Entry
from homeward.counselling.choices import State
from homeward.counselling.models import GroupSession, Guest, Help, Participant, Session
from homeward.persons import queries as persons
from homeward.persons.models import Person

TONES = {State.HELD: "ok", State.NO_SHOW: "no", State.CANCELLED: "no", State.PLANNED: ""}
MARKS = {
    State.PLANNED: "wait",
    State.HELD: "ok",
    State.NO_SHOW: "no",
    State.CANCELLED: "shut",
}


def of_case(case: Case) -> list[Session]:
    """The sessions of a case, the latest first."""
    return list(
        Session.objects.filter(case=case)
        .select_related("led_by__organisation", "owner_org", "group")
        .order_by("-planned_at")
    )


def help_of(case: Case) -> list[Help]:
    return list(Help.objects.filter(case=case).select_related("recorded_by", "owner_org"))


def for_page() -> QuerySet[Session]:
    return Session.objects.select_related(
        "case__programme", "led_by__organisation", "owner_org", "planned_by", "ended_by", "group"
    )


def participants(session: Session) -> list[Participant]:
    """Who of the household is to take part, as far as the reader may see them."""
    found = list(Participant.objects.filter(session=session))
    people = Person.objects.in_bulk([one.person_id for one in found])
    seen = [one for one in found if one.person_id in people]
    for one in seen:
        one.person = people[one.person_id]
    return sorted(seen, key=lambda one: one.person.position)


def guests(session: Session) -> list[Guest]:
    return list(
        Guest.objects.filter(session=session)
        .select_related("user__organisation")
        .order_by("user__name")
    )


def mine(user: User, *, now: datetime, past: bool = False) -> QuerySet[Session]:
    """What this user leads or joins, and the gate shows: to come, or what was."""
    invited = Guest.objects.filter(user=user).values("session_id")
    found = Session.objects.filter(Q(led_by=user) | Q(pk__in=invited)).select_related(
        "case", "led_by__organisation", "group"
    )
    if past:
        return found.exclude(state=State.PLANNED).order_by("-planned_at")
    return found.filter(state=State.PLANNED).order_by("planned_at")


def groups(user: User, *, since: datetime) -> QuerySet[GroupSession]:
    return (
        GroupSession.objects.filter(owner_org=user.organisation_id)
        .filter(Q(state=State.PLANNED) | Q(planned_at__gte=since))
        .select_related("led_by")
    )


@dataclass(frozen=True)
class Day:
    on: date
    sessions: Sequence[tuple[Session, str]]


def by_day(found: Iterable[Session]) -> list[Day]:
    """Sessions under their days, each with its case's title."""
    sessions = list(found)
    titles = cases.titles([session.case for session in sessions])
    days: dict[date, list[tuple[Session, str]]] = {}
    for session in sessions:
        on = timezone.localtime(session.planned_at).date()
        days.setdefault(on, []).append((session, titles[session.case_id]))
    return [Day(on, found) for on, found in days.items()]


@dataclass(frozen=True)
class Invitable:
    """Whom a session may be planned with: one's own colleagues, and those who see the case."""

    own: Sequence[User]
    partners: Sequence[User]

    @property
    def everyone(self) -> list[User]:
        return [*self.own, *self.partners]


def invitable(case: Case, user: User, *, on: date, also: DataClass = DataClass.CASE) -> Invitable:
    """`also` is the class of what the session will hold: of health more is needed."""
    orgs = partners_who_see(case, on=on, also=also)
    people = [
        each
        for each in User.objects.filter(
            organisation__in={user.organisation_id, *(org.pk for org in orgs)},
            is_active=True,
            person_id__isnull=True,
        )
        .select_related("organisation")
        .order_by("organisation__name", "name")
        if can(each, "counselling.hold")
    ]
    return Invitable(
        [each for each in people if each.organisation_id == user.organisation_id],
        [each for each in people if each.organisation_id != user.organisation_id],
    )


def partners_who_see(case: Case, *, on: date, also: DataClass) -> list[Organisation]:
    """The organisations on the case's way whom agreement and consent let see it, and its owner."""
    ways = (case.owner_org_id, case.accountable_org_id, case.case_org_id)
    found = Organisation.objects.filter(pk__in=[pk for pk in ways if pk])
    return [
        org for org in found if org.pk == case.owner_org_id or _sees(case, org, on=on, also=also)
    ]


def _sees(case: Case, org: Organisation, *, on: date, also: DataClass) -> bool:
    classes = cases.CASEWORK_CLASSES | {also}
    return cases.clause_covers(case, org, classes, Purpose.CASEWORK) and persons.covers(
        case.person_id, recipient=org, purpose=Purpose.CASEWORK, classes=classes, on=on
    )


def coming_of(case: Case, *, now: datetime) -> list[Session]:
    """What the person is told of: the sessions to come, and those of today."""
    since = now - timedelta(hours=12)
    return list(
        Session.objects.filter(case=case, state=State.PLANNED, planned_at__gte=since).order_by(
            "planned_at"
        )[:5]
    )


def cases_to_invite(user: User, group: GroupSession, text: str) -> list[Case]:
    """Open cases of the reader's organisation whose reference begins like this."""
    if not text.strip():
        return []
    return list(
        Case.objects.filter(
            accountable_org=user.organisation_id,
            closed_at__isnull=True,
            reference__startswith=text.strip().upper(),
        )
        .exclude(pk__in=Session.objects.filter(group=group).values("case_id"))
        .order_by("reference")[:20]
    )


def of_group(group: GroupSession) -> list[tuple[Session, str]]:
    found = list(Session.objects.filter(group=group).select_related("case").order_by("pk"))
    titles = cases.titles([session.case for session in found])
    return sorted(((each, titles[each.case_id]) for each in found), key=lambda pair: pair[1])


def history(case: Case) -> list[Entry]:
    """For "What happened": sessions that were held, or were not; never what was said in them."""
    ended = (
        Session.objects.filter(case=case, ended_at__isnull=False)
        .defer("content", "next_step", "interpreter_name", "place")
        .select_related("ended_by__organisation")
    )
    return [
        Entry(
            at=session.ended_at,
            text=_("%(kind)s: %(state)s")
            % {"kind": session.get_kind_display(), "state": session.get_state_display()},
            detail=enumerated([session.ended_by, session.ended_by.organisation])
            if session.ended_by
            else "",
            icon="message" if session.state == State.HELD else "calendar-pause",
            tone=TONES[State(session.state)],
        )
        for session in ended
        if session.ended_at
    ]


def is_in_group(group_id: UUID, case_id: UUID) -> bool:
    return Session.objects.filter(group=group_id, case=case_id).exists()


def session_of_guest(pk: UUID) -> UUID | None:
    """To which session this invitation leads, where the actor sees it."""
    return Guest.objects.filter(pk=pk).values_list("session_id", flat=True).first()
