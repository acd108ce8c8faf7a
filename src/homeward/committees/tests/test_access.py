"""Which rows each organisation sees; what only the database's own rules hold."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from homeward.access import jobs
from homeward.committees import actions, queries
from homeward.committees.choices import Reason, SeatKind
from homeward.committees.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    Meeting,
    Minutes,
    Seat,
    SignOff,
    Vote,
)
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused
from homeward.tasks.models import Task

ROWS = (
    Committee, Seat, Meeting, Attendance, AgendaItem, Minutes, Decision, Vote, SignOff, ActionPoint,
)  # fmt: skip


def test_a_seat_sees_all_and_an_outsider_nothing(stage: Any) -> None:
    decision = stage.decided()
    with stage.cast.as_app(stage.manager):
        actions.write_minutes(decision.meeting, "We met.", by=stage.manager, at=stage.now)
        actions.ask_to_sign(decision, [stage.cast.desk], by=stage.manager, at=stage.now)
        actions.open_point(
            stage.committee, "Write", stage.seats[SeatKind.DONOR], due_on=stage.today,
            by=stage.manager, at=stage.now,
        )  # fmt: skip
    for user in (stage.manager, stage.civil, stage.authority, stage.donor):
        with stage.cast.as_app(user):
            assert [model.__name__ for model in ROWS if not model.objects.exists()] == []
    for user in (stage.outsider, stage.cast.stranger, stage.cast.trainer):
        with stage.cast.as_app(user):
            assert [model.__name__ for model in ROWS if model.objects.exists()] == []


def test_a_seat_that_ended_sees_what_was_until_its_last_day(stage: Any) -> None:
    seat = stage.civil_seat()
    then = stage.meeting()
    coming = stage.meeting(in_days=30, held=False)
    with stage.cast.as_app(stage.manager):
        actions.end_seat(seat, on=stage.today + timedelta(days=7), by=stage.manager, at=stage.now)
        with pytest.raises(Refused, match=Reason.SEAT_ENDED):
            actions.end_seat(seat, on=stage.today, by=stage.manager, at=stage.now)
    with stage.cast.as_app(stage.civil):
        assert list(Meeting.objects.values_list("pk", flat=True)) == [then.pk]
    with stage.cast.as_app(stage.manager):
        assert Meeting.objects.filter(pk=coming.pk).exists()


def test_a_published_decision_is_everybody_s_without_its_votes(stage: Any) -> None:
    decision = stage.decided(subjects=[Subject("agreement", "9", "MoU")])
    with stage.cast.as_app(stage.manager):
        actions.publish(decision, by=stage.manager, at=stage.now)
    with stage.cast.as_app(stage.outsider):
        shown = queries.register().get()
        assert (shown.committee_name, [str(one) for one in shown.subjects.all()]) == (
            "Corridor board", ["MoU"],
        )  # fmt: skip
        assert not Vote.objects.exists()
        assert not Committee.objects.exists()
        assert queries.committees_in_register() == [(str(stage.committee.pk), "Corridor board")]


def test_who_is_asked_to_sign_sees_the_decision_without_a_seat(stage: Any) -> None:
    decision, cast = stage.decided(), stage.cast
    with cast.as_app(stage.manager):
        actions.ask_to_sign(decision, [cast.stranger_org], by=stage.manager, at=stage.now)
    with cast.as_app(stage.outsider):
        assert Decision.objects.get().pk == decision.pk
        assert not Meeting.objects.exists()
        actions.sign(SignOff.objects.get(), by=stage.outsider, at=stage.now)


def test_a_regional_process_binds_nobody_and_has_no_lead(stage: Any) -> None:
    cast = stage.cast
    with cast.as_app(stage.manager):
        with pytest.raises(Refused, match=f"{Reason.HAS_NO_LEAD}, {Reason.NO_COUNTRY}"):
            stage.set_up(kind="regional", name="Process")
        process = stage.set_up(
            kind="regional", name="Process", programme=None, is_binding=False,
            countries=[cast.host.country, cast.desk.country],
        )  # fmt: skip
        assert process.lead is None
        with pytest.raises(Refused, match=Reason.HAS_NO_LEAD):
            actions.give_seat(
                process, SeatKind.LEAD, organisation=cast.host, since_on=stage.today,
                by=stage.manager, at=stage.now,
            )  # fmt: skip
    for said in ({"is_binding": True}, {"programme": cast.programme}):
        with pytest.raises(IntegrityError, match="binds_nobody"), transaction.atomic():
            Committee.objects.filter(pk=process.pk).update(**said)
    with pytest.raises(DatabaseError, match="seat of a lead"), transaction.atomic():
        Seat.objects.create(
            committee=process, kind="lead", organisation=cast.host, since_on=stage.today,
            named_by=stage.manager, named_at=stage.now,
        )  # fmt: skip


def test_a_process_recommends_and_decides_nothing(stage: Any) -> None:
    cast = stage.cast
    with cast.as_app(stage.manager):
        stage.committee = stage.set_up(
            kind="regional", name="Process", programme=None, is_binding=False,
            countries=[cast.host.country],
        )  # fmt: skip
        stage.seats = {
            SeatKind.HOST_STATE: stage.seat(SeatKind.HOST_STATE, cast.host, stage.manager)
        }
    stage.rules(percent=100)
    meeting = stage.meeting()
    stage.present(meeting, *stage.seats.values())
    motion = stage.motion(meeting)
    stage.vote(motion, stage.seats[SeatKind.HOST_STATE], "for", stage.manager)
    assert queries.votes_come_to(motion) == "recommended"
    with pytest.raises(Refused, match=Reason.BINDS_NOBODY):
        stage.close(motion, "decided")
    assert stage.close(motion, "recommended").kind == "recommended"


def test_only_the_secretariat_keeps_a_committee(stage: Any) -> None:
    meeting = stage.meeting(held=False)
    acts = (
        lambda by: actions.plan(stage.committee, on=stage.today, by=by, at=stage.now),
        lambda by: actions.invite(meeting, by=by, at=stage.now),
        lambda by: actions.give_seat(
            stage.committee, SeatKind.DONOR, organisation=stage.cast.provider,
            since_on=stage.today, by=by, at=stage.now,
        ),
    )  # fmt: skip
    for user in (stage.authority, stage.civil):
        for act in acts:
            with stage.cast.as_app(user), pytest.raises(PermissionDenied):
                act(user)


def test_anybody_with_a_seat_proposes_and_nobody_else(stage: Any) -> None:
    seat = stage.civil_seat()
    with stage.cast.as_app(stage.civil):
        item = actions.propose_item(
            stage.committee, "Child care at courses", None, "Mothers drop out",
            by=stage.civil, at=stage.now,
        )  # fmt: skip
        with pytest.raises(Refused, match=Reason.TITLE_NEEDED):
            actions.propose_item(stage.committee, " ", by=stage.civil, at=stage.now)
    assert item.proposed_org_id == seat.organisation_id
    with stage.cast.as_app(stage.outsider), pytest.raises(PermissionDenied):
        actions.propose_item(stage.committee, "Ours", by=stage.outsider, at=stage.now)
    meeting = stage.meeting(held=False)
    with stage.cast.as_app(stage.manager):
        actions.schedule(item, meeting, by=stage.manager, at=stage.now)
        actions.schedule(item, meeting, by=stage.manager, at=stage.now)
        assert list(queries.agenda(meeting)) == [item]
    with stage.cast.as_app(stage.civil):
        actions.withdraw(item, by=stage.civil, at=stage.now)
        assert list(queries.agenda(meeting)) == []


def test_what_a_room_above_raises_comes_once_from_who_has_no_seat(stage: Any) -> None:
    subject = Subject("saturation", "GH-AA:7531", "Tailors in Accra")
    raised = set()
    for user in (stage.outsider, stage.cast.stranger):
        with stage.cast.as_app(user):
            found = queries.responsible(stage.cast.programme.pk)
            assert [name for _pk, name in found] == ["Corridor board"]
            raised.add(
                actions.raise_item(
                    found[0][0],
                    "Too many tailors",
                    subject,
                    "12 of 10",
                    key="saturation:1",
                    at=stage.now,
                )
            )
            assert not AgendaItem.objects.exists()
    with jobs.acting_job("approve_silent_minutes"):
        raised.add(
            actions.raise_item(
                found[0][0],
                "Too many tailors",
                subject,
                "12 of 10",
                key="saturation:1",
                at=stage.now,
            )
        )
    item = AgendaItem.objects.get()
    assert raised == {item.pk}
    assert item.subject_label == "Tailors in Accra"


def test_silence_approves_minutes_and_a_remark_breaks_it(stage: Any) -> None:
    seat = stage.civil_seat()
    stage.rules(silence_days=10, minutes_days=5)
    meetings = [stage.meeting(), stage.meeting()]
    assert Task.objects.filter(kind="write_minutes").first().due_on == (  # type: ignore[union-attr]
        stage.today + timedelta(days=5)
    )
    with stage.cast.as_app(stage.manager):
        versions = [
            actions.write_minutes(meeting, "We met.", by=stage.manager, at=stage.now)
            for meeting in meetings
        ]
    with stage.cast.as_app(stage.civil):
        assert queries.silence_ends(meetings[0]) == stage.today + timedelta(days=10)
        actions.remark(versions[1], seat, "Not all", by=stage.civil, at=stage.now)
    with stage.cast.as_app(stage.manager), pytest.raises(Refused, match=Reason.REMARKS_OPEN):
        actions.approve(meetings[1], by=stage.manager, at=stage.now)
    assert actions.approve_silent(at=stage.now + timedelta(days=10)) == 0
    assert actions.approve_silent(at=stage.now + timedelta(days=11)) == 1
    approved = Meeting.objects.get(status="approved")
    assert (approved.pk, approved.approved_how) == (meetings[0].pk, "silence")
    with stage.cast.as_app(stage.manager):
        actions.write_minutes(meetings[1], "We met, all.", by=stage.manager, at=stage.now)
        actions.approve(meetings[1], by=stage.manager, at=stage.now)
    assert [one.number for one in Minutes.objects.filter(meeting=meetings[1])] == [2, 1]
