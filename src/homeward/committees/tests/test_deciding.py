"""Quorum, votes, decisions that stay, signatures, action points: as the app role."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import Role
from homeward.committees import actions, queries
from homeward.committees.choices import Choice, DecisionKind, HolderPart, Reason, SeatKind
from homeward.committees.models import AgendaItem, Decision, DecisionSubject, Vote
from homeward.committees.signals import decided
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused
from homeward.programmes.models import Programme, ProgrammeEvent
from homeward.tasks.models import Task


def refused(*reasons: Reason) -> Any:
    return pytest.raises(Refused, match=", ".join(reasons))


def test_all_seats_decide_and_each_vote_is_counted(stage: Any) -> None:
    decision = stage.decided()
    assert decision.kind == DecisionKind.DECIDED
    assert (decision.seats_here, decision.seats_needed) == (4, 3)
    assert queries.tally(decision).for_ == 4
    assert AgendaItem.objects.get(pk=decision.item_id).settled_at is not None


def test_without_civil_society_the_meeting_can_not_decide(stage: Any) -> None:
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, *stage.seats.values())
    motion = stage.motion(meeting)
    for kind, user in (("lead", stage.manager), ("donor", stage.donor)):
        stage.vote(motion, stage.seats[SeatKind(kind)], Choice.FOR, user)
    with refused(Reason.BELOW_MINIMUM):
        stage.close(motion)
    missing = queries.composition(stage.committee, on=stage.today)
    assert [(one.kind, one.has, one.needs) for one in missing if not one.is_met] == [
        ("civil_society", 0, 1)
    ]
    # The same meeting may note or adjourn.
    assert stage.close(motion, DecisionKind.ADJOURNED).kind == "adjourned"
    again = AgendaItem.objects.get(settled_at__isnull=True)
    assert again.title == motion.item.title
    assert again.meeting is None


def test_an_observer_s_seat_is_no_member_and_has_no_vote(stage: Any) -> None:
    with stage.cast.as_app(stage.manager):
        seat = stage.seat(
            SeatKind.CIVIL_SOCIETY, stage.cast.partner_org, stage.civil, has_vote=False
        )
    assert not queries.is_complete(stage.committee, on=stage.today)
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, seat, *stage.seats.values())
    motion = stage.motion(meeting)
    with refused(Reason.NO_VOTE):
        stage.vote(motion, seat, Choice.FOR, stage.civil)


def test_below_the_quorum_nothing_is_decided(stage: Any) -> None:
    civil = stage.civil_seat()
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, civil, stage.seats[SeatKind.LEAD])
    motion = stage.motion(meeting)
    stage.vote(motion, civil, Choice.FOR, stage.civil)
    with refused(Reason.NO_QUORUM):
        stage.close(motion)
    with refused(Reason.NO_QUORUM, Reason.NOT_LOST):
        stage.close(motion, DecisionKind.REJECTED)


def test_only_a_seat_that_is_there_votes_and_it_may_change_its_mind(stage: Any) -> None:
    civil = stage.civil_seat()
    stage.rules()
    meeting = stage.meeting()
    motion = stage.motion(meeting)
    with refused(Reason.NOT_HERE):
        stage.vote(motion, civil, Choice.FOR, stage.civil)
    stage.present(meeting, civil)
    stage.vote(motion, civil, Choice.FOR, stage.civil)
    stage.vote(motion, civil, Choice.AGAINST, stage.civil)
    assert [vote.choice for vote in Vote.objects.all()] == ["against"]


def test_the_secretariat_enters_votes_but_not_over_a_holder_s_own(stage: Any) -> None:
    civil, actor = stage.civil_seat(), stage.actor_seat()
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, civil, actor)
    motion = stage.motion(meeting)
    stage.vote(motion, actor, Choice.FOR, stage.manager)
    stage.vote(motion, civil, Choice.FOR, stage.civil)
    with refused(Reason.OWN_VOTE):
        stage.vote(motion, civil, Choice.AGAINST, stage.manager)
    with pytest.raises(PermissionDenied):
        stage.vote(motion, actor, Choice.AGAINST, stage.civil)


def test_a_holder_who_observes_does_not_vote(stage: Any) -> None:
    seat = stage.civil_seat()
    colleague = stage.cast.user("colleague", stage.cast.partner_org, Role.PROVIDER)
    with stage.cast.as_app(stage.civil):
        actions.name_holder(
            seat, colleague, HolderPart.OBSERVER, since_on=stage.today, by=stage.civil,
            at=stage.now,
        )  # fmt: skip
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, seat)
    motion = stage.motion(meeting)
    with refused(Reason.NO_VOTE):
        stage.vote(motion, seat, Choice.FOR, colleague)


def test_votes_and_decision_stay_once_closed(stage: Any) -> None:
    decision = stage.decided()
    with refused(Reason.VOTES_CLOSED):
        stage.vote(decision, stage.seats[SeatKind.DONOR], Choice.AGAINST, stage.donor)
    vote = Vote.objects.first()
    assert vote is not None
    # Not even the database's owner changes them by a statement.
    for change in (
        lambda: Vote.objects.filter(pk=vote.pk).update(choice="against"),
        vote.delete,
        lambda: Decision.objects.filter(pk=decision.pk).update(text="Another"),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
        lambda: DecisionSubject.objects.create(decision=decision, kind="x", key="1", label="Late"),
    ):
        with pytest.raises(DatabaseError, match=r"closed|stays"), transaction.atomic():
            change()


def test_a_second_click_closes_nothing_twice(stage: Any) -> None:
    decision = stage.decided()
    with refused(Reason.ANSWERED):
        stage.close(decision, DecisionKind.NOTED)


def test_a_decision_carries_its_subjects_to_the_rooms_above(stage: Any) -> None:
    heard: list[tuple[str, list[str]]] = []

    def hear(sender: Any, decision: Decision, subjects: list[Subject], **_rest: Any) -> None:
        heard.append((decision.kind, [one.kind for one in subjects]))

    decided.connect(hear)
    try:
        subjects = [Subject("indicator", "7", "Jobs"), Subject("agreement", "9", "MoU")]
        decision = stage.decided(subjects=subjects)
    finally:
        decided.disconnect(hear)
    assert heard == [("decided", ["indicator", "agreement"])]
    assert [one.pk for one in queries.about("agreement", 9)] == [decision.pk]
    assert queries.newest_about("indicator", [7, 8]) == {"7": decision}


def test_a_receiver_that_fails_undoes_the_decision(stage: Any) -> None:
    def fail(**_rest: Any) -> None:
        raise RuntimeError("no")

    decided.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            stage.decided()
    finally:
        decided.disconnect(fail)
    assert Decision.objects.get().closed_at is None


def test_a_later_decision_replaces_an_earlier_one(stage: Any) -> None:
    subject = Subject("agreement", "9", "MoU")
    first = stage.decided(subjects=[subject])
    second = stage.decided(subjects=[subject], supersedes=first)
    assert second.number == first.number + 1
    assert [one.pk for one in queries.about("agreement", 9)] == [second.pk]


def test_all_sign_or_say_why_and_a_signature_stays(stage: Any) -> None:
    decision = stage.decided()
    cast = stage.cast
    with cast.as_app(stage.manager):
        asked = actions.ask_to_sign(
            decision, [cast.desk, cast.fund], due_on=stage.today, by=stage.manager, at=stage.now
        )
        with refused(Reason.ASKED_ALREADY):
            actions.ask_to_sign(decision, [cast.desk], by=stage.manager, at=stage.now)
    assert Task.objects.filter(kind="sign_decision", done_at__isnull=True).count() == 2
    of_desk, of_fund = asked
    with cast.as_app(stage.authority):
        with refused(Reason.SAY_WHY):
            actions.decline(of_desk, " ", by=stage.authority, at=stage.now)
        actions.decline(of_desk, "Our minister is away", by=stage.authority, at=stage.now)
        with pytest.raises(PermissionDenied):
            actions.sign(of_fund, by=stage.authority, at=stage.now)
    with cast.as_app(stage.donor):
        actions.sign(of_fund, by=stage.donor, at=stage.now)
    fresh = queries.decisions().get(pk=decision.pk)
    assert not queries.is_signed_by_all(fresh)
    with cast.as_app(stage.authority):
        actions.sign(of_desk, by=stage.authority, at=stage.now)
        with refused(Reason.ANSWERED):
            actions.sign(of_desk, by=stage.authority, at=stage.now)
    assert queries.is_signed_by_all(queries.decisions().get(pk=decision.pk))
    with pytest.raises(DatabaseError, match="signature stays"), transaction.atomic():
        type(of_desk).objects.filter(pk=of_desk.pk).update(signed=False, reason="No")
    assert not Task.objects.filter(kind="sign_decision", done_at__isnull=True).exists()


def test_an_action_point_stands_in_the_work_of_its_seat(stage: Any) -> None:
    seat = stage.civil_seat()
    due = stage.today + timedelta(days=14)
    with stage.cast.as_app(stage.manager):
        point = actions.open_point(
            stage.committee, "Ask ten cooperatives", seat, due_on=due, owner=stage.civil,
            by=stage.manager, at=stage.now,
        )  # fmt: skip
    wait = Task.objects.get(kind="do_action_point")
    assert (wait.holder_org_id, wait.holder, wait.due_on) == (
        seat.organisation_id, stage.civil, due,
    )  # fmt: skip
    with stage.cast.as_app(stage.donor), pytest.raises(PermissionDenied):
        actions.finish_point(point, "Done", by=stage.donor, at=stage.now)
    with stage.cast.as_app(stage.civil):
        assert [one.pk for one in queries.own_points(stage.civil)] == [point.pk]
        with refused(Reason.NO_TEXT):
            actions.finish_point(point, "", by=stage.civil, at=stage.now)
        actions.finish_point(point, "Twelve were asked", by=stage.civil, at=stage.now)
        with refused(Reason.DONE_ALREADY):
            actions.finish_point(point, "Again", by=stage.civil, at=stage.now)
    wait.refresh_from_db()
    assert wait.done_at is not None


def test_what_is_not_done_stands_on_the_next_agenda(stage: Any) -> None:
    seat, first = stage.civil_seat(), stage.meeting()
    with stage.cast.as_app(stage.manager):
        point = actions.open_point(
            stage.committee, "Ask ten cooperatives", seat, due_on=stage.today, meeting=first,
            by=stage.manager, at=stage.now,
        )  # fmt: skip
    later = stage.meeting(in_days=30, held=False)
    assert [one.pk for one in queries.carried_over(later)] == [point.pk]
    assert not queries.carried_over(first)
    with stage.cast.as_app(stage.civil):
        actions.finish_point(point, "Done", by=stage.civil, at=stage.now)
    assert not queries.carried_over(later)


def test_the_committee_names_the_lead_and_the_lead_passes_it_on(stage: Any) -> None:
    cast = stage.cast
    named = Subject("lead", str(cast.desk.pk), "Lead: Airport desk")
    decision = stage.decided(subjects=[named])
    with cast.as_app(stage.manager):
        with refused(Reason.NAMES_NO_LEAD):
            actions.name_lead(decision, cast.fund, by=stage.manager, at=stage.now)
        asked = actions.ask_to_sign(decision, [cast.desk], by=stage.manager, at=stage.now)
        with refused(Reason.UNSIGNED):
            actions.name_lead(decision, cast.desk, by=stage.manager, at=stage.now)
    with cast.as_app(stage.authority):
        actions.sign(asked[0], by=stage.authority, at=stage.now)
    with cast.as_app(stage.manager):
        actions.name_lead(decision, cast.desk, by=stage.manager, at=stage.now)
        with pytest.raises(Refused, match="not_the_lead"):
            actions.name_lead(decision, cast.desk, by=stage.manager, at=stage.now)
    assert Programme.objects.get(pk=cast.programme.pk).lead_org == cast.desk
    assert decision.reference in ProgrammeEvent.objects.first().detail  # type: ignore[union-attr]
