"""The year of a case: planned, held, tried, lost, found, followed after closure."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import ClosureReason
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.followups import actions, queries
from homeward.followups.choices import (
    Channel,
    ErrandResult,
    Kind,
    Loss,
    NotDone,
    Reason,
    RelayTask,
    Result,
    Source,
    Status,
    Told,
)
from homeward.followups.models import ContactLoss, Errand, FollowUp, Monitoring, Relay
from homeward.followups.queries import consents
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def waits(case: Case, kind: TaskKind) -> list[Task]:
    return list(Task.objects.filter(case_id=case.pk, kind=kind, done_at=None))


def refused(*reasons: Reason):
    return pytest.raises(Refused, match=", ".join(reasons))


def test_the_year_is_planned_once_from_the_day_of_arrival(followed) -> None:
    followed.step(after_months=1)
    followed.step(after_months=6, kind=Kind.CALL)
    followed.act(actions.plan, followed.case)
    planned = followed.act(lambda by, at: actions.plan(followed.case, by=by, at=at))
    assert [one.kind for one in planned] == [Kind.VISIT, Kind.CALL]
    first = planned[0]
    assert first.closes_on == first.opens_on + timedelta(days=30)
    [wait] = waits(followed.case, TaskKind.HOLD_FOLLOW_UP)
    assert (wait.subject_id, wait.holder, wait.due_on) == (
        first.pk, followed.worker, first.closes_on,
    )  # fmt: skip


def test_without_steps_of_the_programme_there_is_nothing_to_plan(followed) -> None:
    with refused(Reason.NO_STEPS):
        followed.act(actions.plan, followed.case)


def test_a_plan_keeps_the_steps_of_the_day_of_its_arrival(followed) -> None:
    step = followed.step()
    followed.act(
        lambda by, at: actions.end_step(step, until=followed.today, by=by), by=followed.lead
    )
    followed.step(valid_from=followed.today + timedelta(days=1), after_months=2)
    assert [
        one.after_months for one in followed.act(lambda by, at: queries.steps_for(followed.case))
    ] == [1]


def test_held_ends_its_wait_and_begins_the_next(followed) -> None:
    followed.step(after_months=0)
    followed.step(after_months=6)
    first, second = followed.act(actions.plan, followed.case)
    held = followed.act(actions.hold, first, held_on=followed.today, note="All well")
    assert (held.status, held.note) == (Status.DONE, "All well")
    assert [wait.subject_id for wait in waits(followed.case, TaskKind.HOLD_FOLLOW_UP)] == [
        second.pk
    ]
    with refused(Reason.ENDED):
        followed.act(actions.miss, first, NotDone.DECLINED)


def test_a_day_before_its_time_or_ahead_is_refused(followed) -> None:
    followed.step(after_months=1)
    [one] = followed.act(actions.plan, followed.case)
    with refused(Reason.TOO_EARLY):
        followed.act(actions.hold, one, held_on=followed.today, note="")


def test_only_who_follows_plans(followed) -> None:
    with pytest.raises(PermissionDenied):
        followed.act(actions.plan, followed.case, by=followed.lead)


def note(followed, result: Result, **more):
    given = actions.TryGiven(
        **{"channel": Channel.CALL, "result": result, "at": followed.cast.now, **more}
    )
    return followed.act(actions.note_try, followed.case, given)


def test_a_try_without_answer_is_tried_again_on_its_day(followed) -> None:
    again = followed.today + timedelta(days=3)
    note(followed, Result.NO_ANSWER, next_on=again)
    [wait] = waits(followed.case, TaskKind.RENEW_CONTACT)
    assert (wait.holder, wait.due_on) == (followed.worker, again)
    note(followed, Result.NO_ANSWER, next_on=again + timedelta(days=1))
    assert [w.due_on for w in waits(followed.case, TaskKind.RENEW_CONTACT)] == [
        again + timedelta(days=1)
    ]
    note(followed, Result.REACHED)
    assert waits(followed.case, TaskKind.RENEW_CONTACT) == []


def test_a_way_that_the_person_refused_is_not_used(followed) -> None:
    followed.wish(refused=[Channel.VISIT])
    with refused(Reason.CHANNEL_REFUSED):
        note(followed, Result.REACHED, channel=Channel.VISIT)


def test_whoever_is_reached_is_not_lost_any_more(followed) -> None:
    followed.act(actions.note_lost, followed.case, Loss.MOVED, since_on=followed.today)
    with refused(Reason.LOST_ALREADY):
        followed.act(actions.note_lost, followed.case, Loss.MOVED, since_on=followed.today)
    note(followed, Result.REACHED)
    loss = ContactLoss.objects.get()
    assert loss.found_by == followed.worker


def test_a_try_stays_as_it_was_noted(followed) -> None:
    made = note(followed, Result.REACHED)

    def change(by, at):
        made.result = Result.REFUSED
        made.save()

    with pytest.raises(DatabaseError):
        followed.act(change)


def ask(followed, relay: Relay, told: Told = Told.FIRST_NAME, **more) -> Errand:
    return followed.act(
        actions.ask_relay, followed.case, relay, task=RelayTask.PASS_WORD, told=told,
        due_on=followed.today + timedelta(days=7), **more,
    )  # fmt: skip


def test_a_relay_is_told_what_the_person_agreed_to_and_reports(followed) -> None:
    relay = followed.relay()
    with refused(Reason.NO_WISH):
        ask(followed, relay)
    followed.wish(Told.FIRST_NAME)
    with refused(Reason.NOT_AGREED):
        ask(followed, relay, Told.NAME_AND_PLACE)
    errand = ask(followed, relay)
    with refused(Reason.ASKED_ALREADY):
        ask(followed, relay)
    assert len(waits(followed.case, TaskKind.REPORT_ERRAND)) == 1
    followed.act(actions.report_errand, errand, ErrandResult.WORD_PASSED, tries=2)
    assert waits(followed.case, TaskKind.REPORT_ERRAND) == []
    # What a relay says is no contact of ours.
    assert followed.act(lambda by, at: queries.contacts_of(followed.case)) == []


def test_the_database_holds_what_the_person_s_latest_word_lets_be_told(followed) -> None:
    relay, first = followed.relay(), followed.wish(Told.NAME_AND_PLACE)
    followed.cast.now += timedelta(minutes=1)
    followed.wish(Told.NOTHING)

    def tell(by, at):
        return Errand.objects.create(
            case=followed.case, person_id=followed.case.person_id, relay=relay, wish=first,
            programme=followed.cast.programme, owner_org=by.organisation, task=RelayTask.FIND,
            told=Told.FIRST_NAME, asked_at=at, asked_by=by, due_on=followed.today,
        )  # fmt: skip

    with pytest.raises(DatabaseError):
        followed.act(tell)


def test_a_no_said_to_another_organisation_holds_here_too(followed) -> None:
    relay = followed.relay()
    followed.wish(Told.NAME_AND_PLACE)
    hosts = followed.cast.user("hosts", followed.cast.host, Role.CASE_MANAGER)
    followed.cast.now += timedelta(minutes=1)
    given = actions.WishGiven(
        channel=Channel.CALL, best_time="any", leave_word=False, relays=Told.NOTHING,
        way="signature", said_on=followed.today,
    )  # fmt: skip
    followed.act(actions.say_wish, followed.case, given, by=hosts)
    with refused(Reason.NOT_AGREED):
        ask(followed, relay, Told.FIRST_NAME)


def test_nobody_is_asked_to_look_for_somebody_whose_file_is_sealed(followed) -> None:
    relay = followed.relay()
    followed.wish(Told.NAME_AND_PLACE)
    focal = followed.cast.user(
        "focal", followed.cast.partner_org, Role.PROTECTION_FOCAL_POINT, Role.CASE_MANAGER
    )
    case = followed.case
    with followed.cast.as_app(focal):
        seals.seal(case, followed.people, [followed.worker], "x", by=focal, at=followed.cast.now)
    with refused(Reason.SEALED):
        ask(followed, relay)


def test_a_relay_that_ends_leaves_no_name(followed) -> None:
    relay = followed.relay()
    followed.wish()
    errand = ask(followed, relay)
    followed.act(actions.end_relay, relay)
    relay = Relay.objects.get()
    errand.refresh_from_db()
    assert (relay.name, relay.phone, errand.result) == ("", "", ErrandResult.NOT_FOUND)
    with refused(Reason.RELAY_ENDED):
        ask(followed, relay)


def close(followed) -> None:
    Task.objects.filter(case_id=followed.case.pk).update(done_at=followed.cast.now)
    followed.act(cases.close, followed.case, ClosureReason.TIME_ENDED)
    followed.case = Case.objects.get(pk=followed.case.pk)


def follow(followed, body, days: int = 300, **more) -> Monitoring:
    until = followed.today + timedelta(days=days)
    return followed.act(actions.follow, followed.case, body, until_on=until, **more)


def surveyed(followed) -> None:
    """The body's organisation may see what a survey needs, by agreement and consent."""
    followed.cast.agree(
        followed.cast.host, followed.cast.partner_org, Purpose.SURVEY, consents.CONTACTED
    )
    followed.agree_to_be_followed(followed.cast.partner_org)


