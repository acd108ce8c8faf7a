"""Incidents begin once, are told once and end by themselves; jobs are tried again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app

from homeward.access.choices import ActorKind, Purpose, Role
from homeward.core.refusals import Refused
from homeward.messages.models import Message
from homeward.monitoring import actions, queries, rules
from homeward.monitoring.choices import JobState, Kind, Reason
from homeward.monitoring.models import Alert, AlertRule, Check, Operator, Refusal


@pytest.fixture(autouse=True)
def room(monkeypatch, settings, tmp_path):
    """A disk with room, a read log that is anchored, whatever this machine has."""
    settings.ANCHOR_FILE = tmp_path / "anchors"
    settings.BACKUP_FOLDER = ""
    monkeypatch.setattr(queries, "disk_free", lambda: 80.0)


@pytest.fixture
def admin(cast):
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


@pytest.fixture
def officer(cast):
    return cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)


def look(cast, at):
    with cast.as_app():
        return actions.look(at=at)


def refused(times: int) -> None:
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute("select monitoring_refused('digest', 1)")


def job(
    status: str, *, queueing_lock: str | None = None, worker: int | None = None, attempts: int = 0
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs"
            " (queue_name, task_name, status, queueing_lock, worker_id, attempts)"
            " values ('default', 'some.task', %s::procrastinate_job_status, %s, %s, %s)"
            " returning id",
            [status, queueing_lock, worker, attempts],
        )
        (number,) = cursor.fetchone()
        cursor.execute("insert into procrastinate_events (job_id, type) values (%s, 'started')",
                       [number])  # fmt: skip
    return number


def test_an_incident_is_told_once_and_ends_by_itself(cast, admin, officer) -> None:
    assert look(cast, cast.now) == 0
    refused(29)
    assert look(cast, cast.now + timedelta(minutes=1)) == 0
    refused(1)
    assert look(cast, cast.now + timedelta(minutes=1)) == 1
    refused(5)
    assert look(cast, cast.now + timedelta(minutes=2)) == 0
    alert = Alert.objects.get()
    assert (alert.kind, alert.value, alert.told_count) == (Kind.REFUSALS, 35, 2)
    assert {one.to for one in Message.objects.all()} == {admin.email, officer.email}
    assert look(cast, cast.now + timedelta(minutes=20)) == 1  # the worker was silent meanwhile
    alert.refresh_from_db()
    assert alert.ended_at is not None
    refused(30)
    assert look(cast, cast.now + timedelta(minutes=1)) == 1


def test_a_silence_of_the_worker_is_told_once_it_works_again(cast, admin) -> None:
    look(cast, cast.now)
    assert look(cast, cast.now + timedelta(minutes=4)) == 0
    assert look(cast, cast.now + timedelta(minutes=34)) == 1
    alert = Alert.objects.get()
    assert (alert.kind, alert.value) == (Kind.WORKER_SILENT, 30)
    assert alert.ended_at == cast.now + timedelta(minutes=34)


def test_a_backup_that_is_late_or_missing_is_an_incident(cast, settings, tmp_path) -> None:
    settings.BACKUP_FOLDER = str(tmp_path)
    assert look(cast, cast.now) == 1
    assert Alert.objects.get().value is None
    said = '{"taken_at": "%s", "streamed_until": null}'
    note = tmp_path / "latest.json"
    note.write_text(said % (cast.now - timedelta(hours=2)).isoformat())
    look(cast, cast.now + timedelta(minutes=1))
    assert Alert.objects.get().ended_at is not None
    note.write_text(said % (cast.now - timedelta(hours=27)).isoformat())
    assert look(cast, cast.now + timedelta(minutes=2)) == 1


def test_emergency_access_and_failed_jobs_are_counted(cast) -> None:
    case, _people = cast.family()
    protection = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into emergencies_emergencyaccess (id, person_id, case_id, reference, user_id,"
            " org_id, owner_org_id, reason, begun_at, until) select gen_random_uuid(),"
            " (select id from persons_person limit 1), %s, '', %s, %s, %s, '', now(), now()",
            [case.pk, protection.pk, cast.host.pk, cast.host.pk],
        )
    # What is stuck is revived within minutes, and nobody has to come for it.
    job("doing")
    look(cast, cast.now)
    assert set(Alert.objects.values_list("kind", flat=True)) == {Kind.BREAK_GLASS}
    job("failed")
    look(cast, cast.now)
    kinds = set(Alert.objects.values_list("kind", flat=True))
    assert kinds == {Kind.BREAK_GLASS, Kind.JOBS_FAILED}


def test_a_rule_is_replaced_from_its_day_on(cast, admin, officer) -> None:
    def state(by, **more):
        given = {"threshold": 3, "window_minutes": 10, "told": [Role.ADMINISTRATOR],
                 "source": "Security policy, 4", "valid_from": cast.now.date(), **more}  # fmt: skip
        return actions.state_rule(Kind.REFUSALS, **given, by=by, at=cast.now)

    with cast.as_app(admin, Purpose.OVERSIGHT):
        with pytest.raises(Refused) as refusal:
            state(admin, source=" ", valid_from=date(2020, 1, 1))
        assert set(refusal.value.reasons) == {Reason.NO_SOURCE, Reason.PAST_DAY}
        rule = state(admin)
        later = state(admin, threshold=9, valid_from=cast.now.date() + timedelta(days=3))
        assert queries.rules_in_force(cast.now)[Kind.REFUSALS] == rule
        soon = cast.now + timedelta(days=3)
        assert queries.rules_in_force(soon)[Kind.REFUSALS] == later
    with cast.as_app(officer, Purpose.OVERSIGHT), pytest.raises(PermissionDenied):
        state(officer)
    refused(3)
    assert look(cast, cast.now) == 1


def test_an_alert_is_taken_in_hand_once(cast, admin, officer) -> None:
    rule = AlertRule.objects.get(kind=Kind.DISK_LOW)
    alert = Alert.objects.create(kind=Kind.DISK_LOW, rule=rule, since=cast.now)
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.acknowledge(alert, by=cast.owner, at=cast.now)
    with cast.as_app(officer, Purpose.OVERSIGHT):
        actions.acknowledge(alert, by=officer, at=cast.now)
    with cast.as_app(admin, Purpose.OVERSIGHT), pytest.raises(Refused) as refusal:
        actions.acknowledge(alert, by=admin, at=cast.now)
    assert refusal.value.reasons == [Reason.ACKNOWLEDGED]


def test_a_failed_job_waits_again_and_no_other(cast, admin) -> None:
    failed, waiting, stuck = job("failed"), job("todo"), job("doing")
    with cast.as_app(admin, Purpose.OVERSIGHT):
        assert {one.id: one.state for one in queries.jobs("", most=9)}[stuck] == JobState.STUCK
        for number in (failed, stuck):
            actions.try_again(number, by=admin, at=cast.now)
            assert queries.job(number).state == JobState.WAITING
        for number in (failed, waiting, 0):
            with pytest.raises(Refused) as refusal:
                actions.try_again(number, by=admin, at=cast.now)
            assert refusal.value.reasons == [Reason.NOT_FAILED]


def test_a_job_whose_like_waits_already_stays_as_it_is(cast, admin) -> None:
    failed = job("failed", queueing_lock="one")
    job("todo", queueing_lock="one")
    with cast.as_app(admin, Purpose.OVERSIGHT), pytest.raises(Refused) as refusal:
        actions.try_again(failed, by=admin, at=cast.now)
    assert refusal.value.reasons == [Reason.WAITS_ALREADY]


def worker(*, silent: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - %s) returning id",
            [silent],
        )
        return int(cursor.fetchone()[0])


def states(*numbers: int) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, status::text, attempts from procrastinate_jobs where id = any(%s)",
            [list(numbers)],
        )
        found = {number: (state, attempts) for number, state, attempts in cursor.fetchall()}
    return [found[number] for number in numbers]


def test_what_a_lost_worker_did_waits_again(cast) -> None:
    alive, gone = worker(silent=timedelta(seconds=60)), worker(silent=timedelta(seconds=130))
    other = worker(silent=timedelta(seconds=60))
    asking, own = job("doing", worker=alive), job("doing", worker=alive)
    lost, forgotten = job("doing", worker=gone), job("doing")
    others, done = job("doing", worker=other), job("succeeded", worker=gone)
    with cast.as_app():
        revived = actions.revive(asking=asking)
    assert revived == [(own, "waiting"), (lost, "waiting"), (forgotten, "waiting")]
    assert states(own, lost, forgotten) == [("todo", 1)] * 3
    assert states(asking, others) == [("doing", 0)] * 2
    assert states(done) == [("succeeded", 0)]
    with cast.as_app():
        assert actions.revive(asking=asking) == []


def test_a_worker_is_lost_at_one_bound_everywhere(cast, admin, settings) -> None:
    bound = timedelta(seconds=settings.WORKER_GONE_SECONDS)
    alive = job("doing", worker=worker(silent=bound - timedelta(seconds=20)))
    lost = job("doing", worker=worker(silent=bound + timedelta(seconds=1)))
    with cast.as_app(admin, Purpose.OVERSIGHT):
        found = {one.id: one.state for one in queries.jobs("", most=9)}
    assert (found[alive], found[lost]) == (JobState.DOING, JobState.STUCK)
    with cast.as_app():
        assert actions.revive(asking=None) == [(lost, "waiting")]


def test_where_the_same_waits_already_the_lost_one_ends(cast) -> None:
    """Or nothing of its kind would ever be done again: it would hold its lock for good."""
    waiting, lost = job("todo", queueing_lock="one"), job("doing", queueing_lock="one")
    with cast.as_app():
        assert actions.revive(asking=None) == [(lost, "ended")]
    assert states(waiting, lost) == [("todo", 0), ("aborted", 1)]


def test_what_takes_its_worker_along_each_time_is_given_up(cast, admin) -> None:
    lost = job("doing", attempts=rules.MOST_ATTEMPTS)
    with cast.as_app():
        assert actions.revive(asking=None) == [(lost, "failed")]
    with cast.as_app(admin, Purpose.OVERSIGHT):
        assert queries.job(lost).state == JobState.FAILED


def test_nobody_but_the_worker_revives(cast, admin) -> None:
    lost = job("doing")
    with cast.as_app(admin, Purpose.OVERSIGHT), connection.cursor() as cursor:
        cursor.execute("select * from monitoring_revive(null, 5)")
        assert cursor.fetchall() == []
    assert states(lost) == [("doing", 0)]


def test_the_worker_looks_for_lost_jobs_each_minute_and_waits_for_no_lock(settings) -> None:
    periodic = {task.task.name: task for task in app.periodic_registry.periodic_tasks.values()}
    found = periodic["homeward.monitoring.jobs.revive_jobs"]
    assert (found.cron, found.task.lock) == ("* * * * *", None)
    assert settings.PROCRASTINATE_WORKER_DEFAULTS["concurrency"] == 1


def test_only_an_operator_s_people_watch_where_one_is_named(cast, admin) -> None:
    other = cast.user("other", cast.stranger_org, Role.ADMINISTRATOR)
    failed = job("failed")
    Operator.objects.create(organisation=cast.host)
    for by, seen in ((admin, True), (other, False)):
        with cast.as_app(by, Purpose.OVERSIGHT):
            assert queries.watches() is seen
            assert AlertRule.objects.exists() is seen
            assert bool(queries.jobs("", most=9)) is seen
            if not seen:
                with pytest.raises(Refused):
                    actions.try_again(failed, by=by, at=cast.now)
    look(cast, cast.now)
    assert [one.to for one in Message.objects.all()] == [admin.email]


def test_a_case_worker_sees_none_of_it(cast) -> None:
    refused(1)
    job("failed")
    rule = AlertRule.objects.get(kind=Kind.DISK_LOW)
    Alert.objects.create(kind=Kind.DISK_LOW, rule=rule, since=cast.now)
    Check.objects.create(checked_at=cast.now, faults=["x"])
    for actor in ({"user": cast.owner}, {"kind": ActorKind.ANONYMOUS, "actor_id": "0"}):
        with cast.as_app(**actor):
            for model in (Alert, AlertRule, Check, Refusal, Operator):
                assert not model.objects.exists()
            assert queries.jobs("", most=9) == []
            assert queries.statements() == []
            assert queries.told([Role.ADMINISTRATOR]) == []


def test_an_officer_acknowledges_in_their_own_name_alone(cast, officer, admin) -> None:
    rule = AlertRule.objects.get(kind=Kind.DISK_LOW)
    Alert.objects.create(kind=Kind.DISK_LOW, rule=rule, since=cast.now)
    with (
        cast.as_app(officer, Purpose.OVERSIGHT),
        pytest.raises(DatabaseError, match="row-level"),
        transaction.atomic(),
    ):
        Alert.objects.update(acknowledged_by=admin)


def test_the_check_is_kept_and_the_old_is_forgotten(cast) -> None:
    done = job("succeeded")
    with cast.as_app():
        assert actions.check(lambda: ["A fault."], at=cast.now) == 1
        actions.forget(at=cast.now + timedelta(days=10))
    assert Check.objects.get().faults == ["A fault."]
    with connection.cursor() as cursor:
        cursor.execute("select 1 from procrastinate_jobs where id = %s", [done])
        assert cursor.fetchone()
    with cast.as_app():
        actions.forget(at=cast.now + timedelta(days=40))
    assert not Check.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select 1 from procrastinate_jobs where id = %s", [done])
        assert cursor.fetchone() is None
