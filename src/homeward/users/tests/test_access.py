"""Every way up that an injection as the app role could try, and each is refused."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import POWERFUL, Role
from homeward.access.models import User


def run(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone() if cursor.description else cursor.rowcount


def refused(statement: str, *values: Any) -> bool:
    """By privilege or policy (42501), or because no row may be touched."""
    try:
        with transaction.atomic():
            return run(statement, *values) in {0, None}
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") == "42501"


SELF = "update access_user set {} where id = gate_user()"
ESCALATIONS = {
    "a role": SELF.format("roles = array['administrator']"),
    "another organisation": SELF.format("organisation_id = organisation_id + 1"),
    "being active": SELF.format("is_active = true"),
    "a person": SELF.format("person_id = gen_random_uuid()"),
    "another address": SELF.format("email = 'mine@example.org'"),
    "the password of others": "update access_user set password = 'x' where id <> gate_user()",
    "the sessions of others": (
        "update access_user set session_stamp = gen_random_uuid() where id <> gate_user()"
    ),
    "a user made": (
        "insert into access_user (email, name, roles, language, password, is_active, is_generated,"
        " session_stamp) values ('a', 'a', '{administrator}', 'en', '', true, false,"
        " gen_random_uuid())"
    ),
    "a user removed": "delete from access_user where id <> gate_user()",
    "another's second factor": "delete from mfa_authenticator where user_id <> gate_user()",
    "a second factor for another": (
        "insert into mfa_authenticator (type, data, user_id, created_at)"
        " select 'totp', '{}', id, now() from access_user where id <> gate_user() limit 1"
    ),
    "an address that receives another's link": (
        'insert into account_emailaddress (email, verified, "primary", user_id)'
        " select 'mine@example.org', true, true, id from access_user"
        " where id <> gate_user() limit 1"
    ),
    "another kind of organisation": (
        "update access_organisation set kind = 'ngo' where kind = 'authority'"
    ),
    "another country of an organisation": (
        "update access_organisation set country_id = 'BE'"
        " where id = gate_org() and country_id <> 'BE'"
    ),
    "a clearance": "insert into access_clearance (role, data_class) values ('provider', 7)",
    "a line of history": (
        "insert into users_change (user_id, what, roles_before, roles_after, reason, at)"
        " values (gate_user(), 'roles', '{}', '{}', '', now())"
    ),
    "an approval written": (
        "insert into users_approval (id, organisation_id, user_id, kind, roles, reason,"
        " asked_by_id, asked_at) select gen_random_uuid(), gate_org(), gate_user(), 'roles',"
        " '{administrator}', '', id, now() from access_user where id <> gate_user() limit 1"
    ),
    "an approval decided": "update users_approval set is_approved = true",
    "an invitation": "update users_invitation set user_id = gate_user()",
    "the applying function": (
        "select users_apply(gate_user(), 'roles', '{administrator}', '', gate_user(), null)"
    ),
    "the settling function": "select users_settle(gen_random_uuid(), true, gate_user())",
    "the sending function": (
        "select users_send(gate_user(), repeat('x', 40), clock_timestamp() + interval '1 day')"
    ),
    "the noting function": ("select users_note(gate_user(), 'roles', gate_user(), null, '{}', '')"),
    "the invitation of a worker": (
        "select users_invite('x@example.org', 'X', '{case_manager}', 'en', repeat('x', 40),"
        " clock_timestamp() + interval '1 day', '')"
    ),
    "a role given by a worker": (
        "select users_change_roles(id, '{case_manager}', '') from access_user"
        " where organisation_id = gate_org() and id <> gate_user() limit 1"
    ),
}


@pytest.mark.parametrize("what", ESCALATIONS)
def test_a_worker_s_injection_gets_nowhere(
    what: str, cast: Any, office: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(cast.partner):
        assert refused(ESCALATIONS[what])


@pytest.mark.parametrize("what", [w for w in ESCALATIONS if "another kind" not in w])
def test_without_an_actor_nothing_is_written_either(
    what: str, cast: Any, office: Any, as_app: Callable[..., Any]
) -> None:
    """An injection may end the actor; nobody is nobody."""
    with as_app(cast.partner):
        run("select end_actor()")
        assert refused(ESCALATIONS[what].replace("<> gate_user()", f"<> {cast.partner.pk}"))


BY_AN_ADMINISTRATOR = {
    "a role of their own": "select users_change_roles({me}, '{{case_manager}}', '')",
    "a powerful role alone": "select users_change_roles({worker}, '{{administrator}}', '')",
    "a powerful role at once": (
        "select users_invite('x@example.org', 'X', '{{administrator}}', 'en', repeat('x', 40),"
        " clock_timestamp() + interval '1 day', '')"
    ),
    "a returnee's sign-in": "select users_change_roles({worker}, '{{returnee}}', '')",
    "somebody elsewhere": "select users_change_roles({stranger}, '{{case_manager}}', '')",
    "somebody elsewhere suspended": "select users_suspend({stranger}, '')",
    "themselves asked for": "select users_ask('{uuid}', {me}, 'reset', '{{}}', '')",
    "an officer's second factor alone": "select users_reset({officer}, '')",
    "an invitation without an end": (
        "select users_invite('x@example.org', 'X', '{{case_manager}}', 'en', repeat('x', 40),"
        " clock_timestamp() + interval '1 year', '')"
    ),
}


@pytest.mark.parametrize("what", BY_AN_ADMINISTRATOR)
def test_an_administrator_is_held_to_the_rules_by_the_database(
    what: str, office: Any, as_app: Callable[..., Any]
) -> None:
    statement = BY_AN_ADMINISTRATOR[what].format(
        me=office.admin.pk,
        worker=office.worker.pk,
        officer=office.officer.pk,
        stranger=office.elsewhere.pk,
        uuid=uuid4(),
    )
    with as_app(office.admin):
        assert refused(statement)


def test_who_asks_does_not_approve(office: Any, as_app: Callable[..., Any]) -> None:
    request = uuid4()
    ask = "select users_ask(%s, %s, 'roles', '{administrator}', 'why')"
    with as_app(office.admin):
        run(ask, request, office.worker.pk)
        assert refused("select users_decide(%s, true)", request)
    with as_app(office.worker):
        assert refused("select users_decide(%s, true)", request)
    with as_app(office.elsewhere):
        assert refused("select users_decide(%s, true)", request)
    with as_app(office.second):
        assert run("select users_decide(%s, true)", request) == (True,)
    office.worker.refresh_from_db()
    assert office.worker.roles == ["administrator"]


def test_one_s_own_sign_in_is_written(cast: Any, as_app: Callable[..., Any]) -> None:
    with as_app(cast.partner):
        assert run("update access_user set password = 'x' where id = gate_user()") == 1


def test_the_history_is_altered_by_nobody(office: Any, as_app: Callable[..., Any]) -> None:
    with as_app(office.admin):
        run("select users_suspend(%s, 'why')", office.worker.pk)
    for statement in ("update users_change set reason = ''", "delete from users_change"):
        assert refused(statement), "as owner"


def test_the_history_is_read_by_its_organisation_alone(
    office: Any, as_app: Callable[..., Any]
) -> None:
    with as_app(office.admin):
        run("select users_suspend(%s, 'why')", office.worker.pk)
    seen = {}
    for who in (office.admin, office.officer, office.elsewhere, office.second):
        with as_app(who):
            seen[who.name] = run("select count(*) from users_change")[0]
    assert seen == {"Admin": 1, "Dpo": 1, "Elsewhere": 0, "Second": 1}


def test_the_database_names_the_same_roles(db: None) -> None:
    assert set(run("select users_powerful()")[0]) == {role.value for role in POWERFUL}
    given = {role.value for role in Role} - {Role.RETURNEE.value}
    assert set(run("select users_roles()")[0]) == given


def test_an_administrator_is_cleared_for_no_class(
    office: Any, cast: Any, as_app: Callable[..., Any]
) -> None:
    cast.family()
    with as_app(office.admin):
        assert run("select cardinality(gate_classes())") == (0,)
        assert run("select count(*) from persons_person") == (0,)


def test_a_change_of_roles_renews_the_stamp_whoever_writes_it(cast: Any) -> None:
    before = cast.owner.session_stamp
    User.objects.filter(pk=cast.owner.pk).update(roles=["provider"])
    cast.owner.refresh_from_db()
    assert cast.owner.session_stamp != before
