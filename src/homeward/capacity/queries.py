"""Reads of institutions, training and ownership, and the facts that rules ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from homeward.access.models import Organisation, User
from homeward.capacity import rules
from homeward.capacity.choices import SessionStatus, Step
from homeward.capacity.models import (
    Attendance,
    CapacityAnswer,
    CapacityAssessment,
    CapacitySheet,
    Course,
    CourseSession,
    Module,
    OwnershipFigure,
    OwnershipFormula,
    StaffCertificate,
    Trainee,
    TrainingGoal,
    TrainingPlan,
)
from homeward.places.models import Country


def sheet(on: date) -> CapacitySheet:
    """The latest version in force."""
    return CapacitySheet.objects.filter(valid_from__lte=on).order_by("-valid_from")[0]


def assessments() -> QuerySet[CapacityAssessment]:
    """The own organisation's, and what others finished and share."""
    return CapacityAssessment.objects.select_related("organisation__country", "sheet", "begun_by")


def latest_of(organisations: Iterable[int]) -> dict[int, CapacityAssessment]:
    """The last finished one of each, as far as the reader may see it."""
    found = assessments().filter(organisation__in=list(organisations), finished_on__isnull=False)
    return {each.organisation_id: each for each in found.order_by("finished_on", "begun_at")}


def answers(assessment: CapacityAssessment) -> QuerySet[CapacityAnswer]:
    return assessment.answers.select_related("domain")


def answered(assessment: CapacityAssessment) -> list[rules.Answered]:
    return [
        rules.Answered(
            code=one.domain.code, position=one.domain.position, level=one.level,
            wished=one.wished, evidence=one.evidence,
        )
        for one in answers(assessment)
    ]  # fmt: skip


def gaps(assessment: CapacityAssessment) -> list[tuple[CapacityAnswer, int | None]]:
    """Ranked; each with the answer it comes from."""
    by_code = {one.domain.code: one for one in answers(assessment)}
    return [(by_code[gap.answer.code], gap.width) for gap in rules.gaps(answered(assessment))]


def mean_level(assessment: CapacityAssessment) -> tuple[Decimal | None, int, int]:
    """Of the domains that are known; how many these are, and of how many."""
    levels = [one.level for one in answers(assessment)]
    known = [level for level in levels if level is not None]
    mean = Decimal(sum(known)) / len(known) if known else None
    return mean, len(known), len(levels)


def modules(on: date) -> list[Module]:
    """The version in force of each, in the curriculum's order."""
    found = Module.objects.filter(valid_from__lte=on).order_by("code", "valid_from")
    latest = {module.code: module for module in found}
    return sorted(latest.values(), key=lambda module: (module.position, module.code))


def versions(code: str) -> QuerySet[Module]:
    return Module.objects.filter(code=code).order_by("-version")


def plans() -> QuerySet[TrainingPlan]:
    return (
        TrainingPlan.objects.select_related("owner_org", "organisation")
        .annotate(
            of_goals=Count("goals"), met=Count("goals", filter=Q(goals__met_on__isnull=False))
        )
        .order_by("-written_at", "pk")
    )


def goals(plan: TrainingPlan) -> QuerySet[TrainingGoal]:
    return plan.goals.select_related("plan", "domain", "module", "payer")


def courses() -> QuerySet[Course]:
    return Course.objects.select_related("owner_org").prefetch_related("modules")


def sessions(*, when: str = "", on: date) -> QuerySet[CourseSession]:
    found = CourseSession.objects.select_related("course", "organiser").prefetch_related(
        "course__modules"
    )
    if when == "past":
        return found.filter(ends_on__lt=on).order_by("-starts_on")
    if when == "all":
        return found.order_by("-starts_on")
    return found.filter(ends_on__gte=on).order_by("starts_on")


def attendances(session: CourseSession) -> list[Attendance]:
    """Those whom the reader may know of."""
    found = session.attendances.select_related("trainee__user", "organisation")
    return sorted(found, key=lambda one: (str(one.organisation), str(one.trainee)))


