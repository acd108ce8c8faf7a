"""Modules in versions, courses, their sessions, who comes, and what they are certified for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.capacity import queries, rules
from homeward.capacity.choices import Came, Reason, SessionStatus
from homeward.capacity.models import (
    Attendance,
    Course,
    CourseSession,
    Module,
    StaffCertificate,
    Trainee,
)
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class ModuleGiven:
    title: str
    goals: Sequence[str]
    hours: int
    valid_months: int | None
    remind_days: int
    valid_from: date
    source: str


@transaction.atomic
def state_module(held: Module, given: ModuleGiven, *, by: User, at: datetime) -> Module:
    """The next version of a module; what was taught by the ones before stays as it was."""
    require(by, "capacity.state")
    latest = queries.versions(held.code)[0]
    reasons = [
        *([Reason.NOT_LATER] if given.valid_from <= latest.valid_from else []),
        *([] if given.source.strip() else [Reason.NO_SOURCE]),
    ]
    refuse_if(reasons)
    return Module.objects.create(
        code=latest.code, version=latest.version + 1, position=latest.position,
        needed_by=latest.needed_by, stated_by=by,
        **{**vars(given), "goals": [text for text in given.goals if text.strip()]},
    )  # fmt: skip


@transaction.atomic
def keep_course(
    held: Course | None, *, title: str, language: str, about: str, modules: Sequence[Module],
    by: User, at: datetime,
) -> Course:  # fmt: skip
    require(by, "capacity.train")
    if not modules:
        raise Refused(Reason.NO_MODULES)
    if held is None:
        held = Course(owner_org=by.organisation_of_rows, written_at=at)
    elif held.owner_org_id != by.organisation_id:
        raise PermissionDenied("capacity.train")
    held.title, held.language, held.about = title.strip(), language, about.strip()
    held.save()
    held.modules.set(modules)
    return held


@transaction.atomic
def plan_session(
    course: Course, *, starts_on: date, ends_on: date, place: str, trainer: str, seats: int,
    by: User, at: datetime,
) -> CourseSession:  # fmt: skip
    """Its organiser says after the last day who came."""
    require(by, "capacity.train")
    if course.owner_org_id != by.organisation_id:
        raise PermissionDenied("capacity.train")
    if ends_on < starts_on:
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    session = CourseSession.objects.create(
        course=course, organiser_id=course.owner_org_id, starts_on=starts_on, ends_on=ends_on,
        place=place.strip(), trainer=trainer.strip(), seats=seats, planned_by=by, planned_at=at,
    )  # fmt: skip
    tasks.begin(
        TaskKind.RECORD_ATTENDANCE, session.pk, holder_org=course.owner_org_id, holder=by,
        waiter_org=course.owner_org_id, at=at, programme_id=0, reference=course.title,
        due_on=ends_on,
    )  # fmt: skip
    return session


@transaction.atomic
def cancel(session: CourseSession, *, by: User, at: datetime) -> None:
    session = _own(session, by)
    if session.status != SessionStatus.PLANNED:
        raise Refused(Reason.NOT_PLANNED)
    session.status = SessionStatus.CANCELLED
    session.save(update_fields=["status"])
    tasks.end(TaskKind.RECORD_ATTENDANCE, session.pk, at=at)


@transaction.atomic
def enrol(
    session: CourseSession, *, user: User | None = None, known: Trainee | None = None,
    name: str = "", post: str = "", organisation: Organisation | None = None, by: User,
    at: datetime,
) -> Attendance:  # fmt: skip
    """A colleague, somebody known already, or a name without a sign-in of a partner's staff."""
    require(by, "capacity.enrol")
    org = by.organisation_of_rows
    left = queries.seats_left(session)
    session = CourseSession.objects.get(pk=session.pk)
    if user is not None:
        known = known or Trainee.objects.filter(organisation=org, user=user).first()
    refuse_if(
        rules.reasons_not_to_enrol(
            status=session.status,
            # Of a session that is not planned there are none to ask for.
            seats_left=left if session.status == SessionStatus.PLANNED else 1,
            is_enrolled=queries.is_enrolled(session, known),
            is_named=bool(user or known or name.strip()),
            is_colleague=user is None or user.organisation_id == org.pk,
        )
    )
    if known is None:
        known = Trainee.objects.create(
            organisation=org if user else organisation or org, kept_by=org, user=user,
            name="" if user else name.strip(), post=post.strip(),
        )  # fmt: skip
    return Attendance.objects.create(
        session=session, trainee=known, organisation_id=known.organisation_id,
        organiser_id=session.organiser_id, enrolled_by=by, enrolled_at=at,
    )  # fmt: skip


@transaction.atomic
def record(session: CourseSession, came: Mapping[UUID, str], *, by: User, at: datetime) -> int:
    """Who came, of everybody enrolled; certificates are given at once. How many these are."""
    session = _own(session, by)
    enrolled = list(session.attendances.select_related("trainee"))
    today = timezone.localdate(at)
    refuse_if(
        rules.reasons_not_to_record(
            status=session.status,
            has_begun=session.starts_on <= today,
            came=[came.get(one.pk) for one in enrolled],
        )
    )
    session.status = SessionStatus.HELD
    session.save(update_fields=["status"])
    tasks.end(TaskKind.RECORD_ATTENDANCE, session.pk, at=at)
    taught = list(session.course.modules.all())
    given = 0
    for one in enrolled:
        one.came = came[one.pk]
        one.save(update_fields=["came"])
        if one.came == Came.PASSED:
            given += _certify(one, session, taught)
    return given


def _certify(one: Attendance, session: CourseSession, taught: Sequence[Module]) -> int:
    for module in taught:
        certificate = StaffCertificate.objects.create(
            trainee_id=one.trainee_id, module=module, session=session,
            organisation_id=one.organisation_id, organiser_id=session.organiser_id,
            issued_on=session.ends_on,
            lapses_on=rules.lapses_on(session.ends_on, module.valid_months),
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                "select capacity_renew(%s, %s, %s)", [one.trainee_id, module.code, certificate.pk]
            )
    return len(taught)


@transaction.atomic
def forget(trainee: Trainee, *, by: User, at: datetime) -> None:
    """The name goes on request; that somebody was trained stays in the figures."""
    require(by, "capacity.enrol")
    trainee = Trainee.objects.select_for_update(of=("self",)).get(pk=trainee.pk)
    if trainee.forgotten_at is not None:
        raise Refused(Reason.FORGOTTEN)
    trainee.name, trainee.post, trainee.user, trainee.forgotten_at = "", "", None, at
    trainee.save(update_fields=["name", "post", "user", "forgotten_at"])


@transaction.atomic
def ask_to_train_again(certificate: StaffCertificate, *, at: datetime) -> None:
    """Opens the wait of the organisation whose colleague it is, due on the day it lapses."""
    tasks.begin(
        TaskKind.RENEW_CERTIFICATE, certificate.pk, holder_org=certificate.organisation_id,
        waiter_org=certificate.organisation_id, at=at, programme_id=0,
        reference=certificate.module.code, due_on=certificate.lapses_on,
    )  # fmt: skip


def _own(session: CourseSession, by: User) -> CourseSession:
    require(by, "capacity.train")
    # First: of another's, the policies would let nobody lock the row.
    if session.organiser_id != by.organisation_id:
        raise PermissionDenied("capacity.train")
    return CourseSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
