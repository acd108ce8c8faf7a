"""The sealed context, attacked as the app role in raw SQL: forged, replayed, altered."""

import hashlib
import hmac
import threading
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from homeward.access import gate

ASKED = "select count(*) from persons_person"
KEPT = "select set_config('homeward.actor', %s, true)"


def ask(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def context() -> str:
    return str(ask("select current_setting('homeward.actor')"))


def is_refused(cast: Any, value: str) -> bool:
    """Is a context set by hand refused by every question to the gate?"""
    with cast.as_app(), transaction.atomic():
        ask(KEPT, value)
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            ask(ASKED)
        ask("select end_actor()")
    return bool(refused.value.__cause__.sqlstate == "42501")


def proof(kind: str, actor: object, *, pid: int | None = None, expires: int, key: bytes) -> str:
    pid = pid or connection.connection.info.backend_pid
    said = f"{pid}|{kind}|{actor}|1|{expires}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def begin(kind: str, actor: object, token: str, expires: int) -> None:
    sql = "select begin_actor(%s::text, %s::text, 1::smallint, %s::bigint, %s::text)"
    ask(sql, kind, str(actor), expires, token)


def soon() -> int:
    return int(time.time()) + 20


@pytest.fixture
def held(cast: Any) -> str:
    """A context as it was sealed, of a transaction that is over."""
    cast.family()
    with cast.as_app(cast.owner):
        return context()


def test_every_single_character_counts(cast: Any, held: str) -> None:
    """Within the very transaction: each one altered, dropped or doubled is refused."""
    cast.family()
    with cast.as_app(cast.owner):
        good = context()
        for at in range(len(good)):
            other = "0" if good[at] != "0" else "1"
            for value in (good[:at] + other + good[at + 1 :], good[:at] + good[at + 1 :]):
                ask(KEPT, value)
                with pytest.raises(DatabaseError) as refused, transaction.atomic():
                    ask("select gate_kind()")
                assert refused.value.__cause__.sqlstate == "42501"
        ask(KEPT, good)
        assert ask(ASKED) > 0


@pytest.mark.parametrize(
    ("before", "after"), [("x", ""), ("", "x"), ("user|", ""), ("", "|"), ("|", ""), (" ", "")]
)
def test_nothing_goes_before_or_behind_it(cast: Any, before: str, after: str) -> None:
    cast.family()
    with cast.as_app(cast.owner):
        good = context()
        ask(KEPT, f"{before}{good}{after}")
        with pytest.raises(DatabaseError), transaction.atomic():
            ask("select gate_kind()")
        ask(KEPT, good)


@pytest.mark.parametrize("field", range(6))
def test_no_field_can_be_exchanged(cast: Any, field: int) -> None:
    cast.family()
    with cast.as_app(cast.stranger):
        good = context()
        parts = good.split("|")
        parts[field] = ["job", "1", str(cast.host.pk), "7", "1,2,3,4,5,6,7,8,9,10", "BE"][field]
        assert "|".join(parts) != good
        ask(KEPT, "|".join(parts))
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            ask(ASKED)
        ask(KEPT, good)
    assert refused.value.__cause__.sqlstate == "42501"


def test_one_of_another_transaction_is_refused(own_database: None, cast: Any) -> None:
    """On the same backend, as a pooled connection would be asked."""
    cast.family()
    with cast.as_app(cast.owner):
        earlier = context()
    assert is_refused(cast, earlier)


def test_one_of_another_backend_is_refused(own_database: None, cast: Any) -> None:
    cast.family()
    found: list[str] = []

    def elsewhere() -> None:
        with cast.as_app(cast.owner):
            found.append(context())
        connection.close()

    other = threading.Thread(target=elsewhere)
    other.start()
    other.join()
    assert is_refused(cast, found[0])


def test_after_the_end_the_same_context_is_refused_only_outside_its_transaction(
    cast: Any,
) -> None:
    """Set again by hand in the same transaction it is the same actor: nothing is gained."""
    cast.family()
    with cast.as_app(cast.owner):
        good, seen = context(), ask(ASKED)
        ask("select end_actor()")
        assert ask(ASKED) == 0
        ask(KEPT, good)
        assert ask(ASKED) == seen


def test_nobody_begins_twice(cast: Any) -> None:
    expires = soon()
    with cast.as_app(cast.stranger):
        token = proof("user", cast.owner.pk, expires=expires, key=gate.token_key())
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            begin("user", cast.owner.pk, token, expires)
    assert refused.value.__cause__.sqlstate == "42501"


@pytest.mark.parametrize("wrong", ["pid", "expired", "user", "key", "kind", "longer"])
def test_a_proof_is_for_one_backend_one_actor_and_half_a_minute(cast: Any, wrong: str) -> None:
    expires = int(time.time()) - 1 if wrong == "expired" else soon()
    pid = 1 if wrong == "pid" else None
    proved_for = cast.stranger.pk if wrong == "user" else cast.owner.pk
    key = b"another" if wrong == "key" else gate.token_key()
    kind = "person" if wrong == "kind" else "user"
    with cast.as_app():
        token = proof("user", proved_for, pid=pid, expires=expires, key=key)
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            begin(kind, cast.owner.pk, token, expires + (60 if wrong == "longer" else 0))
    assert refused.value.__cause__.sqlstate == "42501"


def test_a_proof_used_again_makes_the_same_actor_and_no_other(cast: Any) -> None:
    """Within its half minute and on its backend; remembering proofs would write on each page."""
    cast.family()
    expires = soon()
    for _ in range(2):
        with cast.as_app():
            token = proof("user", cast.owner.pk, expires=expires, key=gate.token_key())
            begin("user", cast.owner.pk, token, expires)
            assert ask("select gate_user()") == cast.owner.pk
            ask("select end_actor()")


def test_the_web_s_key_proves_no_job(cast: Any) -> None:
    expires = soon()
    with cast.as_app(), pytest.raises(DatabaseError) as refused, transaction.atomic():
        begin("job", "any", proof("job", "any", expires=expires, key=gate.token_key()), expires)
    assert refused.value.__cause__.sqlstate == "42501"


@pytest.mark.parametrize("actor", ["1|0|1|1,2,3||", "0|5", "|"])
def test_no_id_brings_further_fields(cast: Any, actor: str) -> None:
    for kind, key in (("user", gate.token_key()), ("job", gate.job_key())):
        expires = soon()
        with cast.as_app(), pytest.raises(DatabaseError) as refused, transaction.atomic():
            begin(kind, actor, proof(kind, actor, expires=expires, key=key), expires)
        assert refused.value.__cause__.sqlstate == "42501"


def test_the_app_role_makes_no_seal_and_reads_no_key(cast: Any) -> None:
    for forbidden in (
        "select access_seal_of('user|1|1|1|1|')",
        "select access_fields('user', '1', 1::smallint)",
        "select access_cleared(1)",
        "select token_key from access_seal",
        "select job_key from access_seal",
        "select gate_refold(gen_random_uuid())",
        "select gate_guard('persons_person', 'id')",
        "select gate_lift('persons_person')",
        "select gate_declare('x', '', 'text', '''''')",
    ):
        with cast.as_app(cast.owner), pytest.raises(DatabaseError) as refused, transaction.atomic():
            ask(forbidden)
        assert refused.value.__cause__.sqlstate == "42501", forbidden


def test_the_role_of_the_app_may_not_pass_by_the_policies(cast: Any) -> None:
    with cast.as_app(), pytest.raises(DatabaseError), transaction.atomic():
        ask(f"alter role {settings.APP_ROLE} bypassrls")
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        ask("alter table persons_person disable row level security")
