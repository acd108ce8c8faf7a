"""Probes for machines, pages for whoever runs the installation."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from homeward.access.choices import Role
from homeward.monitoring import queries, readiness, shown
from homeward.monitoring.choices import Kind, Part
from homeward.monitoring.models import Alert, AlertRule, Check, Operator, Refusal
from homeward.monitoring.readiness import Found
from homeward.monitoring.tests.test_actions import job

PAGES = ["", "jobs/", "statements/", "alerts/", "rules/"]


@pytest.fixture
def admin(cast):
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


def beat() -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")


def fall_behind() -> None:
    """The database lacks what this version needs."""
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'monitoring'")


def test_alive_asks_nothing_of_anybody(client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})
    assert [q["sql"] for q in asked if "role" not in q["sql"] and "SAVEPOINT" not in q["sql"]] == []
    assert not answer.cookies


def test_ready_says_what_does_not_hold(client, monkeypatch) -> None:
    beat()
    before = Session.objects.count()
    monkeypatch.setattr(queries, "disk_free", lambda: 50.0)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["faults"] == []
    assert Session.objects.count() == before
    fall_behind()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["faults"] == ["migrations"]


def test_a_restored_database_that_is_closed_says_what_opens_it(monkeypatch) -> None:
    def closed() -> None:
        raise OperationalError('permission denied for database "homeward"')

    monkeypatch.setattr(connection, "cursor", closed)
    found = readiness.parts()[0]
    assert (found.part, found.holds) == (Part.DATABASE, False)
    assert "homeward migrate" in str(found.words)


def test_what_only_hinders_is_said_and_counts_where_asked(client, monkeypatch) -> None:
    monkeypatch.setattr(queries, "disk_free", lambda: 1.0)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert {"worker", "disk"} <= set(answer.json()["said"])
    assert client.get("/readyz?strict=1").status_code == 503


def test_a_database_behind_this_version_is_not_ready(client) -> None:
    fall_behind()
    assert "migrations" in client.get("/readyz").json()["faults"]


def test_another_role_than_the_app_s_is_not_ready(db) -> None:
    (database,) = [one for one in readiness.parts() if one.part == "database"]
    assert not database.holds  # the owner's connection


def test_words_and_metrics_are_for_the_token_alone(client, settings) -> None:
    settings.METRICS_TOKEN, settings.METRICS_LOOPBACK = "t0ken-of-prometheus", False
    bearer = {"Authorization": "Bearer t0ken-of-prometheus"}
    fall_behind()
    assert "words" not in client.get("/readyz").json()
    assert client.get("/readyz", headers=bearer).json()["words"]
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}):
        assert client.get("/metrics", headers=headers).status_code == 404
    told = client.get("/metrics", headers=bearer)
    assert told.status_code == 200
    assert "homeward_ready 0.0" in told.text
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_LOOPBACK = True
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_pages_are_for_the_roles_and_the_operator(cast, client_of, admin) -> None:
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    other = cast.user("other", cast.stranger_org, Role.ADMINISTRATOR)
    Operator.objects.create(organisation=cast.host)
    for who, expected in (
        (admin, [200] * 5), (officer, [200, 403, 403, 200, 200]), (other, [404] * 5),
        (cast.owner, [403] * 5),
    ):  # fmt: skip
        client = client_of(who)
        assert [client.get(f"/installation/{page}").status_code for page in PAGES] == expected


def test_the_health_page_says_what_to_do(cast, client_of, admin) -> None:
    Check.objects.create(checked_at=cast.now, faults=["A trigger is switched off."])
    shown = client_of(admin).get("/installation/").text
    assert "Mend: The worker is alive" in shown
    assert "A trigger is switched off." in shown
    assert "No folder for backups is configured" in shown


def test_without_a_backup_not_all_of_it_holds() -> None:
    whole = [Found(part=Part.DATABASE, holds=True, is_vital=True)]
    assert "backups" in str(shown.next_step(whole, 0, queries.Backup(is_kept=False)).title)
    assert "backups" in str(shown.next_step(whole, 0, queries.Backup(is_kept=True)).title)
    kept = queries.Backup(is_kept=True, taken_at=timezone.now())
    assert shown.next_step(whole, 0, kept).nothing


def test_a_failed_job_is_tried_again_after_a_question(cast, client_of, admin) -> None:
    failed = job("failed")
    client = client_of(admin)
    page = client.get("/installation/jobs/?state=failed").text
    assert "some.task" in page
    again = f"/installation/jobs/{failed}/again/"
    assert again in page
    assert "from its beginning" in client.get(again).text
    assert client.post(again).status_code == 302
    refused = client.post(again)
    assert refused.status_code == 409
    assert "neither failed nor stuck" in refused.text
    assert client.get("/installation/jobs/0/again/").status_code == 404
    officer = cast.user("dpo", cast.host, Role.DATA_PROTECTION_OFFICER)
    assert client_of(officer).post(again).status_code == 403


def test_statements_stand_without_their_values(cast, client_of, admin) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 'Canaryname' where 123456789 = 123456789")
    assert queries.statements_state() == "on"
    shown = client_of(admin).get("/installation/statements/").text
    assert "select" in shown.casefold()
    assert "Canaryname" not in shown
    assert "123456789" not in shown


def test_an_alert_is_taken_in_hand_on_its_page(cast, client_of, admin) -> None:
    rule = AlertRule.objects.get(kind=Kind.DISK_LOW)
    alert = Alert.objects.create(kind=Kind.DISK_LOW, rule=rule, since=cast.now, value=4)
    client = client_of(admin)
    assert "Nobody has it in hand" in client.get("/installation/alerts/").text
    take = f"/installation/alerts/{alert.pk}/acknowledge/"
    assert client_of(cast.owner).post(take).status_code == 403
    assert client.post(take).status_code == 302
    again = client.post(take)
    assert again.status_code == 409
    assert "in hand already" in again.text


def test_a_rule_is_stated_on_its_page(cast, client_of, admin) -> None:
    client, day = client_of(admin), cast.now.date() + timedelta(days=1)
    given = {
        "kind": "refusals", "threshold": "12", "window_minutes": "10", "told": ["administrator"],
        "source": "", "valid_from_day": str(day.day), "valid_from_month": str(day.month),
        "valid_from_year": str(day.year),
    }  # fmt: skip
    refused = client.post("/installation/rules/new/", given)
    assert refused.status_code == 409
    assert 'value="12"' in refused.text
    given["source"] = "Security policy, 4"
    assert client.post("/installation/rules/new/", given).status_code == 302
    assert "Security policy, 4" in client.get("/installation/rules/").text


def test_refused_pages_are_counted_by_a_digest(cast, client_of, client) -> None:
    signed_in = client_of(cast.owner)
    for _ in range(3):
        signed_in.get("/installation/")
        signed_in.get("/nowhere/")
    client.get("/nowhere/")  # nobody's
    assert sum(Refusal.objects.values_list("count", flat=True)) == 6
    assert len({one.who for one in Refusal.objects.all()}) == 1
    assert {len(one.who) for one in Refusal.objects.all()} == {64}
