"""A job acts as it was declared, and only the worker's process can prove one."""

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access import gate, jobs, roles
from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.access.jobs import acting_job
from homeward.cases.models import Case, Fact
from homeward.persons.models import Person


@pytest.fixture
def declared(cast: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Two jobs as a migration declares them."""
    monkeypatch.setattr(jobs, "JOBS", dict(jobs.JOBS))
    jobs.declare(
        "tests.of_one", classes={DataClass.CASE}, purpose=Purpose.OVERSIGHT, across_owners=False
    )
    jobs.declare(
        "tests.across", classes={DataClass.CASE}, purpose=Purpose.SURVEY, across_owners=True
    )
    with connection.cursor() as cursor:
        roles._jobs(cursor)
    cast.family()
    return cast


def value(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_it_sees_the_declared_classes_of_one_organisation(declared: Any) -> None:
    with declared.as_app(), acting_job("tests.of_one", declared.host.pk):
        assert Case.objects.exists()
        assert Fact.objects.exists() is Fact.objects.filter(data_class=DataClass.CASE).exists()
        assert not Person.objects.exists()
        assert value("select gate_job()") == "tests.of_one"
        assert value("select gate_purpose()") == Purpose.OVERSIGHT
    with declared.as_app(), acting_job("tests.of_one", declared.stranger_org.pk):
        assert not Case.objects.exists()


def test_what_the_caller_says_of_the_purpose_counts_for_nothing(declared: Any) -> None:
    one = f"tests.of_one/{declared.host.pk}"
    with declared.as_app(), gate.acting(ActorKind.JOB, one, Purpose.CASEWORK):
        assert value("select gate_purpose()") == Purpose.OVERSIGHT


def test_across_owners_it_sees_no_row_at_all(declared: Any) -> None:
    with declared.as_app(), acting_job("tests.across"):
        assert not Case.objects.exists()
        assert value("select gate_org() is null")


@pytest.mark.parametrize(
    "name",
    ["tests.unknown", "tests.of_one", "tests.across/{org}", "tests.of_one/0", "tests.of_one/x"],
)
def test_a_job_that_is_not_declared_so_is_nobody(declared: Any, name: str) -> None:
    actor_id = name.format(org=declared.host.pk)
    with (
        declared.as_app(),
        pytest.raises(DatabaseError) as refused,
        gate.acting(ActorKind.JOB, actor_id, Purpose.CASEWORK),
    ):
        value("select 1")
    assert refused.value.__cause__.sqlstate == "42501"


def test_the_app_role_declares_none(declared: Any) -> None:
    for change in (
        "insert into access_job values ('tests.mine', '{1}', 1, false)",
        "update access_job set classes = '{1,2,3,4,5,6,7,8,9,10}'",
        "delete from access_job",
    ):
        with declared.as_app(), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(change)


def test_a_web_process_proves_no_job(declared: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no key of its own for it, and the web's key does not fit."""
    one = f"tests.of_one/{declared.host.pk}"
    monkeypatch.setattr(gate, "job_key", gate.token_key)
    with (
        declared.as_app(),
        pytest.raises(DatabaseError) as refused,
        gate.acting(ActorKind.JOB, one, Purpose.CASEWORK),
    ):
        value("select 1")
    assert refused.value.__cause__.sqlstate == "42501"


def test_without_the_key_python_refuses_already(
    declared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.job_key.cache_clear()
    monkeypatch.setattr(settings, "JOB_KEY", "")
    with (
        declared.as_app(),
        pytest.raises(PermissionDenied),
        acting_job("tests.of_one", declared.host.pk),
    ):
        value("select 1")
    monkeypatch.undo()
    gate.job_key.cache_clear()


def test_the_decorator_runs_the_work_as_the_job(declared: Any) -> None:
    @jobs.job("tests.counted", classes={DataClass.CASE}, purpose=Purpose.OVERSIGHT)
    def count(*, organisation_id: int) -> int:
        return Case.objects.count()

    with connection.cursor() as cursor:
        roles._jobs(cursor)
    with declared.as_app():
        assert count(organisation_id=declared.host.pk) == 1