def seats_left(session: CourseSession) -> int:
    """Under the session's lock until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select capacity_seats_left(%s)", [session.pk])
        return cursor.fetchone()[0] or 0


def trainees(user: User) -> list[Trainee]:
    """Staff of the own organisation, and whom it wrote down for others."""
    own = Q(organisation=user.organisation_id) | Q(kept_by=user.organisation_id)
    found = Trainee.objects.filter(own, forgotten_at__isnull=True).select_related(
        "user", "organisation"
    )
    return sorted(found, key=str)


def trainee_of(user: User) -> Trainee | None:
    return Trainee.objects.filter(organisation=user.organisation_id, user=user).first()


def is_enrolled(session: CourseSession, trainee: Trainee | None) -> bool:
    return trainee is not None and session.attendances.filter(trainee=trainee).exists()


def colleagues(organisation: int | None) -> QuerySet[User]:
    return User.objects.filter(organisation=organisation, is_active=True).order_by("name")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def certificates(user: User, *, state: str, on: date) -> QuerySet[StaffCertificate]:
    """Of the own staff, and of whom the own organisation trained; the next to lapse first."""
    found = StaffCertificate.objects.select_related(
        "trainee__user", "module", "organisation", "session__course"
    ).order_by("is_renewed", "lapses_on", "pk")
    if state == "in_force":
        return found.filter(Q(lapses_on__isnull=True) | Q(lapses_on__gte=on), is_renewed=False)
    if state == "lapsed":
        return found.filter(lapses_on__lt=on, is_renewed=False)
    return found


def lapsing(by: date) -> list[StaffCertificate]:
    """Not renewed, and lapsing within their module's days of notice. Asked by the job."""
    found = StaffCertificate.objects.filter(
        is_renewed=False, lapses_on__isnull=False
    ).select_related("module")
    return [
        one
        for one in found
        if one.lapses_on and (one.lapses_on - by).days <= one.module.remind_days
    ]


@dataclass(frozen=True)
class Covered:
    organisation: Organisation
    # Module by module: True, somebody is trained; False, nobody; None, it need not be.
    cells: list[tuple[Module, bool | None, int | None]]

    @property
    def lacks(self) -> int:
        return sum(1 for _module, trained, _count in self.cells if trained is False)


def coverage(user: User, *, on: date) -> list[Covered]:
    """Each organisation that has users and needs a module, those that lack most first."""
    with connection.cursor() as cursor:
        cursor.execute("select organisation, code, trained from capacity_coverage(%s)", [on])
        trained = {(organisation, code): count for organisation, code, count in cursor.fetchall()}
    taught = modules(on)
    staffed = User.objects.filter(is_active=True, organisation__isnull=False)
    named = {organisation for organisation, _code in trained}
    found = Organisation.objects.filter(
        Q(pk__in=staffed.values("organisation")) | Q(pk__in=named)
    ).select_related("country")
    rows = []
    for each in found.order_by("name"):
        cells: list[tuple[Module, bool | None, int | None]] = []
        for module in taught:
            count = trained.get((each.pk, module.code), 0)
            needs = not module.needed_by or each.kind in module.needed_by
            stands = count > 0 if needs or count else None
            cells.append((module, stands, count if each.pk == user.organisation_id else None))
        if any(stands is not None for _module, stands, _count in cells):
            rows.append(Covered(each, cells))
    return sorted(rows, key=lambda row: -row.lacks)


def formula(on: date) -> OwnershipFormula:
    return OwnershipFormula.objects.filter(valid_from__lte=on).order_by("-valid_from")[0]


def counted(since: date, until: date) -> dict[str, list[rules.Counted]]:
    """By country of origin; for the job alone."""
    names = ("step", "organisation", "currency", "own", "abroad", "unknown", "own_n", "abroad_n",
             "unknown_n")  # fmt: skip
    found: dict[str, list[rules.Counted]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select origin, {', '.join(names)} from capacity_ownership(%s, %s)",  # noqa: S608
            [since, until],
        )
        for origin, *values in cursor.fetchall():
            found.setdefault(origin, []).append(
                rules.Counted(**dict(zip(names, values, strict=True)))
            )
    return found


def origins() -> list[Country]:
    counted_for = OwnershipFigure.objects.order_by().values("origin").distinct()
    return list(Country.objects.filter(pk__in=counted_for).order_by("name"))


def quarters(origin: str) -> list[date]:
    found = OwnershipFigure.objects.filter(origin=origin).order_by("-quarter")
    return list(found.values_list("quarter", flat=True).distinct())


def lines(origin: str, quarter: date) -> list[rules.Line]:
    """In the order of the steps, the whole before its organisations."""
    found = OwnershipFigure.objects.filter(origin=origin, quarter=quarter)
    order = list(Step)
    return sorted(
        (
            rules.Line(
                step=one.step, currency=one.currency, own=one.own, abroad=one.abroad,
                unknown=one.unknown, organisation=one.organisation_id,
            )
            for one in found
        ),
        key=lambda line: (order.index(Step(line.step)), line.currency, line.organisation or 0),
    )  # fmt: skip


def open_sessions_of(organisation: int, on: date) -> QuerySet[CourseSession]:
    """Begun, and nobody said yet who came."""
    return CourseSession.objects.filter(
        organiser=organisation, status=SessionStatus.PLANNED, ends_on__lte=on
    )


def names_of(organisations: Iterable[int]) -> Mapping[int, Organisation]:
    return Organisation.objects.in_bulk(list(organisations))


def plan_of_goal(goal: UUID) -> TrainingGoal | None:
    return TrainingGoal.objects.select_related("plan").filter(pk=goal).first()
