"""The key store: as the app role, under a wrong master key, under rotation, and out of reach."""

import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from psycopg import sql

from homeward.access.keys import (
    KeyDestroyed,
    StoreUnreachable,
    WrongMasterKey,
    health,
    link,
    master,
    rotation,
    store,
)
from homeward.persons.models import Person

OLD, NEW = "1:" + "o" * 40, "2:" + "n" * 40


@pytest.fixture
def own_store(settings: Any, django_db_setup: None) -> Iterator[None]:
    """A key store of the test's own, for what would change every other test's keys."""
    shared = settings.KEY_STORE
    name = f"{shared['app']['dbname']}_own"
    settings.KEY_STORE = {who: {**way, "dbname": name} for who, way in shared.items()}
    link.let_go()
    store._proven.clear()
    link.prepare()
    yield
    link.let_go()
    settings.KEY_STORE = shared
    with link.as_owner() as owner:
        owner.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def some_keys(number: int) -> list[UUID]:
    persons = [uuid4() for _ in range(number)]
    store.create_all(persons)
    return persons


def test_one_bare_secret_is_master_key_1(settings: Any) -> None:
    settings.MASTER_KEY = "bare:with,signs"
    assert master.secrets() == {1: "bare:with,signs"}


@pytest.mark.parametrize("text", ["2:b,1:a", "2:b\n1:a\n", " 2:b ,\n 1:a"])
def test_several_master_keys_stand_newest_first(settings: Any, text: str) -> None:
    settings.MASTER_KEY = text
    assert list(master.secrets().items()) == [(2, "b"), (1, "a")]


@pytest.mark.parametrize("text", ["2:b,a", "2:b,2:a", "0:b", "40000:b"])
def test_a_list_that_is_none_is_refused(settings: Any, text: str) -> None:
    settings.MASTER_KEY = text
    with pytest.raises(WrongMasterKey):
        master.secrets()


def test_a_wrapped_key_opens_for_its_owner_alone(settings: Any) -> None:
    settings.MASTER_KEY = OLD
    wrapped, number = master.wrap(b"k" * 32, b"person|a")
    assert master.unwrap(wrapped, b"person|a", number) == b"k" * 32
    with pytest.raises(WrongMasterKey):
        master.unwrap(wrapped, b"person|b", number)


def test_a_key_is_made_once(own_store: None) -> None:
    person = uuid4()
    first, second = store.create(person), store.create(person)
    sealed = first.cipher().encrypt(b"n" * 12, b"text", b"")
    assert second.cipher().decrypt(b"n" * 12, sealed, b"") == b"text"


def test_a_destroyed_key_leaves_a_tombstone_and_is_never_made_anew(own_store: None) -> None:
    person, other = some_keys(2)
    store.destroy(person)
    store.destroy(person)
    key = store.key_of(person)
    assert key is not None
    assert key.is_destroyed
    assert store.is_destroyed([person, other, uuid4()]) == {person}
    with pytest.raises(KeyDestroyed):
        store.create(person)


def test_who_never_had_a_key_can_be_destroyed_too(own_store: None) -> None:
    person = uuid4()
    store.destroy(person)
    assert store.is_destroyed([person]) == {person}


@pytest.mark.parametrize(
    "statement",
    [
        "update person_key set wrapped = ''",
        "delete from person_key",
        "truncate person_key",
        "delete from org_secret",
        "update master_proof set wrapped = ''",
        "drop table person_key",
        "create table mine ()",
    ],
)
def test_the_application_changes_and_deletes_no_key(own_store: None, statement: str) -> None:
    some_keys(1)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.ask(statement)


def test_not_even_the_owner_brings_a_destroyed_key_back(own_store: None) -> None:
    (person,) = some_keys(1)
    store.destroy(person)
    with link.as_owner() as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("update person_key set wrapped = 'x', destroyed_at = null")


def test_a_secret_of_an_organisation_stays_what_it_is(own_store: None) -> None:
    first = store.org_secret(7, "search")
    assert store.org_secret(7, "search") == first
    assert len({first, store.org_secret(8, "search"), store.org_secret(7, "other")}) == 3


def test_another_secret_under_the_same_number_is_refused(own_store: None, settings: Any) -> None:
    settings.MASTER_KEY = OLD
    (person,) = some_keys(1)
    settings.MASTER_KEY = "1:" + "x" * 40
    with pytest.raises(WrongMasterKey):
        store.keys_of([person])[person].cipher()
    with pytest.raises(WrongMasterKey):
        store.create(uuid4())
    assert any("another secret" in fault for fault in health._masters())


def test_a_master_key_that_is_not_configured_is_named(own_store: None, settings: Any) -> None:
    settings.MASTER_KEY = OLD
    (person,) = some_keys(1)
    settings.MASTER_KEY = NEW
    with pytest.raises(WrongMasterKey, match="master key 1"):
        store.keys_of([person])[person].cipher()
    assert any("master key 1" in fault for fault in health._masters())


