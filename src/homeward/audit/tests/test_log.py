"""The read log: what is written, when, by whom; and that it can't be written otherwise."""

import json
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.urls import reverse

from homeward.access import gate, reading
from homeward.access.choices import ActorKind, DataClass, Purpose
from homeward.audit.tests.conftest import rows
from homeward.cases.models import Fact

ENTRIES = (
    "select organisation, number, actor_kind, actor_id, purpose, action, path, items"
    " from audit_readlog order by organisation, number"
)


def entries() -> list[tuple[Any, ...]]:
    # Django leaves JSON of its own questions as text.
    return [(*entry[:-1], json.loads(entry[-1])) for entry in rows(ENTRIES)]


def test_a_page_that_shows_health_is_logged_once_with_all_it_read(
    cast: Any, sensitive: Any, client_of: Callable[..., Any]
) -> None:
    case, fact = sensitive
    before = len(entries())
    assert client_of(cast.owner).get(reverse("desk:case", args=[case.pk])).status_code == 200
    (entry,) = entries()[before:]
    assert entry[:1] + entry[2:7] == (
        cast.host.pk, "user", str(cast.owner.pk), Purpose.CASEWORK, "cases.read",
        "cases/<uuid:pk>/",
    )  # fmt: skip
    assert ["cases_fact", str(fact.pk), DataClass.HEALTH, str(fact.person_id), cast.host.pk] in (
        entry[7]
    )


def test_what_is_not_sensitive_is_not_logged(cast: Any, client_of: Callable[..., Any]) -> None:
    case, _people = cast.family()
    before = len(entries())
    client_of(cast.owner).get(reverse("desk:case", args=[case.pk]))
    assert len(entries()) == before


def test_head_is_logged_as_get_is(cast: Any, sensitive: Any, client_of: Callable[..., Any]) -> None:
    case, _fact = sensitive
    before = len(entries())
    assert client_of(cast.owner).head(reverse("desk:case", args=[case.pk])).status_code == 200
    assert len(entries()) == before + 1


def test_what_was_read_before_a_failure_is_logged(
    cast: Any, sensitive: Any, as_app: Callable[..., Any]
) -> None:
    before = len(entries())

    def read_and_fail() -> None:
        with gate.acting_user(cast.owner.pk):
            assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
            raise ZeroDivisionError

    with as_app(), pytest.raises(ZeroDivisionError):
        read_and_fail()
    assert len(entries()) == before + 1


@pytest.fixture
def broken_log(sensitive: Any) -> None:
    """The log's disk is full, as it were: its role may write no more."""
    rows("revoke insert on audit_readlog from homeward_log")


def test_no_log_no_read(
    cast: Any, sensitive: Any, client_of: Callable[..., Any], broken_log: None
) -> None:
    case, _fact = sensitive
    answer = client_of(cast.owner).get(reverse("desk:case", args=[case.pk]))
    assert answer.status_code == 500
    assert b"can't be shown now" in answer.content
    assert b"Asthma" not in answer.content
    assert b"Ansah" not in answer.content


def test_what_is_not_sensitive_is_read_also_without_a_log(
    cast: Any, client_of: Callable[..., Any], broken_log: None
) -> None:
    assert client_of(cast.owner).get(reverse("desk:my_work")).status_code == 200


def test_a_failure_to_log_rolls_back_what_the_unit_wrote(
    cast: Any, sensitive: Any, as_app: Callable[..., Any], broken_log: None
) -> None:
    case, fact = sensitive

    def read_and_write() -> None:
        with as_app(cast.owner):
            assert list(Fact.objects.filter(pk=fact.pk))
            type(case).objects.filter(pk=case.pk).update(destination="Elsewhere")

    with pytest.raises(reading.NotLogged):
        read_and_write()
    case.refresh_from_db()
    assert case.destination == "Ashaiman"


def test_an_actor_of_no_organisation_is_in_chain_0(
    cast: Any, sensitive: Any, as_app: Callable[..., Any]
) -> None:
    _case, fact = sensitive
    returnee = cast.user("returnee", None)
    type(returnee).objects.filter(pk=returnee.pk).update(person_id=fact.person_id)
    with as_app(kind=ActorKind.PERSON, actor_id=returnee.pk):
        assert Fact.objects.filter(data_class=DataClass.HEALTH).get()
    assert entries()[0][:4] == (0, 1, "person", str(fact.person_id))


@pytest.mark.parametrize(
    "statement",
    [
        "select * from audit_readlog",
        "update audit_readlog set actor_id = '1'",
        "delete from audit_readlog",
        "truncate audit_readlog",
        "insert into audit_readlog (organisation) values (1)",
        "alter table audit_readlog disable trigger all",
    ],
)
def test_the_app_role_has_no_way_to_the_table(
    cast: Any, sensitive: Any, as_app: Callable[..., Any], statement: str
) -> None:
    with pytest.raises(DatabaseError) as refused, as_app(cast.owner), transaction.atomic():
        rows(statement)
    assert refused.value.__cause__.sqlstate == "42501"


def test_nobody_appends_without_an_actor(as_app: Callable[..., Any]) -> None:
    with pytest.raises(DatabaseError, match="nobody is acting"), as_app(), transaction.atomic():
        rows("select audit_append('a', 'b', '[]')")


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_readlog set actor_id = '1'",
        "delete from audit_readlog",
        "truncate audit_readlog",
    ],
)
def test_the_owner_is_refused_too(
    cast: Any, sensitive: Any, as_app: Callable[..., Any], statement: str
) -> None:
    with as_app(cast.owner):
        assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rows(statement)


def test_two_at_once_keep_one_chain(own_database: None, cast: Any, sensitive: Any) -> None:
    before, together = len(entries()), Barrier(4)

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("set role homeward_app")
        together.wait()
        for _ in range(5):
            with gate.acting(ActorKind.USER, cast.owner.pk, Purpose.CASEWORK):
                assert list(Fact.objects.filter(data_class=DataClass.HEALTH))
        connections.close_all()

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own = [entry[1] for entry in entries() if entry[0] == cast.host.pk]
    assert own == list(range(1, before + 21))
    assert rows("select * from audit_faults()") == []
