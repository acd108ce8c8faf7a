from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.counselling import actions, queries, rules
from homeward.counselling.actions import Held, Planned
from homeward.counselling.choices import HelpKind, Location, Reason, SessionKind, State, Why
from homeward.counselling.models import Guest, Help, Participant, Session
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import DeadlineRule, Task


def given(cast, people: Any, **more: Any) -> Planned:
    return Planned(
        **{
            "kind": SessionKind.COUNSELLING, "planned_at": cast.now + timedelta(hours=1),
            "location": Location.OFFICE, "led_by": cast.owner, "people": people,
            "place": "Room 12", **more,
        }
    )  # fmt: skip


def plan(cast, as_app, case: Case, people: Any, **more: Any) -> Session:
    with as_app(cast.owner):
        return actions.plan(case, given(cast, people, **more), by=cast.owner, at=cast.now)


def later(cast):
    return cast.now + timedelta(hours=2)


def open_kinds(case: Case) -> list[str]:
    found = Task.objects.filter(case_id=case.pk, done_at=None)
    return sorted(found.values_list("kind", flat=True))


FACTS = rules.PlanningFacts(
    case_is_open=True, has_participants=True, guests_see_the_case=True, leader_takes_part=True,
    planned_at=timezone.now() + timedelta(days=1), now=timezone.now(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"case_is_open": False}, Reason.CLOSED),
        ({"has_participants": False}, Reason.NOBODY),
        ({"guests_see_the_case": False}, Reason.NOT_COVERED),
        ({"leader_takes_part": False}, Reason.LEADER),
        ({"planned_at": timezone.now() - timedelta(days=2)}, Reason.IN_THE_PAST),
    ],
)
def test_each_missing_fact_alone_stops_the_planning(change, reason: Reason) -> None:
    facts = rules.PlanningFacts(**(FACTS.__dict__ | change))
    assert rules.reasons_not_to_plan(facts) == [reason]


def test_a_planned_session_is_held_by_who_leads_it_on_its_day(cast, as_app) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    task = Task.objects.get(kind=TaskKind.HOLD_SESSION)
    day = timezone.localtime(session.planned_at).date()
    assert (task.holder, task.due_on, task.subject_id) == (cast.owner, day, session.pk)


def test_recording_it_keeps_who_came_and_opens_what_was_agreed(cast, as_app, client_of) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    on = timezone.localdate() + timedelta(days=3)
    with as_app(cast.owner):
        actions.record(
            session,
            Held(minutes=50, came=frozenset({people[0].pk}), content="Rent", next_step="Call",
                 next_on=on),
            by=cast.owner, at=later(cast),
        )  # fmt: skip
        assert [(one.person.given_name, one.came) for one in queries.participants(session)] == [
            ("Efua", True), ("Yaw", False),
        ]  # fmt: skip
    assert "hold_session" not in open_kinds(case)
    step = Task.objects.get(kind=TaskKind.AGREED_STEP)
    assert (step.holder, step.due_on) == (cast.owner, on)
    text = client_of(cast.owner).get(f"/cases/{case.pk}/").content.decode()
    assert "Counselling: Held" in text
    client_of(cast.owner).post(f"/sessions/{session.pk}/step-done/")
    assert "agreed_step" not in open_kinds(case)


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ({"came": frozenset()}, Reason.NOBODY),
        ({"next_step": "Call"}, Reason.STEP_WITHOUT_DAY),
        ({"next_on": timezone.localdate()}, Reason.STEP_WITHOUT_DAY),
    ],
)
def test_what_is_missing_stops_the_recording(cast, as_app, held, reason: Reason) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    whole = {"minutes": 5, "came": frozenset({people[0].pk}), **held}
    with as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.record(session, Held(**whole), by=cast.owner, at=later(cast))
    assert refused.value.reasons == [reason]


def test_a_session_ends_once(cast, as_app) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    with as_app(cast.owner):
        actions.miss(session, State.NO_SHOW, Why.ILL, by=cast.owner, at=later(cast))
        with pytest.raises(Refused) as refused:
            actions.miss(session, State.CANCELLED, Why.ILL, by=cast.owner, at=later(cast))
    assert refused.value.reasons == [Reason.NOT_PLANNED]
    session.refresh_from_db()
    assert (session.state, session.why) == (State.NO_SHOW, Why.ILL)


def test_a_no_show_needs_its_why(cast, as_app) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    with as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.miss(session, State.NO_SHOW, "", by=cast.owner, at=later(cast))
    assert refused.value.reasons == [Reason.NO_WHY]