def test_rotation_leaves_every_key_what_it_is(own_store: None, settings: Any) -> None:
    settings.MASTER_KEY = OLD
    persons = some_keys(30)
    erased, secret = persons.pop(), store.org_secret(7, "search")
    store.destroy(erased)
    sealed = {k.person: k.cipher().encrypt(b"n" * 12, b"t", b"") for k in keys(persons)}
    settings.MASTER_KEY = f"{NEW}\n{OLD}"
    assert rotation.waiting() == 30
    steps: list[int] = []
    assert rotation.rotate(steps.append) == sum(steps) == 30
    assert rotation.waiting() == rotation.rotate() == 0
    settings.MASTER_KEY = NEW
    assert health.used() == {2: 30}
    assert store.org_secret(7, "search") == secret
    assert store.is_destroyed([erased]) == {erased}
    for key in keys(persons):
        assert key.cipher().decrypt(b"n" * 12, sealed[key.person], b"") == b"t"


def keys(persons: list[UUID]) -> list[store.StoredKey]:
    return list(store.keys_of(persons).values())


def test_an_interrupted_rotation_goes_on(own_store: None, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(rotation, "BATCH", 10)
    settings.MASTER_KEY = OLD
    persons = some_keys(35)
    settings.MASTER_KEY = f"{NEW},{OLD}"

    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(interrupt)
    assert rotation.waiting() == 25
    assert len([key.cipher() for key in keys(persons)]) == 35
    assert rotation.rotate() == 25


def test_others_read_and_make_keys_while_they_are_rotated(
    own_store: None, settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 50)
    settings.MASTER_KEY = OLD
    persons = some_keys(1000)
    sealed = {k.person: k.cipher().encrypt(b"n" * 12, b"t", b"") for k in keys(persons)}
    settings.MASTER_KEY = f"{NEW},{OLD}"
    ended, faults, rounds = threading.Event(), [], [0]

    def work() -> None:
        try:
            while not ended.is_set() or not rounds[0]:
                for key in keys(persons):
                    assert key.cipher().decrypt(b"n" * 12, sealed[key.person], b"") == b"t"
                store.create(uuid4()).cipher()
                store.destroy(uuid4())
                rounds[0] += 1
        except (AssertionError, InvalidTag, WrongMasterKey, StoreUnreachable) as fault:
            faults.append(fault)

    other = threading.Thread(target=work)
    other.start()
    rotation.rotate()
    ended.set()
    other.join()
    assert faults == []
    assert rounds[0]
    assert rotation.waiting() == 0


def test_the_check_finds_nothing_wrong_with_a_whole_store(db: None, cast: Any) -> None:
    cast.family()
    assert list(health.faults()) == []


def test_the_check_finds_persons_without_their_key(own_store: None, db: None, cast: Any) -> None:
    _case, people = cast.family()
    with link.as_owner() as owner:
        owner.execute("delete from person_key where person = %s", [people[0].pk])
    (fault,) = health.faults()
    assert str(people[0].pk) in fault
    assert "1 persons" in fault


def test_the_check_finds_keys_that_everybody_may_read(own_store: None, db: None) -> None:
    with link.as_owner() as owner:
        owner.execute("grant select on person_key to public")
        owner.execute(f"grant connect on database {owner.info.dbname} to public")
    found = " ".join(health.faults())
    assert "person_key" in found
    assert "may connect" in found


@pytest.fixture
def no_store(settings: Any) -> Iterator[None]:
    """As after the store's server was stopped: what was open is dead, nothing new is let in."""
    held = settings.KEY_STORE
    away = {**held["app"], "host": "/nowhere"}
    settings.KEY_STORE = {"app": away, "owner": away}
    link.let_go()
    yield
    settings.KEY_STORE = held


def test_without_its_store_a_page_says_so_and_nothing_is_half_written(
    cast: Any, client_of: Any, request: Any
) -> None:
    cast.family()
    client, before = client_of(cast.owner), Person.objects.count()
    request.getfixturevalue("no_store")
    page = client.get("/cases/")
    assert page.status_code == 503
    assert page.headers["Retry-After"]
    assert "does not answer" in page.content.decode()
    with pytest.raises(StoreUnreachable):
        cast.family()
    assert Person.objects.count() == before
    assert any("can't be reached" in fault for fault in health.faults())


def test_a_connection_that_died_while_idle_is_replaced(own_store: None) -> None:
    persons = some_keys(2)
    with link.as_owner() as owner:
        owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert set(store.keys_of(persons)) == set(persons)


def test_the_data_holds_no_key(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('person_key')")
        assert cursor.fetchone() == (None,)