def test_after_closure_nobody_is_followed_without_a_consent_of_its_own(followed) -> None:
    body = followed.body()
    close(followed)
    with refused(Reason.NO_CONSENT, Reason.NO_AGREEMENT):
        follow(followed, body)
    with refused(Reason.NOT_FOLLOWED):
        note(followed, Result.REACHED)
    surveyed(followed)
    follow(followed, body)
    with refused(Reason.FOLLOWED_ALREADY):
        follow(followed, body)
    note(followed, Result.REACHED)


def test_following_ends_with_the_consent(followed) -> None:
    body = followed.body()
    surveyed(followed)
    follow(followed, body)
    close(followed)
    from homeward.persons import actions as persons  # noqa: PLC0415
    from homeward.persons.models import Consent  # noqa: PLC0415

    held = Consent.objects.filter(purpose=Purpose.SURVEY)
    with followed.cast.as_app(followed.cast.owner):
        persons.withdraw_consent(
            [one.pk for one in held], by=followed.cast.owner, at=followed.cast.now
        )
    with refused(Reason.NOT_FOLLOWED):
        note(followed, Result.REACHED)


def test_no_longer_than_consent_and_mandate(followed) -> None:
    body = followed.body(until_on=followed.today + timedelta(days=100))
    surveyed(followed)
    with refused(Reason.BODY_ENDED):
        follow(followed, body, days=300)
    with refused(Reason.BODY_ENDED, Reason.NO_CONSENT):
        follow(followed, body, days=1000)


