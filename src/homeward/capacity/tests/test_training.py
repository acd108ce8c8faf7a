"""Institutions assess themselves, partners approve plans, staff is trained and certified."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Role
from homeward.capacity import actions, jobs, queries
from homeward.capacity.actions import GoalGiven, ModuleGiven, Said
from homeward.capacity.choices import Came, PlanStatus, Reason
from homeward.capacity.models import (
    Attendance,
    CapacityAssessment,
    Module,
    StaffCertificate,
    Trainee,
    TrainingPlan,
)
from homeward.core.refusals import Refused
from homeward.tasks.models import Task


class School:
    """A lead that trains, and a partner whose staff is trained."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.today = cast, cast.now, cast.now.date()
        self.lead = cast.user("lead", cast.host, Role.PROGRAMME_MANAGER)
        self.local = cast.officer
        self.other = cast.stranger

    def assess(self, *, share: bool = True) -> CapacityAssessment:
        with self.cast.as_app(self.local):
            made = actions.begin(by=self.local, at=self.now)
            said = {
                "mandate": Said(2, 4, "Decree"),
                "protection": Said(0, 3, ""),
                "money": Said(None, 3, ""),
            }
            actions.answer(made, said, by=self.local, at=self.now)
            return actions.finish(made, share=share, by=self.local, at=self.now)

    def plan(self) -> TrainingPlan:
        with self.cast.as_app(self.lead):
            plan = actions.draft(
                self.cast.desk, title="Desk 2027", from_on=self.today,
                until_on=self.today + timedelta(days=200), by=self.lead, at=self.now,
            )  # fmt: skip
            actions.add_goal(
                plan,
                GoalGiven(
                    text="Special needs are asked for", who="Four reception officers",
                    by_when=self.today + timedelta(days=90), by_partner=True,
                ),
                by=self.lead, at=self.now,
            )  # fmt: skip
            actions.propose(plan, by=self.lead, at=self.now)
        return plan

    def session(self, *, seats: int = 5, ago: int = 0, code: str = "special-needs") -> Any:
        with self.cast.as_app(self.lead):
            modules = [m for m in queries.modules(self.today) if m.code == code]
            course = actions.keep_course(
                None, title="Two days", language="en", about="", modules=modules, by=self.lead,
                at=self.now,
            )  # fmt: skip
            day = self.today - timedelta(days=ago)
            return actions.plan_session(
                course, starts_on=day, ends_on=day, place="Accra", trainer="", seats=seats,
                by=self.lead, at=self.now,
            )  # fmt: skip

    def enrol(self, session: Any, by: Any = None, **who: Any) -> Attendance:
        by = by or self.local
        with self.cast.as_app(by):
            return actions.enrol(session, **(who or {"user": by}), by=by, at=self.now)

    def record(self, session: Any, came: Came = Came.PASSED) -> int:
        with self.cast.as_app(self.lead):
            said = {one.pk: came for one in queries.attendances(session)}
            return actions.record(session, said, by=self.lead, at=self.now)


@pytest.fixture
def school(cast: Any) -> School:
    return School(cast)


def held(kind: str) -> list[int]:
    return list(Task.objects.filter(kind=kind, done_at__isnull=True).values_list(
        "holder_org", flat=True
    ))  # fmt: skip


def test_an_institution_s_gaps_are_ranked_with_the_unknown_named(school: School) -> None:
    made = school.assess()
    with school.cast.as_app(school.lead):
        found = [(one.domain.code, width) for one, width in queries.gaps(made)]
        assert found == [("protection", 3), ("mandate", 2), ("money", None)]
        assert queries.mean_level(made) == (1, 2, 3)


def test_what_is_not_shared_or_not_finished_is_the_institution_s_own(school: School) -> None:
    made = school.assess(share=False)
    with school.cast.as_app(school.lead):
        assert not CapacityAssessment.objects.exists()
        assert not made.answers.exists()
    with school.cast.as_app(school.local):
        opened = actions.begin(by=school.local, at=school.now)
        assert actions.begin(by=school.local, at=school.now) == opened
        with pytest.raises(Refused) as refused:
            actions.finish(opened, share=True, by=school.local, at=school.now)
        assert refused.value.reasons == [Reason.NOTHING_ANSWERED]
        with pytest.raises(Refused) as refused:
            actions.answer(made, {}, by=school.local, at=school.now)
        assert refused.value.reasons == [Reason.FINISHED]
    with school.cast.as_app(school.cast.finance), pytest.raises(PermissionDenied):
        actions.begin(by=school.cast.finance, at=school.now)


