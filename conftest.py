"""Fixtures for every test. `db` works as the database's owner; the rest as the app role."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_databases
from xdist.scheduler import LoadGroupScheduling

from homeward.access import gate
from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.config import testing

AsApp = Callable[..., AbstractContextManager[None]]
TESTS = Path(__file__).parent / "tests"
LONG = {TESTS, TESTS / "exits", TESTS / "gate", TESTS / "upgrades"}


# Each is one worker's: its tests share a site, a filled corridor, or a standby and its primary.
TOGETHER = ("tests/journeys/", "src/homeward/demo/tests/test_fill.py", "tests/replicas/")


# How long a machine takes says nothing of what is tested.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


def pytest_configure() -> None:
    # Nobody attacks these passwords, and the real hasher takes a third of a second each.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # One key store for the run, and never the installation's own: a key outlives its test, and
    # a test's own copy of the data finds the keys where they were.
    for way in settings.KEY_STORE.values():
        way["dbname"] = f"test_{way['dbname']}"


class Together(LoadGroupScheduling):
    """By the address: pytest 9 builds a test's name anew, and xdist 3.8 writes its group there."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together | None:
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker ends long after the others (`make test`)."""
    items.sort(key=_is_short)


def _is_short(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is None and item.path.parent not in LONG


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    testing.start_server()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> None:
    """Always: pytest-django's own looks for `db` by name and misses our fixtures around it."""
    with django_db_blocker.unblock(), testing.migrating():
        setup_databases(verbosity=0, interactive=False, serialized_aliases=set(), keepdb=True)


@contextmanager
def app_role() -> Iterator[None]:
    # When the block fails, going back to the savepoint undoes the role as well.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"set local role {settings.APP_ROLE}")
        yield
        with connection.cursor() as cursor:
            cursor.execute("reset role")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """The test's own database where it asked for one, else a transaction that is rolled back."""
    name = "own_database" if "own_database" in request.fixturenames else "db"
    request.getfixturevalue(name)


@pytest.fixture
def as_app(database: None) -> AsApp:
    """`with as_app(user):` runs the block under the row policies, as that user or as nobody."""

    @contextmanager
    def act(
        user: User | None = None,
        purpose: Purpose = Purpose.CASEWORK,
        *,
        kind: ActorKind = ActorKind.USER,
        actor_id: object = None,
    ) -> Iterator[None]:
        who = user.pk if user else actor_id
        actor = gate.acting(kind, who, purpose) if who is not None else nullcontext()
        with app_role(), actor:
            yield

    return act


class AppClient(Client):
    """A client whose requests run as the app role, as they do outside the tests."""

    def request(self, **request: Any) -> Any:
        with app_role():
            return super().request(**request)


@pytest.fixture
def client(database: None) -> AppClient:
    """Nobody signed in."""
    return AppClient()


@pytest.fixture
def client_of(database: None) -> Callable[[User], AppClient]:
    """`client_of(user)`: a client that is signed in."""

    def sign_in(user: User) -> AppClient:
        signed_in = AppClient()
        with app_role():
            signed_in.force_login(user)
        return signed_in

    return sign_in


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of the test's own, where transactions really commit and threads see them.

    Not `transactional_db`: that empties all tables afterwards, the migrations' rows as well.
    """
    shared = connection.settings_dict["NAME"]
    own = f"{shared}_own"
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            # A thread of an earlier test may have left its session; a template must have none.
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
                [shared],
            )
            cursor.execute(f"drop database if exists {own} with (force)")
            cursor.execute(f"create database {own} template {shared}")
        connection.settings_dict["NAME"] = own
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"drop database {own} with (force)")
