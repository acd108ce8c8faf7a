"""Where the key store is looked for, by what the environment says."""

from typing import Any

import pytest

from homeward.config import database

URL = "postgresql://boss:p%40ss@data.example:5433/returns?sslmode=require"


@pytest.fixture(autouse=True)
def no_other_settings(monkeypatch: Any) -> None:
    for name in ("DATABASE_URL", "DATABASE_APP_URL", "HOMEWARD_KEYS_URL", "HOMEWARD_KEYS_APP_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def ways() -> tuple[dict[str, str], dict[str, str]]:
    found = database.key_store(secret_key="s")
    return found["owner"], found["app"]


def test_it_stands_beside_the_embedded_data() -> None:
    owner, app = ways()
    assert owner["dbname"] == app["dbname"] == "homeward_keys"
    assert (owner["user"], app["user"]) == ("homeward_owner", "homeward_app")


def test_it_stands_beside_the_data_on_a_server_of_ones_own(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    owner, app = ways()
    assert owner == {
        "host": "data.example", "port": "5433", "user": "boss", "password": "p@ss",
        "dbname": "returns_keys", "sslmode": "require",
    }  # fmt: skip
    assert app == owner | {"user": "homeward_app", "password": database.app_password("s")}


def test_it_stands_on_another_server_where_one_is_named(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("HOMEWARD_KEYS_URL", "postgresql://keeper:k@keys.example/vault")
    owner, app = ways()
    assert (owner["host"], owner["dbname"], owner["user"]) == ("keys.example", "vault", "keeper")
    assert (app["host"], app["dbname"], app["user"]) == ("keys.example", "vault", "homeward_app")


def test_the_application_s_own_sign_in_is_kept(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://web:w@pool.example:6432/returns")
    _owner, app = ways()
    assert (app["host"], app["user"], app["dbname"]) == ("pool.example", "web", "returns_keys")


def test_the_data_is_found_as_before(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("HOMEWARD_DB_AS", "owner")
    found = database.connection(secret_key="s")
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("returns", "data.example", "5433")
    assert (found["USER"], found["PASSWORD"]) == ("boss", "p@ss")
    assert found["OPTIONS"]["sslmode"] == "require"
    monkeypatch.setenv("HOMEWARD_DB_AS", "")
    app = database.connection(secret_key="s")
    assert (app["USER"], app["PASSWORD"]) == ("homeward_app", database.app_password("s"))


def test_of_several_servers_the_one_that_can_be_written_to_is_used(monkeypatch: Any) -> None:
    monkeypatch.setenv("HOMEWARD_DB_AS", "owner")
    url = "postgresql://boss:b@one.example:5433,[fd00::2],%2Frun%2Ftwo/returns?connect_timeout=9"
    monkeypatch.setenv("DATABASE_URL", url)
    found = database.connection(secret_key="s")
    assert found["HOST"] == "one.example,fd00::2,/run/two"
    assert found["PORT"] == "5433,5432,5432"
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"
    assert found["OPTIONS"]["connect_timeout"] == "9"


def test_a_replica_is_read_as_the_app_role_and_given_up_soon(monkeypatch: Any) -> None:
    monkeypatch.setenv("HOMEWARD_DB_POOL", "1")
    monkeypatch.setenv("HOMEWARD_DB_AS", "")
    monkeypatch.setenv("HOMEWARD_REPLICA_URL", "postgresql://standby.example/returns")
    found = database.replica(secret_key="s")
    assert found
    assert (found["HOST"], found["USER"]) == ("standby.example", "homeward_app")
    assert found["PASSWORD"] == database.app_password("s")
    assert found["OPTIONS"]["pool"]["timeout"] == database.STANDBY_SECONDS
    monkeypatch.setenv("HOMEWARD_DB_AS", "owner")
    assert database.replica(secret_key="s") is None