def test_moved_to_another_day_everybodys_wait_moves(cast, as_app) -> None:
    case, people = cast.arrived()
    session = plan(cast, as_app, case, people, guests=[cast.partner])
    to = cast.now + timedelta(days=5)
    with as_app(cast.owner):
        actions.postpone(session, to, by=cast.owner, at=cast.now)
    waits = Task.objects.filter(kind__in=[TaskKind.HOLD_SESSION, TaskKind.JOIN_SESSION])
    assert {task.due_on for task in waits.filter(done_at=None)} == {timezone.localtime(to).date()}


def test_the_origin_side_is_invited_sees_the_session_and_has_a_wait(
    cast, as_app, client_of
) -> None:
    case, people = cast.arrived()
    session = plan(cast, as_app, case, people, guests=[cast.partner])
    guest = Guest.objects.get()
    assert (guest.user, guest.at_distance) == (cast.partner, True)
    client = client_of(cast.partner)
    assert "Join the session at a distance" in client.get("/").content.decode()
    answer = client.get(f"/sessions/{guest.pk}/", follow=True)
    assert answer.status_code == 200
    assert "Room 12" in answer.content.decode()
    assert "Counselling" in client.get("/sessions/").content.decode()
    with as_app(cast.owner):
        actions.record(
            session,
            Held(minutes=5, came=frozenset({people[0].pk}), joined=frozenset({cast.partner.pk})),
            by=cast.owner, at=later(cast),
        )  # fmt: skip
    guest.refresh_from_db()
    assert guest.came is True
    assert "join_session" not in open_kinds(case)


def test_nobody_is_invited_whom_agreement_and_consent_do_not_let_see_it(cast, as_app) -> None:
    case, people = cast.family()
    for outsider in (cast.stranger, cast.partner):
        with as_app(cast.owner), pytest.raises(Refused) as refused:
            actions.plan(case, given(cast, people, guests=[outsider]), by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.NOT_COVERED]


def test_a_psychosocial_session_is_of_health(cast, as_app) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people, kind=SessionKind.PSYCHOSOCIAL)
    assert session.data_class == DataClass.HEALTH
    assert {one.data_class for one in Participant.objects.all()} == {DataClass.HEALTH}
    coordinator = cast.user("coordinator", cast.host, Role.HOST_COORDINATOR)
    with as_app(coordinator):
        assert Case.objects.exists()
        assert not Session.objects.exists()


def test_owner_partner_stranger_and_person_see_what_is_theirs(cast, as_app) -> None:
    case, people = cast.arrived()
    plan(cast, as_app, case, people)
    for user, seen in ((cast.owner, 1), (cast.partner, 1), (cast.stranger, 0)):
        with as_app(user):
            assert Session.objects.count() == seen
    with as_app(cast.officer, Purpose.ARRIVAL):
        assert not Session.objects.exists()
    returnee = cast.user("returnee", cast.host, Role.RETURNEE)
    returnee.person_id = people[0].pk
    returnee.save()
    with as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        assert Session.objects.count() == 1


def test_the_wrong_role_plans_nothing(cast, as_app) -> None:
    case, people = cast.family()
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    with as_app(manager), pytest.raises(PermissionDenied):
        actions.plan(case, given(cast, people), by=manager, at=cast.now)


def test_a_first_meeting_is_asked_for_where_a_deadline_is_stated(cast, as_app) -> None:
    DeadlineRule.objects.create(
        kind=TaskKind.FIRST_MEETING, programme_id=cast.programme.pk, days=10,
        valid_from=cast.now.date() - timedelta(days=1), source="Procedure",
    )  # fmt: skip
    case, people = cast.arrived()
    task = Task.objects.get(kind=TaskKind.FIRST_MEETING)
    assert (task.holder, task.waiter_org) == (cast.owner, cast.partner_org)
    assert task.due_on == cast.now.date() + timedelta(days=10)
    session = plan(cast, as_app, case, people, kind=SessionKind.THREE_WAY, guests=[cast.partner])
    assert "first_meeting" not in open_kinds(case)
    with as_app(cast.owner):
        actions.miss(session, State.NO_SHOW, Why.UNREACHABLE, by=cast.owner, at=later(cast))
    assert "first_meeting" in open_kinds(case)


def test_where_none_is_stated_nobody_is_asked(cast) -> None:
    cast.arrived()
    assert not Task.objects.filter(kind=TaskKind.FIRST_MEETING).exists()


def test_help_before_departure_is_noted_with_who_gave_it(cast, as_app, client_of) -> None:
    case, _people = cast.family()
    today = timezone.localdate()
    for kind in (HelpKind.FOOD, HelpKind.HEALTH_CARE):
        answer = client_of(cast.owner).post(
            f"/cases/{case.pk}/help/",
            {
                "kind": kind, "quantity": 2, "given_by": "Clinic", "given_on_day": today.day,
                "given_on_month": today.month, "given_on_year": today.year, "note": "",
            },
            follow=True,
        )  # fmt: skip
        assert "Clinic" in answer.content.decode()
    assert [help.data_class for help in Help.objects.order_by("data_class")] == [
        DataClass.CASE, DataClass.HEALTH,
    ]  # fmt: skip


