"""The fixtures themselves: who works as whom."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.models import Organisation, User
from homeward.places.models import Country


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return cursor.fetchone()[0]


def actor() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select gate_kind()")
        return cursor.fetchone()[0]


@pytest.fixture
def user(database) -> User:
    country, _ = Country.objects.get_or_create(code="BE", defaults={"name": "Belgium"})
    organisation = Organisation.objects.create(name="Bureau", kind="ngo", country=country)
    return User.objects.create_user("u@example.org", "x", name="U", organisation=organisation)


def test_the_block_runs_as_the_app_role_and_as_the_user(as_app, user) -> None:
    assert (role(), actor()) == ("homeward_owner", "")
    with as_app(user):
        assert (role(), actor()) == ("homeward_app", "user")
    assert (role(), actor()) == ("homeward_owner", "")


def test_without_a_user_there_is_no_actor(as_app) -> None:
    with as_app():
        assert (role(), actor()) == ("homeward_app", "")


def test_a_block_that_the_database_refuses_leaves_the_owner_behind(as_app, user) -> None:
    with pytest.raises(DatabaseError), as_app(user), connection.cursor() as cursor:
        cursor.execute("select * from access_seal")
    assert (role(), actor()) == ("homeward_owner", "")


def test_a_database_of_ones_own_shows_threads_what_was_committed(own_database, user) -> None:
    found = []

    def look() -> None:
        found.append(User.objects.filter(pk=user.pk).exists())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [True]
    assert not transaction.get_connection().in_atomic_block
