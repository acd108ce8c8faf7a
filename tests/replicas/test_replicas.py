"""Pages that a standby answers, on two real servers: the gate there, its age, and its limits."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from homeward.access import gate, replica
from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.pages import page
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case, Fact
from homeward.config.standby import Writer, synchronous
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from tests.replicas.conftest import Pair, World, as_app, reader, until

DIRECTORY = "/directory/"
AS_OF = re.compile(rb"As of <bdi>\d\d:\d\d:\d\d</bdi>")


def seen_by(user: User) -> int:
    """How many of the cases the standby shows to this user."""
    with replica._reading(), gate.acting_user(user.pk):
        return Case.objects.count()


def in_recovery() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_is_in_recovery()")
        return bool(cursor.fetchone()[0])


class Asked:
    """A page that notes which server answered, and reads what its test wants."""

    def __init__(self, *reads: Callable[[], Any]) -> None:
        self.servers: list[bool] = []
        self.reads = reads

    def get(self, user: User, *, method: str = "GET", **cookies: str) -> HttpResponse:
        request = HttpRequest()
        request.method = method
        request.user = user
        request.session = SessionStore()
        request.COOKIES.update(cookies)

        @page("services.read", may_lag=True)
        def view(_request: Any) -> HttpResponse:
            self.servers.append(in_recovery())
            for read in self.reads:
                read()
            return HttpResponse("seen")

        return view(request)


def test_a_page_is_read_from_the_standby_and_says_as_of_when(world: World) -> None:
    answer = reader(world.cast.partner).get(DIRECTORY)
    assert answer.status_code == 200
    assert answer.headers[replica.HEADER]
    assert AS_OF.search(answer.content)


def test_the_list_of_cases_is_read_from_the_primary(world: World) -> None:
    answer = reader(world.cast.partner).get("/cases/")
    assert answer.status_code == 200
    assert replica.HEADER not in answer.headers
    assert not AS_OF.search(answer.content)


def test_the_public_pages_are_read_from_the_standby_without_a_cookie(world: World) -> None:
    answer = reader().get("/public/en/")
    assert answer.headers[replica.HEADER]
    assert AS_OF.search(answer.content)
    assert not answer.cookies
    # The moment alone makes no new page.
    time.sleep(1.1)
    again = reader().get("/public/en/", HTTP_IF_NONE_MATCH=answer.headers["ETag"])
    assert again.status_code == 304


def test_the_gate_holds_on_the_standby_for_owner_partner_and_stranger(world: World) -> None:
    cast = world.cast
    assert [seen_by(user) for user in (cast.owner, cast.partner, cast.stranger)] == [1, 1, 0]


def test_a_context_set_by_hand_is_refused_on_the_standby(world: World) -> None:
    made_up = "user|1|1|1|1||" + "0" * 64
    with replica._reading(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('homeward.actor', %s, true)", [made_up])
        with pytest.raises(DatabaseError, match="was not set by begin_actor"):
            cursor.execute("select count(*) from cases_case")


def test_nothing_is_written_on_the_standby_and_the_primary_does_it(world: World) -> None:
    def write() -> None:
        User.objects.filter(pk=world.cast.owner.pk).select_for_update().get()

    asked = Asked(write)
    with as_app():
        assert asked.get(world.cast.owner).content == b"seen"
    assert asked.servers == [True, False]


def test_reads_that_are_logged_are_made_on_the_primary(world: World) -> None:
    def read() -> None:
        assert list(Fact.objects.filter(data_class=DataClass.HEALTH))

    def entries() -> int:
        return int(str(world.pair.primary.ask(
            "select count(*) from audit_readlog", dbname=connection.settings_dict["NAME"]
        )[0][0]))  # fmt: skip

    before, asked = entries(), Asked(read)
    with as_app():
        answer = asked.get(world.cast.owner)
    assert asked.servers == [True, False]
    assert replica.HEADER not in answer.headers
    assert entries() == before + 1


def test_who_has_written_reads_from_the_primary(world: World) -> None:
    asked = Asked()
    with as_app():
        asked.get(world.cast.owner, **{replica.WROTE: "1"})
        asked.get(world.cast.owner, method="POST")
    assert asked.servers == [False, False]
    client = reader(world.cast.owner)
    client.post("/i18n/setlang/", {"language": "en"})
    assert client.cookies[replica.WROTE]["max-age"] > settings.REPLICA_LAG
    assert replica.HEADER not in client.get(DIRECTORY).headers


def test_a_consent_taken_back_closes_the_row_within_the_lag(world: World) -> None:
    """And where the standby stands still, the primary answers once the lag is over."""
    settings.REPLICA_LAG = 1.0
    cast, pair = world.cast, world.pair
    replica.as_of()
    pair.pause()
    assert seen_by(cast.partner) == 1
    with as_app(cast.owner):
        given = Consent.objects.filter(person__in=world.people, recipient_org=cast.partner_org)
        persons.withdraw_consent(
            [consent.pk for consent in given], by=cast.owner, at=timezone.now()
        )
    counts: list[int] = []
    asked = Asked(lambda: counts.append(Case.objects.count()))
    began = time.monotonic()

    def is_closed() -> bool:
        with as_app():
            asked.get(cast.partner)
        return counts[-1] == 0

    until(is_closed)
    assert asked.servers[-1] is False
    assert time.monotonic() - began < settings.REPLICA_LAG + 1
    pair.resume()
    pair.wait()
    assert seen_by(cast.partner) == 0
    assert seen_by(cast.owner) == 1


def test_a_standby_that_falls_behind_is_not_asked(world: World) -> None:
    settings.REPLICA_LAG = 0.4
    assert replica.as_of()
    world.pair.pause()
    world.pair.primary.ask("create table if not exists noise (n int)")
    until(lambda: replica.as_of() is None)
    assert list(replica.faults()) != []
    world.pair.resume()
    until(lambda: replica.as_of() is not None)
    assert list(replica.faults()) == []


def test_a_standby_that_does_nothing_is_not_old(world: World) -> None:
    """Where nothing is written there is nothing to wait for, however long that lasts."""
    settings.REPLICA_LAG = 0.2
    for _ in range(3):
        time.sleep(0.3)
        assert replica.as_of()


def test_a_primary_named_as_the_replica_is_not_read_from(world: World) -> None:
    other = connections[replica.ALIAS]
    other.close()
    host = other.settings_dict["HOST"]
    other.settings_dict["HOST"] = world.pair.primary.where
    try:
        assert replica.as_of() is None
        assert "is no standby" in "".join(replica.faults())
    finally:
        other.close()
        other.settings_dict["HOST"] = host


def test_the_primary_answers_where_the_standby_is_dead(pair: Pair, world: World) -> None:
    pair.standby.kill()
    with as_app():
        asked = Asked()
        assert asked.get(world.cast.partner).content == b"seen"
    assert asked.servers == [False]
    assert "can't be reached" in "".join(replica.faults())
    pair.standby.start(max_connections="60")
    replica.freshness.left_alone_until = 0.0
    connections[replica.ALIAS].close()
    until(lambda: replica.as_of() is not None)
    assert reader(world.cast.partner).get(DIRECTORY).headers[replica.HEADER]


def test_no_acknowledged_write_is_lost_when_the_primary_dies(pair: Pair, world: World) -> None:
    """kill -9 under writing; the standby is made the primary, and the application goes on there."""
    cast, way = world.cast, connection.settings_dict
    synchronous(pair.primary)
    connection.close()
    way |= {"HOST": f"{pair.primary.where},{pair.standby.where}", "PORT": "5432,5432"}
    way["OPTIONS"] |= {"target_session_attrs": "read-write"}

    def write() -> str:
        with as_app(cast.owner):
            fact = cases.record_fact(
                world.case, FactKind.DIET, "None", person=world.people[0],
                said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=timezone.now(),
            )  # fmt: skip
        return str(fact.pk)

    writer = Writer(write)
    writer.start()
    try:
        writer.wait_for(20)
        pair.primary.kill()
        pair.standby.promote()
        writer.wait_for(5)
    finally:
        writer.stop()
    rows = pair.standby.ask("select id::text from cases_fact", dbname=way["NAME"])
    assert {what for _when, what in writer.acknowledged} <= {str(row[0]) for row in rows}
    assert writer.failed
