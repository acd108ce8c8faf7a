"""How the corridor's commission sits, and the templates of its programme."""

from datetime import date, datetime
from decimal import Decimal

from homeward.access.models import User
from homeward.demo.cast import Cast
from homeward.plans.choices import (
    CommissionLevel,
    DecidesBy,
    Dimension,
    Horizon,
    LineKind,
    Route,
    SeatKind,
    Topic,
)
from homeward.plans.models import (
    Attendance,
    CommissionRules,
    Member,
    PlanTemplate,
    Seat,
    Session,
    TemplateGoal,
    TemplateLine,
)
from homeward.programmes.models import Programme

SOURCE = "Rules of procedure of the commission, 4"
SEATS = [
    (SeatKind.INSTITUTION, "Labour office, Greater Accra", ""),
    (SeatKind.MUNICIPALITY, "Metropolitan assembly", "Nana Yaa Bekoe"),
    (SeatKind.DONOR, "Donors of the corridor", "Pieter Claes"),
]
Goal = tuple[Topic, Horizon, str, str, str, int]
Line = tuple[Dimension, LineKind, Horizon, str, int | None, int]
SHORT, LONG = Horizon.SHORT, Horizon.LONG
TEMPLATES: list[tuple[int, str, str, Route | None, Route | None, list[Goal], list[Line]]] = [
    (
        1, "Social", "Settling in", None, None,
        [
            (Topic.HOUSING, SHORT, "A room of their own", "Lease signed", "12 months", 3),
            (Topic.FAMILY, SHORT, "The family is close again", "Visits in a month", "2", 6),
        ],
        [
            (Dimension.SOCIAL, LineKind.CASH, SHORT, "Rent, first months", 150, 1),
            (Dimension.SOCIAL, LineKind.PUBLIC_SERVICE, SHORT, "Health insurance card", None, 2),
            (Dimension.PSYCHOSOCIAL, LineKind.PUBLIC_SERVICE, LONG, "Neighbourhood group", None, 6),
        ],
    ),
    (
        2, "Employment", "Into a job", Route.JOB, Route.BUSINESS,
        [(Topic.LIVELIHOOD, LONG, "Work that carries the family", "Months in work", "6", 12)],
        [
            (Dimension.ECONOMIC, LineKind.PUBLIC_SERVICE, SHORT, "Job matching", None, 2),
            (Dimension.ECONOMIC, LineKind.FUNDED_ITEM, SHORT, "Tools of the trade", 400, 3),
        ],
    ),
    (
        3, "Business", "A small business", Route.BUSINESS, Route.JOB,
        [
            (Topic.LIVELIHOOD, LONG, "The business carries itself", "Earned in a month",
             "180 EUR", 12),
            (Topic.COMMUNITY, LONG, "Known in the traders' group", "Meetings in a year", "6", 12),
        ],
        [
            (Dimension.ECONOMIC, LineKind.PUBLIC_SERVICE, SHORT, "Course in bookkeeping", None, 2),
            (Dimension.ECONOMIC, LineKind.FUNDED_ITEM, SHORT, "Starter kit", 1400, 4),
        ],
    ),
]  # fmt: skip


def make(cast: Cast, programme: Programme, sessions: list[Session], *, now: datetime) -> None:
    since = min(session.held_on for session in sessions)
    _rules(cast, since=since, today=now.date())
    _came(cast.secretary, _members(cast, since), sessions, now=now)
    _templates(programme, cast.programme_manager, since=since)


def _rules(cast: Cast, *, since: date, today: date) -> None:
    """By consensus at first; from today on by votes."""
    CommissionRules.objects.bulk_create(
        CommissionRules(
            commission=cast.commission, valid_from=on, level=CommissionLevel.NATIONAL,
            decides_by=how, quorum_seats=2, quorum_share=60, least_files=8, most_files=14,
            appeal_days=30, source=SOURCE,
        )
        for on, how in ((since, DecidesBy.CONSENSUS), (today, DecidesBy.VOTES))
    )  # fmt: skip


def _members(cast: Cast, since: date) -> list[Member]:
    found = []
    for kind, institution, name in SEATS:
        seat = Seat.objects.create(
            commission=cast.commission, institution=institution, kind=kind, since=since
        )
        user = None if name else cast.commission_member
        found.append(
            Member.objects.create(
                seat=seat, user=user, name=name or cast.commission_member.name, since=since
            )
        )
    return found


def _came(
    secretary: User, members: list[Member], sessions: list[Session], *, now: datetime
) -> None:
    Attendance.objects.bulk_create(
        Attendance(session=session, seat=member.seat, member=member, at=now, by=secretary)
        for session in sessions
        if session.held_on < now.date()
        for member in members
    )


def _templates(programme: Programme, by: User, *, since: date) -> None:
    for level, level_name, name, route, fallback, goals, lines in TEMPLATES:
        template = PlanTemplate.objects.create(
            programme=programme, name=name, level=level, level_name=level_name,
            route=route or "", fallback=fallback or "", currency="EUR", valid_from=since,
            source="Programme manual, 6", made_by=by,
        )  # fmt: skip
        TemplateGoal.objects.bulk_create(
            TemplateGoal(
                template=template, position=n, topic=topic, horizon=horizon, text=text,
                measure=measure, target=target, months=months,
            )
            for n, (topic, horizon, text, measure, target, months) in enumerate(goals, 1)
        )  # fmt: skip
        TemplateLine.objects.bulk_create(
            TemplateLine(
                template=template, position=n, dimension=dimension, kind=kind, horizon=horizon,
                title=title, cost=Decimal(cost) if cost else None, months=months,
            )
            for n, (dimension, kind, horizon, title, cost, months) in enumerate(lines, 1)
        )  # fmt: skip