def test_a_new_body_takes_over_and_each_organisation_is_asked_to_hand_on(followed) -> None:
    old = followed.body(from_on=followed.today - timedelta(days=50))
    surveyed(followed)
    kept = follow(followed, old)
    new = followed.body(organisation=followed.cast.host)
    old.refresh_from_db()
    assert old.until_on == followed.today - timedelta(days=1)
    [wait] = waits(followed.case, TaskKind.HAND_ON_FOLLOW_UP)
    assert (wait.holder, wait.subject_id) == (followed.worker, kept.pk)
    with refused(Reason.NO_CONSENT):
        followed.act(actions.hand_on, kept, new)
    followed.agree_to_be_followed(followed.cast.host)
    handed = followed.act(actions.hand_on, kept, new)
    assert (handed.body, handed.until_on) == (new, kept.until_on)
    assert waits(followed.case, TaskKind.HAND_ON_FOLLOW_UP) == []


def test_two_bodies_are_never_named_for_the_same(followed) -> None:
    followed.body(until_on=followed.today + timedelta(days=400))
    with refused(Reason.OVERLAPS):
        followed.body(organisation=followed.cast.host)
    with pytest.raises(IntegrityError):
        followed.act(
            lambda by, at: queries.bodies().first().__class__.objects.create(
                programme=followed.cast.programme, organisation=followed.cast.host, unit="person",
                mandate="x", source="x", from_on=followed.today, named_by=by, named_at=at,
            ),
            by=followed.lead,
        )  # fmt: skip


def test_only_the_lead_of_the_programme_names_a_body(followed) -> None:
    other = followed.cast.user("other", followed.cast.partner_org, Role.PROGRAMME_MANAGER)
    with refused(Reason.NOT_LEAD):
        given = actions.BodyGiven(
            organisation=followed.cast.host, unit="person", mandate="x", source="x",
            from_on=followed.today,
        )  # fmt: skip
        followed.act(actions.name_body, followed.cast.programme, given, by=other)


def test_contacts_are_read_from_what_is_recorded_anyway(followed) -> None:
    followed.step(after_months=0)
    [one] = followed.act(actions.plan, followed.case)
    followed.act(actions.hold, one, held_on=followed.today, note="")
    note(followed, Result.NO_ANSWER)
    user = followed.cast.user("own", followed.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = followed.case.person_id, None
    user.last_login = followed.cast.now
    user.save()
    traces = followed.act(lambda by, at: queries.contacts_of(followed.case))
    assert {trace.source for trace in traces} == {Source.FOLLOW_UP, Source.PORTAL}
    assert DataClass.CONTACT in consents.CONTACTED
    assert FollowUp.objects.count() == 1