def test_the_partner_approves_and_each_goal_waits_for_who_sees_to_it(school: School) -> None:
    plan, cast = school.plan(), school.cast
    assert held("approve_training") == [cast.desk.pk]
    with cast.as_app(school.lead), pytest.raises(Refused) as refused:
        actions.approve(plan, by=school.lead, at=school.now)
    assert refused.value.reasons == [Reason.NOT_THE_PARTNER, Reason.OWN_PLAN]
    with cast.as_app(school.lead), pytest.raises(DatabaseError), transaction.atomic():
        TrainingPlan.objects.filter(pk=plan.pk).update(status="approved", approved_at=school.now)
    with cast.as_app(school.local):
        actions.send_back(plan, by=school.local, at=school.now)
    with cast.as_app(school.lead):
        actions.propose(plan, by=school.lead, at=school.now)
    with cast.as_app(school.local):
        actions.approve(plan, by=school.local, at=school.now)
        with pytest.raises(Refused):
            actions.approve(plan, by=school.local, at=school.now)
    assert held("meet_training_goal") == [cast.desk.pk]
    goal = plan.goals.get()
    with cast.as_app(school.local):
        with pytest.raises(Refused) as refused:
            actions.meet(goal, " ", by=school.local, at=school.now)
        assert refused.value.reasons == [Reason.NO_NOTE]
        actions.meet(goal, "Four certificates", by=school.local, at=school.now)
    assert not held("meet_training_goal")
    with cast.as_app(school.other):
        assert not TrainingPlan.objects.exists()


