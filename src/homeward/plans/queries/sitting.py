"""Reads of a commission: its rules and seats, its sessions and agendas, votes and appeals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Length, Sign

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import can
from homeward.agreements import queries as agreements
from homeward.cases import queries as cases
from homeward.persons import queries as persons
from homeward.plans import rules
from homeward.plans.choices import AppealStatus, Outcome, PlanStatus
from homeward.plans.models import (
    AgendaMove,
    Appeal,
    Attendance,
    CommissionRules,
    Decision,
    Member,
    Plan,
    Recusal,
    Seat,
    Session,
    Vote,
)
from homeward.plans.rules import Bench

IMPLEMENTS = (
    OrganisationKind.NGO,
    OrganisationKind.AUTHORITY,
    OrganisationKind.INTERNATIONAL,
)
OF_AN_IMPLEMENTER = {DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE}


@dataclass(frozen=True)
class AgendaItem:
    plan: Plan
    title: str
    decision: Decision | None
    appeal: Appeal | None = None


def commissions() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.COMMISSION)


def rules_on(commission: int, on: date) -> CommissionRules | None:
    """How the commission sits on a day; None where nothing is on record."""
    return (
        CommissionRules.objects.filter(commission=commission, valid_from__lte=on)
        .select_related("area")
        .order_by("-valid_from")
        .first()
    )


def _holds(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def seats_on(commission: int, on: date) -> list[Seat]:
    return list(Seat.objects.filter(_holds(on), commission=commission).order_by("pk"))


def members_on(commission: int, on: date) -> list[Member]:
    """Who may take a seat on a day; for the commission's own users."""
    return list(
        Member.objects.filter(_holds(on), seat__commission=commission)
        .filter(seat__in=[seat.pk for seat in seats_on(commission, on)])
        .select_related("seat", "user")
        .order_by("seat", "pk")
    )


def attendances(session: Session) -> list[Attendance]:
    return list(session.attendances.select_related("seat", "member__user").order_by("seat"))


def own_attendance(session: Session, user: User) -> Attendance | None:
    """The seat that this user has taken in the session."""
    return session.attendances.filter(member__user=user).select_related("seat", "member").first()


def recusals(session: Session, plan: Plan) -> list[Recusal]:
    return list(Recusal.objects.filter(session=session, plan=plan).select_related("seat", "member"))


def votes(session: Session, plan: Plan) -> dict[int, Vote]:
    found = Vote.objects.filter(session=session, plan=plan).select_related("seat", "member")
    return {vote.seat_id: vote for vote in found}


@dataclass(frozen=True)
class Sitting:
    """A commission at one plan of one session: its rules, who is there, what they voted."""

    by: CommissionRules
    bench: Bench
    seats: Sequence[Seat]
    attendances: Sequence[Attendance]
    recusals: Sequence[Recusal]
    votes: dict[int, Vote]

    @property
    def voices(self) -> dict[int, str]:
        return {seat: vote.voice for seat, vote in self.votes.items()}

    @property
    def counted(self) -> tuple[int, int, int]:
        return rules.counted(self.bench, self.voices)


def sitting(session: Session, plan: Plan | None) -> Sitting | None:
    """None where the commission's composition is not on record: no quorum can be told."""
    in_force = rules_on(session.commission_id, session.held_on)
    seats = seats_on(session.commission_id, session.held_on)
    if in_force is None or not seats:
        return None
    there = attendances(session)
    out = recusals(session, plan) if plan else []
    voting = frozenset(seat.pk for seat in seats if seat.has_vote)
    left = frozenset(recusal.seat_id for recusal in out)
    bench = Bench(
        seats=voting,
        present=frozenset(a.seat_id for a in there) & voting - left,
        recused=left,
        mandatory=frozenset(seat.pk for seat in seats if seat.is_mandatory and seat.has_vote),
        quorum_seats=in_force.quorum_seats,
        quorum_share=in_force.quorum_share,
    )
    return Sitting(in_force, bench, seats, there, out, votes(session, plan) if plan else {})


def sat_then(decision: Decision) -> set[int]:
    """The members who sat at a decision; who had stepped out did not."""
    out = {r.member_id for r in recusals(decision.session, decision.plan)}
    return {a.member_id for a in attendances(decision.session)} - out


def is_to_come(session: Session, *, on: date) -> bool:
    return session.closed_at is None and session.held_on >= on


# An encrypted text is empty where nothing was said: that something is urgent is no secret.
URGENT_FIRST = Sign(Length("urgent")).desc()


def sessions_to_come(on: date) -> QuerySet[Session]:
    return (
        Session.objects.filter(closed_at__isnull=True, held_on__gte=on)
        .select_related("commission")
        .order_by("held_on", "pk")
    )


def sessions_of(commission_id: int) -> QuerySet[Session]:
    """A commission's sessions, the latest first, with how many plans wait in each."""
    waiting = Count("plans", filter=Q(plans__status=PlanStatus.SUBMITTED))
    return (
        Session.objects.filter(commission=commission_id)
        .annotate(waiting=waiting)
        .order_by("-held_on", "-number")
    )


def waiting_for(commission: Organisation) -> QuerySet[Plan]:
    """Plans sent to this commission and not decided yet, the urgent first, then by waiting."""
    return (
        Plan.objects.filter(commission=commission, status=PlanStatus.SUBMITTED)
        .select_related("case", "session", "owner_org")
        .order_by(URGENT_FIRST, "submitted_at")
    )


