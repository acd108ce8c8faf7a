"""A primary and its standby, real servers of their own, behind Django's two aliases."""

import copy
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client

from homeward.access import gate, replica
from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.config import database as ways
from homeward.config.standby import Server
from homeward.conftest import Cast
from homeward.persons.models import Person
from homeward.services.models import Service


@dataclass
class Pair:
    primary: Server
    standby: Server

    def wait(self) -> None:
        """Until the standby has all that the primary has written."""
        lsn = self.primary.ask("select pg_current_wal_flush_lsn()")[0][0]
        until(lambda: self.standby.ask(f"select pg_last_wal_replay_lsn() >= '{lsn}'") == [(True,)])

    def pause(self) -> None:
        self.standby.ask("select pg_wal_replay_pause()")
        until(lambda: self.standby.ask("select pg_get_wal_replay_pause_state()") == [("paused",)])

    def resume(self) -> None:
        self.standby.ask("select pg_wal_replay_resume() where pg_is_in_recovery()")


def until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to be"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def pair(django_db_setup: None, django_db_blocker: Any) -> Iterator[Pair]:
    """Copies of the tests' own server: theirs stays as it is, whatever befalls these two."""
    tests = connection.settings_dict["HOST"]
    primary, standby = Server("primary"), Server("standby")
    try:
        with django_db_blocker.unblock():
            connection.close()
            primary.copy_of(tests, follows=False)
            primary.start(max_connections="60")
            standby.copy_of(primary.where, follows=True)
            standby.start(max_connections="60")
            connection.settings_dict["HOST"] = primary.where
            other = copy.deepcopy(connection.settings_dict)
            other |= {"HOST": standby.where, "USER": ways.APP_ROLE}
            connections.settings[replica.ALIAS] = other
            pair = Pair(primary, standby)
            pair.wait()
            yield pair
    finally:
        with django_db_blocker.unblock():
            connection.close()
            if replica.ALIAS in connections.settings:
                connections[replica.ALIAS].close()
                del connections[replica.ALIAS]
                del connections.settings[replica.ALIAS]
        connection.settings_dict |= {"HOST": tests, "PORT": "5432"}
        connection.settings_dict["OPTIONS"].pop("target_session_attrs", None)
        for server in (primary, standby):
            server.remove()


@contextmanager
def app_role() -> Iterator[None]:
    """One transaction as the role of the web; it is committed at its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {ways.APP_ROLE}")
        yield


@contextmanager
def as_app(user: User | None = None, purpose: Purpose = Purpose.CASEWORK) -> Iterator[None]:
    with app_role(), gate.acting_user(user.pk, purpose) if user else nullcontext():
        yield


class Reader(Client):
    """A browser whose requests run as the app role."""

    def request(self, **request: Any) -> Any:
        with app_role():
            return super().request(**request)


def reader(user: User | None = None) -> Reader:
    client = Reader()
    if user:
        with app_role():
            client.force_login(user)
    return client


@dataclass
class World:
    pair: Pair
    cast: Cast
    case: Case
    people: list[Person]
    services: list[Service]


@pytest.fixture(scope="module")
def world(pair: Pair) -> World:
    """A family that the partner may see, and a published service, committed."""
    cast = Cast(as_app)
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    with as_app(cast.owner):
        cases.record_fact(
            case, FactKind.HEALTH, "Needs rest", person=people[0],
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    for person in people:
        cast.consent(person, cast.partner_org)
    services = [cast.service(countries=["GH"], is_published=True)]
    pair.wait()
    return World(pair, cast, case, people, services)


@pytest.fixture(autouse=True)
def fresh(pair: Pair) -> Iterator[None]:
    """Each test begins with a standby that follows and is known to."""
    replica.freshness.left_alone_until = 0.0
    until(lambda: replica.as_of() is not None)
    before = settings.REPLICA_LAG
    yield
    settings.REPLICA_LAG = before
    if pair.standby.answers():
        pair.resume()