def test_a_draft_is_its_writer_s_and_no_plan_goes_out_empty(school: School) -> None:
    with school.cast.as_app(school.lead):
        plan = actions.draft(
            school.cast.desk, title="Empty", from_on=school.today, until_on=school.today,
            by=school.lead, at=school.now,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.propose(plan, by=school.lead, at=school.now)
        assert refused.value.reasons == [Reason.NO_GOALS]
    with school.cast.as_app(school.local):
        assert not TrainingPlan.objects.exists()


def test_seats_end_and_nobody_is_enrolled_twice(school: School) -> None:
    session = school.session(seats=1)
    assert held("record_attendance") == [school.cast.host.pk]
    school.enrol(session)
    with pytest.raises(Refused) as refused:
        school.enrol(session)
    assert refused.value.reasons == [Reason.NO_SEATS, Reason.ENROLLED_ALREADY]
    with pytest.raises(Refused) as refused:
        school.enrol(session, by=school.other)
    assert refused.value.reasons == [Reason.NO_SEATS]


def test_who_was_trained_is_seen_by_their_organisation_and_the_organiser(school: School) -> None:
    session, cast = school.session(), school.cast
    school.enrol(session, name="Ama Owusu", post="Clerk", organisation=None)
    school.enrol(session, by=school.other)
    with cast.as_app(school.local):
        assert [str(one.trainee) for one in queries.attendances(session)] == ["Ama Owusu"]
    with cast.as_app(school.lead):
        assert len(queries.attendances(session)) == 2
    with cast.as_app(cast.partner):
        assert not Trainee.objects.exists()
        assert not Attendance.objects.exists()
        assert queries.seats_left(session) == 3
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(encode(name, 'escape'), '') from capacity_trainee")
        assert "Ama" not in cursor.fetchone()[0]


def test_certificates_lapse_are_told_of_once_and_end_by_training_again(school: School) -> None:
    session, cast = school.session(ago=700), school.cast
    school.enrol(session)
    assert school.record(session) == 1
    assert not held("record_attendance")
    with pytest.raises(Refused) as refused:
        school.record(session)
    assert refused.value.reasons == [Reason.NOT_PLANNED]
    first = StaffCertificate.objects.get()
    assert first.lapses_on is not None
    assert 0 < (first.lapses_on - school.today).days <= 60
    with cast.as_app():
        assert jobs.ask_owners(at=school.now) == 1
    with cast.as_app():
        assert jobs.ask_owners(at=school.now) == 1
    [wait] = Task.objects.filter(kind="renew_certificate")
    assert (wait.holder_org_id, wait.due_on) == (cast.desk.pk, first.lapses_on)
    again = school.session()
    school.enrol(again)
    school.record(again)
    assert not held("renew_certificate")
    first.refresh_from_db()
    assert first.is_renewed
    with cast.as_app():
        assert jobs.ask_owners(at=school.now) == 0


def test_who_did_not_come_is_certified_for_nothing(school: School) -> None:
    session = school.session()
    school.enrol(session)
    with school.cast.as_app(school.lead), pytest.raises(Refused) as refused:
        actions.record(session, {}, by=school.lead, at=school.now)
    assert refused.value.reasons == [Reason.NOT_ALL_SAID]
    with school.cast.as_app(school.local), pytest.raises(PermissionDenied):
        actions.record(session, {}, by=school.local, at=school.now)
    assert school.record(session, Came.ABSENT) == 0
    assert not StaffCertificate.objects.exists()


def test_coverage_says_somebody_or_nobody_and_how_many_to_the_own_alone(school: School) -> None:
    session, cast = school.session(), school.cast
    for name in ("Ama", "Yaw"):
        school.enrol(session, name=name)
    school.record(session)

    def of_desk(user: Any) -> dict[str, tuple[Any, Any]]:
        with cast.as_app(user):
            [row] = [r for r in queries.coverage(user, on=school.today)
                     if r.organisation == cast.desk]  # fmt: skip
        return {module.code: (stands, count) for module, stands, count in row.cells}

    assert of_desk(school.local)["special-needs"] == (True, 2)
    assert of_desk(school.other)["special-needs"] == (True, None)
    assert of_desk(school.other)["asylum"] == (False, None)
    assert of_desk(school.other)["livelihoods"] == (None, None)


def test_a_name_is_erased_on_request_and_the_figure_stays(school: School) -> None:
    session, cast = school.session(), school.cast
    enrolled = school.enrol(session, name="Ama Owusu", post="Clerk")
    school.record(session)
    with cast.as_app(school.other), pytest.raises(Trainee.DoesNotExist):
        actions.forget(enrolled.trainee, by=school.other, at=school.now)
    with cast.as_app(school.local):
        actions.forget(enrolled.trainee, by=school.local, at=school.now)
        with pytest.raises(Refused):
            actions.forget(enrolled.trainee, by=school.local, at=school.now)
        assert str(Trainee.objects.get()) == "Name erased"
        assert StaffCertificate.objects.count() == 1


def test_a_module_s_next_version_leaves_the_one_before(school: School) -> None:
    with school.cast.as_app(school.lead):
        held_now = next(m for m in queries.modules(school.today) if m.code == "conflict")
        given = ModuleGiven(
            title="Conflict", goals=["Listen", " "], hours=4, valid_months=12, remind_days=30,
            valid_from=held_now.valid_from, source=" ",
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.state_module(held_now, given, by=school.lead, at=school.now)
        assert refused.value.reasons == [Reason.NOT_LATER, Reason.NO_SOURCE]
        later = ModuleGiven(**{**vars(given), "valid_from": school.today, "source": "Board of May"})
        made = actions.state_module(held_now, later, by=school.lead, at=school.now)
        assert (made.version, made.goals) == (2, ["Listen"])
        assert Module.objects.filter(code="conflict").count() == 2
    with school.cast.as_app(school.local), pytest.raises(PermissionDenied):
        actions.state_module(held_now, later, by=school.local, at=school.now)


def test_a_cancelled_session_takes_nobody(school: School) -> None:
    session = school.session()
    with school.cast.as_app(school.lead):
        actions.cancel(session, by=school.lead, at=school.now)
    with pytest.raises(Refused) as refused:
        school.enrol(session)
    assert refused.value.reasons == [Reason.NOT_PLANNED]
    assert not held("record_attendance")


def test_another_s_session_can_t_be_cancelled_by_who_may_see_it(school: School) -> None:
    session = school.session()
    guest = school.cast.user("guest", school.cast.partner_org, Role.PROGRAMME_MANAGER)
    with school.cast.as_app(guest), pytest.raises(PermissionDenied):
        actions.cancel(session, by=guest, at=school.now)


def test_the_plan_of_a_partner_is_a_draft_until_it_is_proposed(school: School) -> None:
    plan = school.plan()
    with school.cast.as_app(school.lead), pytest.raises(Refused) as refused:
        actions.add_goal(
            plan, GoalGiven(text="More", who="All", by_when=None), by=school.lead, at=school.now
        )
    assert refused.value.reasons == [Reason.NOT_A_DRAFT]
    assert plan.status == PlanStatus.DRAFT