def agenda(session: Session) -> list[AgendaItem]:
    """What the session hears or heard: the urgent first, then in the order of waiting."""
    decided = {
        decision.plan_id: decision
        for decision in Decision.objects.filter(session=session)
        .select_related("implementer")
        .prefetch_related("conditions")
    }
    found = list(
        Plan.objects.filter(Q(session=session) | Q(pk__in=list(decided)))
        .select_related("case", "drafted_by", "package", "owner_org")
        .order_by(URGENT_FIRST, "submitted_at", "pk")
    )
    titles = cases.titles([plan.case for plan in found])
    heard = {a.plan_id: a for a in Appeal.objects.filter(plan__in=found)}
    return [
        AgendaItem(plan, titles[plan.case_id], decided.get(plan.pk), heard.get(plan.pk))
        for plan in found
    ]


def files_in(session: Session) -> int:
    return Plan.objects.filter(session=session).count()


def has_room(session: Session) -> bool:
    """Without a number of files in the commission's rules there is always room."""
    in_force = rules_on(session.commission_id, session.held_on)
    most = in_force.most_files if in_force else None
    return most is None or files_in(session) < most


def moves(plan: Plan) -> list[AgendaMove]:
    return list(plan.agenda_moves.select_related("from_session", "to_session", "by"))


def moves_of(session: Session) -> list[AgendaMove]:
    return list(
        AgendaMove.objects.filter(Q(from_session=session) | Q(to_session=session))
        .select_related("plan__case", "from_session", "to_session", "by")
        .order_by("at")
    )


def appeals_of(commission: Organisation) -> QuerySet[Appeal]:
    """Appeals against this commission's decisions, those that wait first, then the latest."""
    return (
        Appeal.objects.filter(plan__commission=commission)
        .select_related("plan__case", "plan__session", "decision__session", "by")
        .order_by(F("decided_at").desc(nulls_first=True), "-at")
    )


def appeal_of(plan: Plan) -> Appeal | None:
    return plan.appeals.select_related("decision__session", "by").last()


def open_appeal(plan: Plan) -> Appeal | None:
    return plan.appeals.filter(status=AppealStatus.WAITING).last()


def rejection(plan: Plan) -> Decision | None:
    """The rejection that an appeal of this plan would be against."""
    last = plan.decisions.select_related("session").order_by("at").last()
    return last if last and last.outcome == Outcome.REJECTED else None


def appeal_facts(plan: Plan, *, grounds: str, on: date) -> dict[str, Any]:
    """For rules.reasons_not_to_appeal."""
    decision = rejection(plan)
    until = appeal_until(decision) if decision else None
    return {
        "is_rejected": plan.status == PlanStatus.REJECTED and decision is not None,
        "is_latest": not Plan.objects.filter(case=plan.case_id, version__gt=plan.version).exists(),
        "appealed": plan.appeals.exists(),
        "in_time": until is None or on <= until,
        "has_grounds": bool(grounds.strip()),
    }


def appeal_until(decision: Decision) -> date | None:
    in_force = rules_on(decision.session.commission_id, decision.session.held_on)
    return rules.appeal_until(decision.session.held_on, in_force.appeal_days if in_force else None)


def next_session(commission: int, *, after: date) -> Session | None:
    return sessions_to_come(after + timedelta(days=1)).filter(commission=commission).first()


def implementers(plan: Plan) -> list[Organisation]:
    """Who may be named to carry the plan out, whoever drafted it first.

    An organisation is listed while an agreement in force opens the case to it for casework.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select o.id from access_organisation o where o.kind = any (%s)"
            " and gate_clause_covers(%s, %s, %s::smallint, o.id, %s)",
            [
                [kind.value for kind in IMPLEMENTS],
                plan.case.owner_org_id,
                plan.programme_id,
                int(DataClass.CASE),
                int(Purpose.CASEWORK),
            ],
        )
        ids = [pk for (pk,) in cursor.fetchall()]
    others = Organisation.objects.filter(pk__in=ids).exclude(pk=plan.owner_org_id)
    return [plan.owner_org, *others.order_by("name")]


def implementer_covered(plan: Plan, implementer: Organisation, *, on: date) -> tuple[bool, bool]:
    """Whether agreement, and whether consent, let the named partner see the case."""
    if implementer.pk == plan.owner_org_id:
        return True, True
    agreed = agreements.covers(
        from_org_id=plan.case.owner_org_id,
        to_org_id=implementer.pk,
        programme_id=plan.programme_id,
        classes=OF_AN_IMPLEMENTER,
        purpose=Purpose.CASEWORK,
    )
    consented = persons.covers(
        plan.person_id,
        recipient=implementer,
        purpose=Purpose.CASEWORK,
        classes=OF_AN_IMPLEMENTER,
        on=on,
    )
    return agreed, consented


def keeps_the_book(user: User) -> bool:
    """Whether this user writes down what members without a sign-in say."""
    return can(user, "plans.hold_sessions")


def rules_of(commission: int) -> list[CommissionRules]:
    """Every version, the latest first."""
    return list(CommissionRules.objects.filter(commission=commission).order_by("-valid_from"))


def users_of(commission: Organisation) -> list[User]:
    """Who signs in for the commission and may take one of its seats."""
    return list(User.objects.filter(organisation=commission, is_active=True).order_by("name"))