def test_a_group_session_keeps_its_cases_apart(cast, as_app, client_of) -> None:
    one, other = cast.family()[0], cast.family()[0]
    with as_app(cast.owner):
        group = actions.plan_group(
            "Orientation", SessionKind.ORIENTATION, planned_at=cast.now + timedelta(hours=1),
            location=Location.CENTRE, place="Hall", led_by=cast.owner, by=cast.owner, at=cast.now,
        )  # fmt: skip
        came = actions.invite_case(group, one, by=cast.owner, at=cast.now)
        actions.invite_case(group, other, by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.invite_case(group, one, by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.IN_THE_GROUP]
    text = client_of(cast.owner).get(f"/sessions/{came.pk}/").content.decode()
    assert "Orientation" in text
    assert other.reference not in text
    client = client_of(cast.owner)
    assert other.reference in client.get(f"/sessions/groups/{group.pk}/").content.decode()
    assert client_of(cast.stranger).get(f"/sessions/groups/{group.pk}/").status_code == 404
    with as_app(cast.owner):
        actions.record_group(group, frozenset({came.pk}), minutes=90, by=cast.owner, at=later(cast))
    states = dict(Session.objects.values_list("case_id", "state"))
    assert states == {one.pk: State.HELD, other.pk: State.NO_SHOW}
    assert not Task.objects.filter(kind=TaskKind.HOLD_SESSION, done_at=None).exists()


def test_the_person_reads_place_and_time_of_the_next_session(cast, as_app, client_of) -> None:
    case, people = cast.family()
    plan(cast, as_app, case, people, kind=SessionKind.PSYCHOSOCIAL, interpreter_name="Kwesi")
    returnee = cast.user("returnee", cast.host, Role.RETURNEE)
    returnee.person_id = people[0].pk
    returnee.save()
    text = client_of(returnee).get("/portal/").content.decode()
    assert "Room 12" in text
    assert "Psychosocial" not in text
    assert "Kwesi" not in text


def test_family_and_community_are_reached_before_the_return(cast, as_app, client_of) -> None:
    """By the partner at the place of return, who has the wait and sees the session."""
    case, people = cast.arrived()
    for kind in (SessionKind.FAMILY, SessionKind.COMMUNITY):
        plan(
            cast, as_app, case, people, kind=kind, led_by=cast.partner, guests=[cast.partner],
            location=Location.COMMUNITY,
        )  # fmt: skip
    held = Task.objects.filter(kind=TaskKind.HOLD_SESSION, holder=cast.partner)
    assert held.count() == len(Session.objects.all()) == 2
    session = Session.objects.get(kind=SessionKind.FAMILY)
    with as_app(cast.partner):
        actions.record(
            session, Held(minutes=30, came=frozenset({people[0].pk}), content="They wait for her"),
            by=cast.partner, at=later(cast),
        )  # fmt: skip
    session.refresh_from_db()
    assert (session.state, session.ended_by) == (State.HELD, cast.partner)


def test_recorded_again_keeps_what_was_told_and_counts_anew_who_came(cast, as_app) -> None:
    case, people = cast.family()
    session = plan(cast, as_app, case, people)
    again = Held(minutes=40, came=frozenset({people[1].pk}), content="The son told more.")
    with as_app(cast.owner):
        with pytest.raises(Refused) as refusal:
            actions.record_again(session, again, by=cast.owner, at=later(cast))
        assert refusal.value.reasons == [Reason.STILL_PLANNED]
        first = Held(minutes=30, came=frozenset({people[0].pk}), content="About the school.")
        actions.record(session, first, by=cast.owner, at=later(cast))
        nobody = Held(minutes=30, came=frozenset())
        with pytest.raises(Refused):
            actions.record_again(session, nobody, by=cast.owner, at=later(cast))
        session = actions.record_again(session, again, by=cast.owner, at=later(cast))
        assert session.content == "About the school.\n\nThe son told more."
        assert session.minutes == 40
        came = Participant.objects.filter(session=session, came=True)
        assert [one.person_id for one in came] == [people[1].pk]
    with as_app(cast.finance), pytest.raises(PermissionDenied):
        actions.record_again(session, again, by=cast.finance, at=later(cast))


def test_an_erased_file_takes_its_sessions_along_whoever_was_to_take_part(cast, as_app) -> None:
    case, people = cast.arrived()
    plan(cast, as_app, case, people)
    assert len(people) > 1
    with connection.cursor() as cursor:
        cursor.execute("select rights_erase_rows(%s)", [case.person_id])
        cursor.execute("set constraints all immediate")
    with as_app(cast.owner):
        assert not Participant.objects.exists()
        assert not Session.objects.exists()
